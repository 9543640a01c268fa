"""A draft of an invoice: lines are put on it, priced and taken off, until it is issued."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.reckoning import reckon
from slovo.domain.billing.currencies import currency_code
from slovo.domain.billing.models import FreeTime, Invoice, InvoiceLine, Price
from slovo.domain.billing.reckoning import line_of, locked, next_number
from slovo.domain.billing.sums import MOST, for_minutes, rounded
from slovo.domain.delivery.models import Counting, TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import refuse_unless_allowed

THOUSANDTH = Decimal("0.001")


class NumberTaken(Refusal):
    """Another invoice has this number."""


class InvoiceUnclear(Refusal):
    """A period ends after it began; a line says what, how much and at what price."""


class NotADraft(Refusal):
    """The client knows it already: hold, zero or credit a line instead."""


class LineIsLocked(Refusal):
    """It was set to zero for a reason: it cannot be priced again."""


class TimeCannotBeBilled(Refusal):
    """Not approved, taken back, of another agreement, or billed already."""


class PriceMissing(Refusal):
    """Nobody has said what an hour of that day costs."""


@transaction.atomic
def draft_invoice(
    engagement: Engagement,
    *,
    currency: str,
    number: str = "",
    since: date | None = None,
    until: date | None = None,
    by: User,
    at: datetime,
) -> Invoice:
    """Without a number it gets the next one of the year, such as 2027-003."""
    refuse_unless_allowed("save_invoice", by)
    if since and until and until < since:
        raise InvoiceUnclear(_("The last day of the period comes before its first."))
    Firm.objects.select_for_update().get(pk=1)  # one number at a time
    given = number.strip()[:40] or next_number(at)
    if Invoice.objects.filter(number=given).exists():
        sentence = _("There is an invoice %(number)s already. Choose another number.")
        raise NumberTaken(sentence % {"number": given})
    made: Invoice = Invoice.objects.create(
        engagement=engagement,
        person=engagement.person,
        organisation=engagement.organisation,
        number=given,
        currency=currency_code(currency),
        since=since,
        until=until,
        made_by=by,
        made_at=at,
    )
    record("invoice.drafted", made, by=by, at=at, facts=(made,))
    return made


@transaction.atomic
def add_line(
    invoice: Invoice,
    *,
    text: str,
    unit_price: Decimal,
    quantity: Decimal | None = None,
    minutes: int | None = None,
    by: User,
    at: datetime,
) -> InvoiceLine:
    """So many pieces, or so many minutes at a price by the hour."""
    refuse_unless_allowed("save_invoice", by)
    invoice = _draft(invoice)
    count = minutes if quantity is None else quantity
    if not text.strip() or not count or count <= 0 or (quantity and minutes):
        raise InvoiceUnclear(_("Say what it is, and how much of it."))
    line = InvoiceLine(
        invoice=invoice,
        text=" ".join(text.split())[:300],
        quantity=quantity.quantize(THOUSANDTH) if quantity else None,
        minutes=minutes,
    )
    _put_price(line, unit_price)
    line.save()
    reckon("line.added", invoice, line, by=by, at=at)
    return line


@transaction.atomic
def bill_time(
    invoice: Invoice, *, entries: Iterable[TimeEntry], by: User, at: datetime
) -> list[InvoiceLine]:
    """A line for each, at the price of its day; what the client never pays stands there at zero."""
    refuse_unless_allowed("save_invoice", by)
    invoice = _draft(invoice)
    wanted = [entry.pk for entry in entries]
    rows = TimeEntry.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    found = list(rows.select_related("engagement").order_by("day", "pk"))
    if not found:
        raise TimeCannotBeBilled(_("Choose the time that is to be paid."))
    lines = [_line_of_time(invoice, entry, at) for entry in found]
    for line in lines:
        line.save()
        reckon("line.added", invoice, line, by=by, at=at, time=line.time_entry_id)
    return lines


@transaction.atomic
def price_line(line: InvoiceLine, *, unit_price: Decimal, by: User, at: datetime) -> InvoiceLine:
    """Another price, while it is a draft. What was set to zero stays there."""
    refuse_unless_allowed("save_invoice", by)
    line = line_of(line)
    if line.zeroed_at:
        said = {"why": line.zeroed_why}
        raise LineIsLocked(_("This stays at zero and cannot be priced again: %(why)s") % said)
    _refuse_told(line.invoice)
    if line.unit_price != rounded(unit_price):
        _put_price(line, unit_price)
        line.save(update_fields=["unit_price", "amount"])
        reckon("line.priced", line.invoice, line, by=by, at=at)
    return line


@transaction.atomic
def note_locked_price(line: InvoiceLine, *, unit_price: Decimal, by: User, at: datetime) -> None:
    """Somebody tried to price what stays at zero: it was refused, and is written down (R006)."""
    record("line.price_refused", line, by=by, at=at, price=str(rounded(unit_price)))


@transaction.atomic
def drop_line(line: InvoiceLine, *, by: User, at: datetime) -> InvoiceLine:
    """Take it off the draft: its time can be billed elsewhere."""
    refuse_unless_allowed("save_invoice", by)
    line = line_of(line)
    _refuse_told(line.invoice)
    if line.void_at is None:
        line.void_at = at
        line.save(update_fields=["void_at"])
        reckon("line.dropped", line.invoice, line, by=by, at=at)
    return line


def _draft(invoice: Invoice) -> Invoice:
    invoice = locked(invoice)
    _refuse_told(invoice)
    return invoice


def _refuse_told(invoice: Invoice) -> None:
    if not invoice.is_draft:
        raise NotADraft(_("This invoice is no draft any more. Hold or credit its lines instead."))


def _put_price(line: InvoiceLine, unit_price: Decimal) -> None:
    if not 0 <= unit_price <= MOST:
        raise InvoiceUnclear(_("A price is zero or more."))
    line.unit_price = rounded(unit_price)
    if line.minutes is not None:
        line.amount = for_minutes(line.minutes, line.unit_price)
    else:
        line.amount = rounded(line.unit_price * (line.quantity or 0))
    if line.amount > MOST:
        raise InvoiceUnclear(_("This is more money than one line can hold."))


def _line_of_time(invoice: Invoice, entry: TimeEntry, at: datetime) -> InvoiceLine:
    _refuse_unbillable(invoice, entry)
    text = f"{entry.note}"[:300]
    line = InvoiceLine(invoice=invoice, text=text, minutes=entry.minutes, time_entry=entry)
    if free := FreeTime.objects.filter(time_entry=entry).first():
        line.zeroed_at, line.zeroed_why = at, free.why
        _put_price(line, Decimal(0))
        return line
    rate = Price.objects.all().on(invoice.engagement, invoice.currency, entry.day)
    if rate is None:
        sentence = _("What does an hour of %(day)s cost in %(currency)s? Set the price first.")
        said = {"day": entry.day.isoformat(), "currency": invoice.currency}
        raise PriceMissing(sentence % said)
    _put_price(line, rate)
    return line


def _refuse_unbillable(invoice: Invoice, entry: TimeEntry) -> None:
    said = {"what": entry.note}
    if entry.engagement_id != invoice.engagement_id:
        raise TimeCannotBeBilled(_("“%(what)s” belongs to another agreement.") % said)
    if entry.dropped_at or entry.state == Counting.REMOVED:
        raise TimeCannotBeBilled(_("“%(what)s” does not count any more.") % said)
    if entry.state == Counting.PARKED:
        sentence = _("The client has not agreed to “%(what)s” yet: it cannot be billed.")
        raise TimeCannotBeBilled(sentence % said)
    if InvoiceLine.objects.live().filter(time_entry=entry).exists():
        raise TimeCannotBeBilled(_("“%(what)s” stands on an invoice already.") % said)
