"""What a client paid for in a time: issued invoices, without what was set to zero or credited."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, Sum

from slovo.domain.billing.models import Credit, InvoiceLine
from slovo.domain.billing.models.invoice import LineQuery
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.sums import rounded
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.goodwill.spans import day_before

NOTHING = Decimal(0)


def revenue(
    person: Person, organisation: Organisation | None, currency: str, at: datetime
) -> Decimal:
    """Of the twelve months that end today: his own, and of whom he speaks for."""
    day = today(at)
    return _sum(_of(person, organisation), currency, day_before(day), day)


def invoiced_after(days: Mapping[int, date], currency: str, until: date) -> dict[int, Decimal]:
    """Of each person after his day, `until` included."""
    found = dict.fromkeys(days, NOTHING)
    if not days:
        return found
    lines = _lines(min(days.values()), until)
    lines = lines.filter(invoice__person__in=days, invoice__currency=currency)
    off = Credit.objects.filter(line__in=lines).order_by()
    names = ("invoice__person", "invoice__issued_on")
    whole = lines.values_list(*names).annotate(all=Sum("amount"))
    less = off.values_list(*(f"line__{name}" for name in names)).annotate(all=-Sum("amount"))
    for person, issued_on, amount in (*whole, *less):
        if issued_on > days[person]:
            found[person] += rounded(amount)
    return found


def expected(person: Person, yearly: Decimal) -> Decimal | None:
    """In 24 months if it goes on so; nothing is expected of who has no agreement any more."""
    runs = Engagement.objects.filter(person=person, ended_at=None).exists()
    return yearly * 2 if runs else None


def fees_of_persons(since: date, until: date) -> dict[int, dict[str, Decimal]]:
    """Each person's fees of these days, both included, by currency."""
    found: dict[int, dict[str, Decimal]] = {}
    lines = _lines(since, until)
    names = ("invoice__person", "invoice__currency")
    for person, currency, amount in lines.values_list(*names).annotate(all=Sum("amount")):
        found.setdefault(person, {})[currency] = rounded(amount)
    off = Credit.objects.filter(line__in=lines).order_by()
    named = [f"line__{name}" for name in names]
    for person, currency, amount in off.values_list(*named).annotate(all=Sum("amount")):
        found[person][currency] -= rounded(amount)
    return found


def _of(person: Person, organisation: Organisation | None) -> Q:
    his = Q(invoice__person=person)
    return his | Q(invoice__organisation=organisation) if organisation else his


def _sum(whose: Q, currency: str, after: date, until: date) -> Decimal:
    lines = _lines(after, until).filter(whose, invoice__currency=currency)
    lines = lines.filter(invoice__issued_on__gt=after)
    whole = lines.aggregate(all=Sum("amount"))["all"] or NOTHING
    off = Credit.objects.filter(line__in=lines).aggregate(all=Sum("amount"))["all"] or NOTHING
    return rounded(whole - off)


def _lines(since: date, until: date) -> LineQuery:
    rows = InvoiceLine.objects.live().filter(
        invoice__issued_at__isnull=False,
        invoice__withdrawn_at=None,
        invoice__issued_on__gte=since,
        invoice__issued_on__lte=until,
        zeroed_at=None,
    )
    return rows.order_by()
