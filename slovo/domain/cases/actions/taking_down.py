from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.people import find_or_make_person
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NothingSaid(Refusal):
    """A case begins with a word of the client's; without one nobody could answer it."""


@transaction.atomic
def take_down_case(
    *, email: str, full_name: str, subject: str, text: str, by: User, at: datetime
) -> Case:
    """A colleague writes down what a client said to him; it counts as the client's own word."""
    refuse_unless_allowed("open_case", by)
    if not text.strip():
        raise NothingSaid(_("Write down what the client said."))
    person = find_or_make_person(email=email, full_name=full_name, by=by, at=at)
    case = open_case(person, subject=subject, channel="desk", by=by, at=at)
    hear_message(case, person=person, text=text.strip(), channel="desk", by=by, at=at)
    return case
