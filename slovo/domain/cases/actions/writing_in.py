from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.attaching import File
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Message
from slovo.domain.clients.actions.people import find_or_make_person
from slovo.domain.clients.actions.proposals import propose_standing
from slovo.domain.clients.models import Topic
from slovo.domain.engagements.routing import topic_of
from slovo.domain.journal.actors import Doer


@transaction.atomic
def write_in(  # noqa: PLR0913 - what a form asks for
    *,
    email: str,
    full_name: str,
    language: str,
    zone: str,
    subject: str,
    text: str,
    phone: str = "",
    organisation: str = "",
    topic: Topic | None = None,
    files: Sequence[File] = (),
    by: Doer,
    at: datetime,
) -> Message:
    """Somebody writes by the public form: a person found or made, a new case, his first words."""
    person = find_or_make_person(
        email=email,
        full_name=full_name,
        language=language,
        zone=zone,
        phone=phone,
        by=by,
        at=at,
    )
    propose_standing(person, name=organisation, by=person, at=at)
    topic = topic or topic_of(person, "", f"{subject}\n{text}")
    case = open_case(person, subject=subject, channel="webform", topic=topic, by=person, at=at)
    return hear_message(
        case,
        person=person,
        text=text,
        channel="webform",
        subject=subject,
        language=language,
        sender=email,
        files=files,
        by=person,
        at=at,
    )
