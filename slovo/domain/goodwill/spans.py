"""Spans of time: twelve months back as people count them, and how soon is twice."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.staff.hours import zone_of_firm

TWICE_WITHIN = timedelta(minutes=2)  # the same words again are a second press of the button


def year_before(at: datetime) -> datetime:
    """In the firm's zone; of 29 February the 28th."""
    local = at.astimezone(ZoneInfo(zone_of_firm()))
    earlier = datetime.combine(day_before(local.date()), local.timetz())
    return earlier.astimezone(at.tzinfo)


def day_before(day: date) -> date:
    """The same day of the year before."""
    is_leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap else day.day)


def first_moment(day: date) -> datetime:
    """Midnight of that day in the firm's zone."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone_of_firm()))
