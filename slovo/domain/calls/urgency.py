"""Whether a call came at an hour at which only what is urgent makes people call (R015)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slovo.domain.courtesy.manners import DAY_BEGINS, DAY_ENDS
from slovo.domain.staff.models import Firm

SATURDAY = 5


def is_late_for(zone: str, at: datetime) -> bool:
    """By the caller's clock: outside 08:00–20:00, at his week-end, or on a holiday."""
    local = at.astimezone(ZoneInfo(zone))
    if not DAY_BEGINS <= local.time() < DAY_ENDS or local.weekday() >= SATURDAY:
        return True
    firm = Firm.current()
    return firm is not None and firm.calendar.days.filter(date=local.date(), windows=[]).exists()
