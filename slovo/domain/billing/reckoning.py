"""An invoice as it is now, held for one verb; the days that count for it."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.billing.sums import NOTHING
from slovo.domain.staff.models import Firm


def locked(invoice: Invoice) -> Invoice:
    Invoice.objects.select_for_update().get(pk=invoice.pk)
    return Invoice.objects.whole().get(pk=invoice.pk)


def line_of(line: InvoiceLine) -> InvoiceLine:
    """The line as it is, its invoice locked first; what both say is one truth."""
    invoice = locked(line.invoice)
    found = next(each for each in invoice.lines.all() if each.pk == line.pk)
    found.invoice = invoice
    return found


def today(at: datetime) -> date:
    """The day in the firm's own zone: invoices fall due by it."""
    firm = Firm.current()
    return at.astimezone(ZoneInfo(firm.zone if firm else "UTC")).date()


def next_number(at: datetime) -> str:
    """The next one nobody has in the firm's year."""
    year = today(at).year
    taken = Invoice.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    counts = [number[5:] for number in taken]
    last = max((int(count) for count in counts if count.isdecimal()), default=0)
    return f"{year}-{last + 1:03}"


def overpaid(line: InvoiceLine) -> Decimal:
    """How much more has come for the invoice of this line than it asks for now."""
    return max(-line_of(line).invoice.account.owed, NOTHING)


def is_paid(line: InvoiceLine) -> bool:
    """Whether the money that came leaves no room for taking this line away."""
    account = line.invoice.account
    asked_for = NOTHING if line.held_at else line.left
    return account.paid > 0 and account.owed - asked_for < 0
