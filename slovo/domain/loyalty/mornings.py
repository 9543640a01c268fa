"""When a colleague's working day begins for those he has forgotten: 08:30 on his own wall."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.staff.hours import hours_of
from slovo.domain.staff.models import User
from slovo.lib.worktime.days import instant, moment

HALF_PAST_EIGHT = 8 * 60 + 30
FURTHEST = 60


def morning_after(user: User, at: datetime) -> datetime:
    """The next one later than `at`; on a calendar without work, tomorrow's."""
    zone, hours = ZoneInfo(user.zone), hours_of(user)
    today = at.astimezone(zone).date()
    mornings = {
        day: moment(instant(day, HALF_PAST_EIGHT, zone))
        for day in (today + timedelta(days=count) for count in range(FURTHEST))
    }
    ahead = [(day, when) for day, when in mornings.items() if when > at]
    return next((when for day, when in ahead if hours.works_on(day)), ahead[0][1])
