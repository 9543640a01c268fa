"""Wall-clock times of a rota turned into instants: what is planned is local time and a zone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


class Hours(NamedTuple):
    """From an hour of one day to an hour of the same day or of a later one."""

    starts: time
    ends: time
    days: int = 0

    @classmethod
    def between(cls, starts: time, ends: time) -> "Hours":
        """Within a day, or through the night when the end is not after the beginning."""
        return cls(starts, ends, 0 if ends > starts else 1)


def instant_of(day: date, hour: time, zone: str) -> datetime:
    """An hour that is skipped moves forward by the gap; of one that comes twice, the first."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def begins_and_ends(day: date, hours: Hours, zone: str) -> tuple[datetime, datetime]:
    ends_on = day + hours.days * ONE_DAY
    return instant_of(day, hours.starts, zone), instant_of(ends_on, hours.ends, zone)


def moves_clock(starts: datetime, ends: datetime, zone: str) -> timedelta:
    """By how much the clock of `zone` moves between two instants; an hour back is negative."""
    here = ZoneInfo(zone)
    before, after = starts.astimezone(here).utcoffset(), ends.astimezone(here).utcoffset()
    return (after or timedelta()) - (before or timedelta())
