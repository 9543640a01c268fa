"""Wall-clock times turned into instants, counted in whole microseconds since 1970 in UTC."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

SECOND = 1_000_000
ONE_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def end_of_day(start: datetime, days: int, tz: str | tzinfo) -> datetime:
    """Return the instant at which "N days" from `start` end: 23:59:59 in the zone that governs.

    The day of `start` counts 0. When 23:59:59 comes twice that night, the later one is the end.
    """
    zone = ZoneInfo(tz) if isinstance(tz, str) else tz
    day = start.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59, 59, fold=1), tzinfo=zone).astimezone(UTC)


def microseconds(moment: datetime) -> int:
    """Count an aware datetime; a naive one is a TypeError."""
    since = moment - _EPOCH
    return (since.days * 86400 + since.seconds) * SECOND + since.microseconds


def moment(count: int) -> datetime:
    """Return the aware UTC datetime of a count."""
    return _EPOCH + timedelta(0, *divmod(count, SECOND))


def instant(day: date, minute: int, zone: tzinfo) -> int:
    """Count the first instant at which the wall clock shows this minute of the day, or later.

    Of a time that comes twice that is the first; of a time that is skipped, the moment of the skip.
    """
    wall = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minute)
    before, after = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    if before is None or after is None or before >= after:
        return microseconds(wall)
    naive = wall.replace(tzinfo=UTC)
    return _skip(microseconds(naive - after), microseconds(naive - before), zone)


def plain_midnight(day: date, zone: tzinfo) -> int | None:
    """Count the midnight a day begins with, None if it is skipped or comes twice."""
    wall = datetime.combine(day, time(), tzinfo=zone)
    if wall.utcoffset() != wall.replace(fold=1).utcoffset():
        return None
    return microseconds(wall)


def _skip(earliest: int, latest: int, zone: tzinfo) -> int:
    before = moment(earliest).astimezone(zone).utcoffset()
    low, high = earliest // SECOND, latest // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if moment(middle * SECOND).astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high * SECOND
