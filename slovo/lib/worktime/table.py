"""The windows of some years in a row as instants, with the working time before each."""

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Self

from slovo.lib.worktime.days import ONE_DAY, SECOND, instant, moment, plain_midnight
from slovo.lib.worktime.week import Week

# The longest wait for a working day that a calendar of weekdays and yearly holidays can hold is
# forty years (a 29 February on a certain weekday around 2100).
LONGEST_WAIT = 41
_LAST_YEAR = 9000

Spans = list[tuple[int, int]]


class NoWorkingTime(ValueError):
    """The calendar holds no, or no further, working time, so nothing can ever be due."""


@dataclass(frozen=True, slots=True)
class Table:
    """Sorted windows that neither touch nor overlap; all figures are microseconds.

    `before[i]` is the working time from `first` to `opens[i]`, and one more entry holds all of it.
    """

    years: range
    first: int
    last: int
    opens: list[int]
    closes: list[int]
    before: list[int]

    @classmethod
    def of(cls, years: range, first: int, last: int, spans: Spans) -> Self:
        """Build the table of the spans of some years between two instants."""
        joined = _joined(spans)
        before = [0]
        for opens, closes in joined:
            before.append(before[-1] + closes - opens)
        opened, closed = [span[0] for span in joined], [span[1] for span in joined]
        return cls(years, first, last, opened, closed, before)

    def worked(self, at: int) -> int:
        """Return the working time from the beginning of the table to an instant in it."""
        index = bisect_right(self.opens, at) - 1
        if index < 0:
            return 0
        return self.before[index] + min(at, self.closes[index]) - self.opens[index]

    def reached(self, worked: int) -> int | None:
        """Return the first instant with so much (more than 0) worked, None if it lies beyond."""
        index = bisect_left(self.before, worked) - 1
        if index >= len(self.opens):
            return None
        return self.opens[index] + worked - self.before[index]

    def opening(self, at: int) -> int | None:
        """Return the first working instant from `at` on, None if it lies beyond."""
        index = bisect_right(self.opens, at)
        if index and at < self.closes[index - 1]:
            return at
        return self.opens[index] if index < len(self.opens) else None


class Years:
    """The tables of one calendar, computed year by year as they are asked for.

    A table never changes; a wider one takes its place, so threads may share this.
    """

    __slots__ = ("_spans", "_table", "_week")

    def __init__(self, week: Week) -> None:
        """Begin with nothing computed."""
        self._week = week
        self._spans: dict[int, Spans] = {}
        self._table = Table.of(range(0), 0, 0, [])

    def over(self, first: int, last: int) -> Table:
        """Return a table that covers both instants."""
        table = self._table
        if table.first <= first and last < table.last:
            return table
        years = [*table.years, self._year(first), self._year(last)]
        return self._tabled(range(min(years), max(years) + 1))

    def further(self, table: Table, at: int) -> Table:
        """Return a table that goes on after this one, or raise `NoWorkingTime`.

        `at` is the instant from which working time is sought.
        """
        last = table.years[-1]
        sought = max(self._year(at), self._week.last_dated())
        if table.closes:
            sought = max(sought, self._year(table.closes[-1]))
        if last - sought > LONGEST_WAIT or last > _LAST_YEAR:
            raise NoWorkingTime("This calendar has no working time, or no more of it.")
        return self._tabled(range(table.years[0], last + 1 + len(table.years)))

    def _tabled(self, years: range) -> Table:
        for year in years:
            if year not in self._spans:
                self._spans[year] = _spans_of(self._week, year)
        first = instant(date(years[0], 1, 1), 0, self._week.zone)
        last = instant(date(years[-1] + 1, 1, 1), 0, self._week.zone)
        spans = list(chain.from_iterable(self._spans[year] for year in years))
        self._table = Table.of(years, first, last, spans)
        return self._table

    def _year(self, at: int) -> int:
        return moment(at).astimezone(self._week.zone).year


def _spans_of(week: Week, year: int) -> Spans:
    spans: Spans = []
    day = date(year, 1, 1)
    midnights = deque([plain_midnight(day, week.zone)], maxlen=2)
    while day.year == year:
        tomorrow = day + ONE_DAY
        midnights.append(plain_midnight(tomorrow, week.zone))
        begins, ends = midnights
        windows = week.windows(day)
        if begins is not None and ends is not None and ends - begins == 86400 * SECOND:
            spans += [(begins + a * 60 * SECOND, begins + b * 60 * SECOND) for a, b in windows]
        else:
            spans += [(instant(day, a, week.zone), instant(day, b, week.zone)) for a, b in windows]
        day = tomorrow
    return spans


def _joined(spans: Spans) -> Spans:
    joined: Spans = []
    for opens, closes in spans:
        if joined and opens <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(closes, joined[-1][1])
        elif opens < closes:
            joined.append((opens, closes))
    return joined
