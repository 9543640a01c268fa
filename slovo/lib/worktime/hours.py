"""Adding and measuring working time."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from slovo.lib.worktime.days import ONE_DAY, SECOND, instant, microseconds, moment
from slovo.lib.worktime.table import LONGEST_WAIT, NoWorkingTime, Years
from slovo.lib.worktime.week import Week, fingerprint, read

MOST_CLOSES = 5_000
Pauses = Iterable[tuple[datetime, datetime]]


class WorkingHours:
    """The working hours of a person, team or firm. Unchanging, and safe to share among threads.

    Every datetime given must be aware; every datetime returned is aware and in UTC.
    """

    __slots__ = ("_closes", "_days", "_week", "_years")

    def __init__(self, week: Week) -> None:
        """Take a calendar that was read; most callers want `from_dict`."""
        self._week = week
        self._years = Years(week)
        self._closes: dict[tuple[date, int], datetime] = {}
        self._days: dict[date, tuple[int, int]] = {}

    @staticmethod
    def from_dict(written: Mapping[str, Any]) -> "WorkingHours":
        """Read a written calendar, raising `HoursRefused`; equal calendars give one object.

        `{"tz": "Europe/Kyiv", "week": {"mon": [["09:00", "13:00"]]}, "holidays": ["2026-08-24"],
        "yearly": ["01-01"], "instead": {"2026-05-16": [["09:00", "17:00"]]}}`. A window is
        [open, close) on the wall clock of that day; "24:00" is the day's end. A day in "instead"
        has those windows whatever else is said; then holidays close, then the weekday opens.
        """
        return _known(fingerprint(written))

    def add(self, start: datetime, seconds: float, pauses: Pauses = ()) -> datetime:
        """Return the first instant by which so much working time has passed since `start`.

        A target that exactly fills a window is due at its end; zero is due at once. Time within
        `pauses` does not count. Raises `NoWorkingTime` when it can never be.
        """
        at, left = microseconds(start), round(seconds * SECOND)
        if left < 0:
            raise ValueError("Working time can only be added.")
        for begins, ends in _in_order(pauses) if pauses else ():
            passed = self._between(at, begins)
            if passed >= left:
                break
            left -= passed
            at = max(at, ends)
        if not left:
            return start.astimezone(UTC)
        table = self._years.over(at, at)
        while (due := table.reached(table.worked(at) + left)) is None:
            table = self._years.further(table, at)
        return moment(due)

    def between(self, a: datetime, b: datetime, pauses: Pauses = ()) -> float:
        """Return the working seconds from `a` to `b` outside `pauses`; 0 when b ≤ a."""
        at, end, passed = microseconds(a), microseconds(b), 0
        for begins, ends in _in_order(pauses) if pauses else ():
            passed += self._between(at, min(begins, end))
            at = max(at, ends)
        passed += self._between(at, end)
        seconds, rest = divmod(passed, SECOND)
        return passed / SECOND if rest else seconds

    def is_open(self, at: datetime) -> bool:
        """Whether this instant is working time."""
        count = microseconds(at)
        return self._years.over(count, count).opening(count) == count

    def next_open(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the next opening; may raise `NoWorkingTime`."""
        count = microseconds(at)
        table = self._years.over(count, count)
        while (opening := table.opening(count)) is None:
            table = self._years.further(table, count)
        return moment(opening)

    def spans(self, a: datetime, b: datetime) -> list[tuple[datetime, datetime]]:
        """Return the open times from `a` to `b` as pairs of instants, in order, none touching."""
        first, last = microseconds(a), microseconds(b)
        day = a.astimezone(self._week.zone).date() - ONE_DAY
        found: list[list[int]] = []
        while instant(day, 0, self._week.zone) < last:
            for minutes in self._week.windows(day):
                opens, closes = (instant(day, minute, self._week.zone) for minute in minutes)
                if found and opens <= found[-1][1]:
                    found[-1][1] = max(closes, found[-1][1])
                else:
                    found.append([opens, closes])
            day += ONE_DAY
        inside = [(max(opens, first), min(closes, last)) for opens, closes in found]
        return [(moment(opens), moment(closes)) for opens, closes in inside if opens < closes]

    def works_on(self, day: date) -> bool:
        """Whether a date of this calendar's zone has any working time."""
        return bool(self._week.windows(day))

    def seconds_on(self, day: date, until: datetime | None = None) -> int:
        """Whole working seconds of a date of this calendar's zone, perhaps until an instant of it.

        Days are remembered, for a gate asks for the same ones again and again.
        """
        known = self._days.get(day)
        if known is None:
            if len(self._days) > MOST_CLOSES:
                self._days.clear()
            begins = instant(day, 0, self._week.zone)
            ends = instant(day + ONE_DAY, 0, self._week.zone)
            known = self._days[day] = begins, self._between(begins, ends) // SECOND
        begins, seconds = known
        return seconds if until is None else self._between(begins, microseconds(until)) // SECOND

    def close_of_business_day(self, start: datetime, n: int) -> datetime:
        """Return when "N business days" end: the close of the Nth business day after `start`.

        The day of `start` counts 0, be it a business day or not; `n` is at least 1. A day with any
        working time is a business day.
        """
        if n < 1:
            raise ValueError("Business days are counted from 1.")
        day = start.astimezone(self._week.zone).date()
        known = self._closes.get((day, n))
        if known is None:
            if len(self._closes) > MOST_CLOSES:
                self._closes.clear()
            known = self._closes[day, n] = self._close(day, n)
        return known

    def _close(self, day: date, n: int) -> datetime:
        week = self._week
        last_year = max(day.year, week.last_dated()) + LONGEST_WAIT
        while n:
            day += ONE_DAY
            if week.windows(day):
                n, last_year = n - 1, max(last_year, day.year + LONGEST_WAIT)
            elif day.year > last_year:
                raise NoWorkingTime("This calendar has no working day.")
        return moment(instant(day, week.windows(day)[-1][1], week.zone))

    def _between(self, a: int, b: int) -> int:
        if b <= a:
            return 0
        table = self._years.over(a, b)
        return table.worked(b) - table.worked(a)


@lru_cache(maxsize=256)
def _known(written: str) -> WorkingHours:
    return WorkingHours(read(json.loads(written)))


def _in_order(pauses: Pauses) -> list[tuple[int, int]]:
    return sorted((microseconds(begins), microseconds(ends)) for begins, ends in pauses)
