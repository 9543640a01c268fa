"""What clients cost us beside what they pay: three months by month (R088, M24)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Sum

from slovo.domain.billing.models import FreeTime, InvoiceLine
from slovo.domain.billing.months import Month
from slovo.domain.billing.sums import rounded
from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.goodwill.fees import fees_of_persons
from slovo.lib.stats import nearest_rank

MONTHS = 3
TIMES = 3
LEAST = 3
HOUR = 60
THOUSAND = 1000


@dataclass(slots=True)
class Load:
    """One client: minutes nobody pays, by colleague; times he turned to us; what he paid for."""

    minutes: Counter[int] = field(default_factory=Counter)
    contacts: int = 0
    fee: Decimal = Decimal(0)
    currency: str = ""

    @property
    def hours_per_1000(self) -> Decimal | None:
        """None where he paid nothing: there is nothing to compare with."""
        if self.fee <= 0:
            return None
        hours = Decimal(self.minutes.total()) / HOUR
        return rounded(hours * THOUSAND / self.fee)


def loads(month: Month) -> dict[int, Load]:
    """Of the three months that end with this one, by client."""
    since, until = month.moved(1 - MONTHS).first, month.last
    found: dict[int, Load] = {}
    for person, fees in fees_of_persons(since, until).items():
        currency = max(sorted(fees), key=lambda code: fees[code])
        found[person] = Load(fee=fees[currency], currency=currency)
    for person, user, minutes in _unpaid(since, until):
        found.setdefault(person, Load()).minutes[user] += minutes
    for person, count in _contacts(month):
        if person in found:
            found[person].contacts += count
    return found


def medians(rows: Iterable[Load]) -> dict[str, Decimal]:
    """By currency, of three clients and more; of fewer there is no middle to be held against."""
    by_currency: dict[str, list[Decimal]] = {}
    for row in rows:
        if (value := row.hours_per_1000) is not None:
            by_currency.setdefault(row.currency, []).append(value)
    return {
        code: nearest_rank(values, 0.5) or Decimal(0)
        for code, values in by_currency.items()
        if len(values) >= LEAST
    }


def is_over(load: Load, median: Decimal | None) -> bool:
    """More than three times the middle one; where the middle one is nothing, nothing is said."""
    value = load.hours_per_1000
    return bool(median) and value is not None and value > TIMES * (median or 0)


def _unpaid(since: date, until: date) -> Iterable[tuple[int, int, int]]:
    """Time that stands on no invoice. Work done again by our fault is free, and left out."""
    billed = InvoiceLine.objects.live().filter(time_entry=OuterRef("pk"))
    free = FreeTime.objects.filter(time_entry=OuterRef("pk"))
    rows = TimeEntry.objects.counted().filter(
        ~Exists(billed), ~Exists(free), day__gte=since, day__lte=until
    )
    summed = rows.order_by().values_list("engagement__person", "user").annotate(all=Sum("minutes"))
    return list(summed)


def _contacts(month: Month) -> Iterable[tuple[int, int]]:
    """How often each wrote, or phoned in vain."""
    span = {"at__gte": month.moved(1 - MONTHS).begins_at, "at__lt": month.ends_at}
    heard = Message.objects.filter(direction=Direction.IN, nature=Nature.HUMAN, **span)
    yield from heard.order_by().values_list("person").annotate(all=Count("pk"))
    calls = MissedCall.objects.filter(missed_at__gte=span["at__gte"], missed_at__lt=span["at__lt"])
    yield from calls.order_by().values_list("person").annotate(all=Count("pk"))
