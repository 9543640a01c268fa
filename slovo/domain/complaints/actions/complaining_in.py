"""Anybody complains on the public page, free and without an account."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from slovo.domain.cases.actions.attaching import File
from slovo.domain.clients.actions.people import find_or_make_person
from slovo.domain.clients.actions.proposals import propose_standing
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Complaint, Medium
from slovo.domain.journal.actors import Doer


@transaction.atomic
def complain_in(  # noqa: PLR0913 - what a form asks for
    *,
    email: str,
    full_name: str,
    language: str,
    zone: str,
    stated: str,
    remedy_sought: str = "",
    problem_on: date | None = None,
    phone: str = "",
    organisation: str = "",
    representative: str = "",
    is_repeated: bool = False,
    files: Sequence[File] = (),
    by: Doer,
    at: datetime,
) -> Complaint:
    """A person found or made; which matter it is about is found out at the assessment."""
    person = find_or_make_person(
        email=email, full_name=full_name, language=language, zone=zone, phone=phone, by=by, at=at
    )
    propose_standing(person, name=organisation, by=person, at=at)
    return file_complaint(
        person,
        stated=stated,
        remedy_sought=remedy_sought,
        problem_on=problem_on,
        representative=representative,
        is_repeated=is_repeated,
        medium=Medium.WEBFORM,
        files=files,
        by=person,
        at=at,
    )
