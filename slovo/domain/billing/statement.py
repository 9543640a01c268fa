"""What was promised against what was delivered, for one client and month (R036)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Q

from slovo.domain.billing.delivered import Kept, Speed, promises_kept, speeds, words_kept
from slovo.domain.billing.models import Credit, Expectation, Invoice, InvoiceLine, Payment
from slovo.domain.billing.models.expectation import confirmed_minutes, expectation_of
from slovo.domain.billing.months import Month
from slovo.domain.billing.unbilled import free_entries
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import PromiseQuery
from slovo.domain.clients.models import Person
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.engagements.models import Engagement


@dataclass(frozen=True, slots=True)
class Part:
    """One agreement in the month; without an agreement, what else he asked us."""

    engagement: Engagement | None
    expectation: Expectation | None
    speeds: list[Speed]
    words: Kept
    promises: Kept
    time: list[TimeEntry]
    free: set[int]
    billed: list[InvoiceLine]
    invoices: list[Invoice]
    held: list[InvoiceLine]
    zeroed: list[InvoiceLine]
    credits: list[Credit]
    payments: list[Payment]

    @property
    def is_empty(self) -> bool:
        rows = (self.speeds, self.words.rows, self.promises.rows, self.time, self.billed)
        money = (self.invoices, self.held, self.zeroed, self.credits, self.payments)
        return not any((*rows, *money))

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.time)

    @property
    def billed_minutes(self) -> int:
        return sum(line.minutes or 0 for line in self.billed if not line.zeroed_at)


def parts(
    person: Person, engagements: Iterable[Engagement], month: Month, at: datetime, *, alone: bool
) -> Iterator[Part]:
    """Of these agreements of his; `alone`: also what stands under none."""
    for engagement in engagements:
        of_agreement = Promise.objects.filter(case__engagement=engagement)
        yield _part(engagement, of_agreement, month, at)
    if alone:
        loose = Promise.objects.filter(case__engagement=None, case__person=person)
        part = _part(None, loose, month, at)
        if not part.is_empty:
            yield part


def _part(
    engagement: Engagement | None, promises: PromiseQuery, month: Month, at: datetime
) -> Part:
    expected = confirmed_minutes(engagement, month.ends_at) if engagement else None
    time = _time(engagement, month)
    lines = InvoiceLine.objects.live().filter(
        invoice__engagement=engagement, invoice__issued_at__isnull=False
    )
    lines = lines.select_related("invoice", "time_entry").prefetch_related("credits")
    lines = lines.order_by("invoice__issued_on", "pk")
    begins, ends = month.begins_at, month.ends_at
    of_month = {"issued_on__gte": month.first, "issued_on__lte": month.last}
    paid = {"paid_on__gte": month.first, "paid_on__lte": month.last, "dropped_at": None}
    invoices = Invoice.objects.issued().filter(engagement=engagement, **of_month)
    credits_ = Credit.objects.filter(
        line__invoice__engagement=engagement, credited_at__gte=begins, credited_at__lt=ends
    )
    payments = Payment.objects.filter(invoice__engagement=engagement, **paid)
    return Part(
        engagement,
        expectation_of(engagement) if engagement else None,
        speeds(promises, month, at, expected),
        words_kept(promises, month, at),
        promises_kept(promises, month, at),
        time,
        free_entries(time),
        list(lines.filter(time_entry__in=time)) if time else [],
        list(invoices.whole().order_by("issued_on", "pk")),
        list(lines.filter(held_at__isnull=False, held_at__lt=ends)),
        list(lines.filter(_zeroed(month))),
        list(credits_.select_related("line__invoice").order_by("pk")),
        list(payments.select_related("invoice").order_by("paid_on", "pk")),
    )


def _zeroed(month: Month) -> Q:
    """What was free from the start counts where its invoice does."""
    issued = F("invoice__issued_at")
    days = {"invoice__issued_on__gte": month.first, "invoice__issued_on__lte": month.last}
    later = Q(zeroed_at__gte=month.begins_at, zeroed_at__lt=month.ends_at)
    return Q(zeroed_at__lte=issued, **days) | Q(zeroed_at__gt=issued) & later


def _time(engagement: Engagement | None, month: Month) -> list[TimeEntry]:
    if engagement is None:
        return []
    entries = TimeEntry.objects.filter(
        engagement=engagement, day__gte=month.first, day__lte=month.last
    )
    return list(entries.counted().select_related("user").order_by("day", "pk"))


def by_currency(sums: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Added up, each currency for itself."""
    found: dict[str, Decimal] = {}
    for currency, sum_ in sums:
        found[currency] = found.get(currency, Decimal(0)) + sum_
    return dict(sorted(found.items()))
