"""Invoices as they are read: by a colleague at the desk, by the client on his page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from slovo.domain.billing.models import Bill, Credit, Invoice, InvoiceLine
from slovo.domain.billing.reckoning import is_paid
from slovo.lib import moments
from slovo.lib.sums import money

LOOKS = {Bill.DRAFT: "", Bill.OPEN: "", Bill.OVERDUE: "late", Bill.PAID: "ok"}


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    invoice: Invoice
    total: str
    owed: str
    days: str
    state: str
    look: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class CreditRow:
    credit: Credit
    amount: str


@dataclass(frozen=True, slots=True)
class LineRow:
    line: InvoiceLine
    count: str
    price: str
    amount: str
    left: str
    credits: list[CreditRow]
    is_open: bool


def day_words(day: date | None) -> str:
    return date_format(day, "j E Y") if day else ""


def invoice_row(invoice: Invoice, language: str, today: date) -> InvoiceRow:
    """Its lines and payments must be loaded."""
    state, lines = invoice.state_on(today), invoice.live_lines
    is_open = state in {Bill.OPEN, Bill.OVERDUE}
    due = _("due %(day)s") % {"day": day_words(invoice.due_on)} if is_open else ""
    return InvoiceRow(
        invoice,
        money(invoice.account.asked_for, invoice.currency, language),
        owed_words(invoice, language) if invoice.issued_at and not invoice.withdrawn_at else "",
        due,
        str(state.label),
        LOOKS.get(state, ""),
        any(line.held_at for line in lines),
    )


def owed_words(invoice: Invoice, language: str) -> str:
    if invoice.owed < 0:
        return _("we owe %(sum)s") % {"sum": money(-invoice.owed, invoice.currency, language)}
    return money(invoice.owed, invoice.currency, language)


def line_row(line: InvoiceLine, invoice: Invoice, language: str) -> LineRow:
    line.invoice = invoice
    minutes = line.minutes
    count = (
        moments.span(minutes * 60, language)
        if minutes is not None
        else f"{(line.quantity or Decimal(0)).normalize():f}"
    )

    def told(amount: Decimal) -> str:
        return money(amount, invoice.currency, language)

    return LineRow(
        line,
        count,
        told(line.unit_price),
        told(line.amount),
        told(line.left),
        [CreditRow(credit, told(credit.amount)) for credit in line.credits.all()],
        is_open=not line.zeroed_at and not is_paid(line),
    )


def account_rows(invoice: Invoice, language: str) -> list[tuple[str, str]]:
    """What the sum is made of; what is nothing is not said."""
    account = invoice.account
    parts = [
        (_("All lines"), account.lines),
        (_("Held for now"), -account.held),
        (_("Free of charge"), -account.zeroed),
        (_("Credited"), -account.credited),
        (_("Paid"), -account.paid),
    ]
    return [(name, money(sum_, invoice.currency, language)) for name, sum_ in parts if sum_]
