"""Days as a writer means them, turned into the instants at which they end."""

import math
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from slovo.lib.worktime import NoWorkingTime, WorkingHours, end_of_day
from slovo.lib.worktime.days import ONE_DAY, instant, moment

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_ENDS = {"start": 10, "middle": 15}
_SHORTEST_MONTH = 28


def plain_hours(zone: str) -> WorkingHours:
    """Monday to Friday, 09 to 18, in a zone: the hours of a firm that told none."""
    return WorkingHours.from_dict(
        {"tz": zone, "week": {day: [["09:00", "18:00"]] for day in _WEEKDAYS}}
    )


class Calendar:
    """What "Friday", "the end of the month" and "three days" are, seen from one moment."""

    def __init__(self, now: datetime, zone: tzinfo, hours: WorkingHours | None) -> None:
        """Take the moment of writing, the writer's zone and the firm's working hours."""
        self.now = now.astimezone(UTC)
        self.zone = zone
        self._given = hours
        self.today = now.astimezone(zone).date()

    @cached_property
    def hours(self) -> WorkingHours:
        """The working hours given, else plain ones in the writer's zone."""
        return self._given or plain_hours(getattr(self.zone, "key", "UTC"))

    def at(self, day: date, minute: int, zone: tzinfo | None = None) -> datetime:
        """Return the instant of a wall-clock time; midnight's end is 23:59:59."""
        if minute >= 1439:
            return self.midnight(day)
        return moment(instant(day, minute, zone or self.zone))

    def midnight(self, day: date) -> datetime:
        """Return the last second of a day."""
        noon = datetime.combine(day, time(12), tzinfo=self.zone)
        return end_of_day(noon, 0, self.zone)

    def close(self, day: date) -> datetime:
        """Return when a day of work ends: at its close, on a day off or after it at midnight."""
        close = self._closing(day)
        return close if close and (day != self.today or close > self.now) else self.midnight(day)

    def close_on_or_before(self, day: date, first: date) -> datetime:
        """Return the close of the last working day up to `day`, not before `first`."""
        for back in range((day - max(first, self.today)).days + 1):
            close = self._closing(day - ONE_DAY * back)
            if close and close > self.now:
                return close
        return self.midnight(day)

    def days(self, count: float) -> datetime:
        """Return the end of "N days"."""
        return end_of_day(self.now, math.ceil(count), self.zone)

    def business_days(self, count: float) -> datetime:
        """Return the end of "N business days"."""
        try:
            return self.hours.close_of_business_day(self.now, max(1, math.ceil(count)))
        except NoWorkingTime:
            return self.days(count)

    def weekday(self, wanted: int, which: str | None) -> date:
        """Return the day a weekday's name means, by the decisions in the package's docstring."""
        monday = self.today - ONE_DAY * self.today.weekday()
        if which in {"next", "this", "past"}:
            weeks = {"next": 1, "this": 0, "past": -1}[which]
            return monday + ONE_DAY * (7 * weeks + wanted)
        return self.today + ONE_DAY * ((wanted - self.today.weekday() - 1) % 7 + 1)

    def week(self, which: str | None) -> tuple[date, date]:
        """Return the Monday and the Sunday of this week or the next."""
        monday = self.today + ONE_DAY * (7 * (which == "next") - self.today.weekday())
        return monday, monday + ONE_DAY * 6

    def months(self, count: int, since: date | None = None) -> date:
        """Return the same day so many months on, or the last day of a shorter month."""
        start = since or self.today
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        return date(year, month + 1, min(start.day, _length(year, month + 1)))

    def month_part(self, first: date, edge: str | None) -> datetime:
        """Return the end of a month's beginning (the 10th), middle (the 15th) or whole."""
        last = _ENDS.get(edge or "end", _length(first.year, first.month))
        return self.close_on_or_before(first.replace(day=last), first)

    def dated(self, day: int, month: int, year: int | None, *, until: bool) -> date | None:
        """Return a date that is told; without a year the next such, None if just past."""
        try:
            if year is not None:
                return date(year, month, day)
            told = date(self.today.year, month, day)
            if told >= self.today:
                return told
            is_recent = (self.today - told) < timedelta(days=90)
            return None if is_recent and not until else date(self.today.year + 1, month, day)
        except ValueError:
            return None

    def is_open_day(self, day: date) -> bool:
        """Whether work still goes on that day."""
        close = self._closing(day)
        return close is not None and close > self.now

    def _closing(self, day: date) -> datetime | None:
        eve = datetime.combine(day - ONE_DAY, time(12), tzinfo=self.zone)
        try:
            close = self.hours.close_of_business_day(eve, 1)
        except NoWorkingTime:
            return None
        return close if close.astimezone(self.zone).date() == day else None


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - ONE_DAY).day


def zone_of(zone: str | tzinfo) -> tzinfo:
    """Return the zone of an IANA name."""
    return ZoneInfo(zone) if isinstance(zone, str) else zone
