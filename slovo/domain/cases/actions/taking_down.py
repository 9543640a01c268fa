from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.people import find_or_make_person
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

AGAIN_WITHIN = timedelta(minutes=settings.AFTERTHOUGHT_MINUTES)


class NothingSaid(Refusal):
    """A case begins with a word of the client's; without one nobody could answer it."""


@transaction.atomic
def take_down_case(
    *, email: str, full_name: str, subject: str, text: str, by: User, at: datetime
) -> Case:
    """A colleague writes down what a client said to him; it counts as the client's own word.

    The same words of the same client within ten minutes are one case.
    """
    refuse_unless_allowed("open_case", by)
    text = text.strip()
    if not text:
        raise NothingSaid(_("Write down what the client said."))
    person = find_or_make_person(email=email, full_name=full_name, by=by, at=at)
    lately = person.cases.filter(channel="desk", opened_at__gte=at - AGAIN_WITHIN)
    if twin := lately.filter(messages__person=person, messages__text=text).first():
        return twin
    case = open_case(person, subject=subject, channel="desk", by=by, at=at)
    hear_message(case, person=person, text=text, channel="desk", by=by, at=at)
    return case
