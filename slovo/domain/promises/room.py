"""The minutes of a colleague's coming days, and how many of them are promised already."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import accumulate

from slovo.domain.promises.capacity import ONE_DAY, Capacity

HORIZON = 400
Load = tuple[datetime, int]


class Room:
    """From `at` on: every day is counted once, however many promises stand in it.

    `loads` are the moments at which so many minutes must be done; what is late is due at once.
    """

    def __init__(self, capacity: Capacity, loads: list[Load], at: datetime) -> None:
        self._capacity, self._at = capacity, at
        self._first = capacity.day_of(at)
        self._before = [0]
        owed = Counter[datetime]()
        for due_at, minutes in loads:
            owed[max(due_at, at)] += minutes
        self._dues = sorted(owed)
        self._owed = [0, *accumulate(owed[due_at] for due_at in self._dues)]
        slack = [
            self.until(due) - owed for due, owed in zip(self._dues, self._owed[1:], strict=True)
        ]
        self._tightest = list(accumulate(reversed(slack), min))[::-1]

    def until(self, due_at: datetime) -> int:
        """All minutes from now to then, promised or not."""
        day = min(self._capacity.day_of(due_at), self._first + HORIZON * ONE_DAY)
        if day < self._first:
            return 0
        before = self._whole_days_before(day)
        if self._first < day == self._capacity.day_of(due_at):
            return before + self._capacity.until(day, due_at)
        return before + self._capacity.minutes(day, self._at, due_at)

    def free(self, due_at: datetime) -> int:
        """What can be added by then without making anything else late; negative when it is."""
        index = bisect_right(self._dues, due_at)
        return min([self.until(due_at) - self._owed[index], *self._tightest[index : index + 1]])

    def first_fit(self, minutes: int) -> datetime | None:
        """The end of the first of his days by which so much more can be done.

        Before the last due that it would make late there is none.
        """
        late = bisect_left(self._tightest, minutes)
        since = self._capacity.day_of(self._dues[late - 1]) if late else self._first
        number = (since - self._first).days
        return next((end for end in self._day_ends(number) if self.free(end) >= minutes), None)

    def first_day_end(self) -> datetime | None:
        return next(self._day_ends(), None)

    def _day_ends(self, since: int = 0) -> Iterator[datetime]:
        for number in range(since, HORIZON):
            day = self._first + number * ONE_DAY
            if self._whole_days_before(day + ONE_DAY) > self._whole_days_before(day):
                yield self._capacity.closes(day)

    def _whole_days_before(self, day: date) -> int:
        number = (day - self._first).days
        while len(self._before) <= number:
            known = len(self._before) - 1
            minutes = self._capacity.whole_day(self._first + known * ONE_DAY, self._at)
            self._before.append(self._before[-1] + minutes)
        return self._before[number]
