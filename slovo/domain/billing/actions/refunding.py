"""Money that goes back to the client is promised to a day, in his own language."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import Kind
from slovo.domain.cases.wordings import language_of
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.models import User
from slovo.lib.sums import money
from slovo.lib.worktime import end_of_day

REFUND = _("Refund of %(sum)s: %(what)s")
REFUND_DAYS = 10


@transaction.atomic(savepoint=False)
def promise_money(
    case: Case,
    words: Lazy,
    *,
    amount: Decimal,
    currency: str,
    what: str,
    due_at: datetime,
    by: User,
    at: datetime,
) -> Promise:
    """`words` name the `sum`, and `what` it is for; he reads them on his page."""
    language = language_of(case)
    total = money(amount, currency, language)
    with translation.override(language):
        text = str(words) % {"sum": total, "what": what}
    return make_promise(case, text=text, kind=Kind.PAYMENT, due_at=due_at, owner=by, by=by, at=at)


def refund_due(case: Case, at: datetime) -> datetime:
    """What was paid and should not have been is with him within ten calendar days."""
    return end_of_day(at, REFUND_DAYS, case.zone)
