"""What an hour costs, and which hours cost nothing."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.currencies import currency_code
from slovo.domain.billing.models import FreeTime, InvoiceLine, Price
from slovo.domain.billing.sums import MOST, rounded
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class PriceUnclear(Refusal):
    """A price is zero or more, in a currency that exists."""


class ReasonMissing(Refusal):
    """Money that is not asked for has its reason in writing."""


class TimeIsBilled(Refusal):
    """The time stands on an invoice: its line is zeroed or credited instead."""


@transaction.atomic
def set_price(
    engagement: Engagement, *, rate: Decimal, currency: str, since: date, by: User, at: datetime
) -> Price:
    """Lines that were priced before keep their price."""
    refuse_unless_allowed("set_price", by)
    code = currency_code(currency)
    if not 0 <= rate <= MOST:
        raise PriceUnclear(_("A price is zero or more."))
    rate = rounded(rate)
    last = engagement.prices.filter(currency=code, since=since).first()
    if last and last.rate == rate:
        return last
    made: Price = Price.objects.create(
        engagement=engagement, currency=code, rate=rate, since=since, set_by=by, set_at=at
    )
    record("price.set", made, by=by, at=at, currency=code, rate=str(rate))
    return made


@transaction.atomic
def free_time(entry: TimeEntry, *, why: str, by: Doer, at: datetime) -> FreeTime:
    """The client never pays for it: on any invoice it stands at zero, and stays so."""
    refuse_unless_allowed("free_time", by)
    entry = TimeEntry.objects.select_for_update().get(pk=entry.pk)
    if known := FreeTime.objects.filter(time_entry=entry).first():
        return known
    if not why.strip():
        raise ReasonMissing(_("Write down why."))
    if InvoiceLine.objects.live().filter(time_entry=entry).exists():
        raise TimeIsBilled(_("This time stands on an invoice: set its line to zero there."))
    made: FreeTime = FreeTime.objects.create(
        time_entry=entry,
        why=why.strip()[:300],
        freed_by=by if isinstance(by, User) else None,
        freed_at=at,
    )
    record("time.freed", entry, by=by, at=at)
    return made
