"""What happens by itself about goodwill: decisions told in time, months reckoned, records made."""

from datetime import datetime

from slovo.domain.billing.months import Month
from slovo.domain.goodwill.actions.exporting import climb_parting
from slovo.domain.goodwill.actions.reckoning import reckon_burdens
from slovo.domain.goodwill.actions.ruling import climb_ruling
from slovo.domain.goodwill.models import BurdenMonth, Parting, Ruling
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import Firm

BATCH = 200
RECORDS_AT_ONCE = 5  # a client's whole past: whoever waits behind it should not wait long


def climb_rulings(at: datetime) -> int:
    """Decisions that should have been told by now."""
    due = Ruling.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_ruling(ruling, by=HOUSE, at=at) for ruling in due)


def climb_partings(at: datetime) -> int:
    """Records of clients we parted with: made when the letter has arrived."""
    due = Parting.objects.due(at).select_related("case")[:RECORDS_AT_ONCE]
    return sum(climb_parting(parting, by=HOUSE, at=at) for parting in due)


def reckon_months(at: datetime) -> int:
    """When the firm opens after a month; a keeper that was away makes up for each."""
    firm = Firm.current()
    if firm is None:
        return 0
    last = BurdenMonth.objects.order_by("-month").first()
    month = Month(last.month).moved(1) if last else Month.at(firm.made_at)
    if month.ends_at > at or month.looked_at() > at:
        return 0
    reckon_burdens(month, by=HOUSE, at=at)
    return 1


DUTIES = (climb_rulings, climb_partings, reckon_months)
