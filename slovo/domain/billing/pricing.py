"""A line priced anew by a colleague; an attempt at what stays at zero is written down (R006)."""

from datetime import datetime
from decimal import Decimal

from slovo.domain.billing.actions.drafting import LineIsLocked, note_locked_price, price_line
from slovo.domain.billing.models import InvoiceLine
from slovo.domain.staff.models import User


def reprice(line: InvoiceLine, *, unit_price: Decimal, by: User, at: datetime) -> InvoiceLine:
    """The refusal undoes the verb; that it was tried is an event of its own."""
    try:
        return price_line(line, unit_price=unit_price, by=by, at=at)
    except LineIsLocked:
        note_locked_price(line, unit_price=unit_price, by=by, at=at)
        raise
