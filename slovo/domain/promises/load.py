"""How full the coming days of colleagues are: what is promised, as late as it can be done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from slovo.domain.promises.capacity import ONE_DAY, Capacity
from slovo.domain.promises.windows import LONG_AGO, of_each
from slovo.domain.staff.models import User

FURTHER = 14 * ONE_DAY
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes promised with the buffer, of those there are; more than there are is too much."""

    promised: int
    capacity: int

    @property
    def heat(self) -> str:
        """`0` to `4`, or `over`."""
        if self.promised > self.capacity:
            return "over"
        return str(-(-self.promised * 4 // self.capacity)) if self.promised else "0"


@dataclass(slots=True)
class _Days:
    """One colleague's days from today on; the fullest are skipped over."""

    capacity: Capacity
    at: datetime
    first: date
    room: dict[date, int] = field(default_factory=dict)
    used: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    before: dict[date, date] = field(default_factory=dict)

    def minutes(self, day: date) -> int:
        if day not in self.room:
            self.room[day] = self.capacity.whole_day(day, self.at)
        return self.room[day]

    def put(self, due_day: date, minutes: int) -> None:
        """On the day it is due and the days before it; what fits nowhere is too much that day."""
        day = self._latest_free(due_day)
        while minutes and day >= self.first:
            taken = min(minutes, self.minutes(day) - self.used[day])
            self.used[day] += taken
            minutes -= taken
            day = self._latest_free(day)
        self.used[due_day] += minutes

    def _latest_free(self, day: date) -> date:
        passed = []
        while day >= self.first and self.used[day] >= self.minutes(day):
            passed.append(day)
            day = self.before.get(day, day - ONE_DAY)
        for full in passed:
            self.before[full] = day
        return day


def loads(users: Iterable[User], span: Span, at: datetime) -> dict[int, dict[date, Load]]:
    """user id → day → how full it is, for the days of the span that are not over."""
    users = list(users)
    capacities = Capacity.of_many(users)
    zones = defaultdict(list)
    for user in users:
        zones[capacities[user.pk].zone].append(user.pk)
    found: dict[int, dict[date, Load]] = {user.pk: {} for user in users}
    for owners in zones.values():
        first = capacities[owners[0]].day_of(at)
        days = {pk: _Days(capacities[pk], at, first) for pk in owners}
        for pk, due_day, minutes in _owed(days, span):
            days[pk].put(due_day, minutes)
        shown = each_day(max(span[0], first), span[1])
        for pk, his in days.items():
            found[pk] = {day: Load(his.used[day], his.minutes(day)) for day in shown}
    return found


def each_day(first: date, last: date) -> list[date]:
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def together(found: dict[int, dict[date, Load]], day: date) -> Load | None:
    """All of them on one day; None when it is over."""
    of_day = [days[day] for days in found.values() if day in days]
    if not of_day:
        return None
    promised = sum(load.promised for load in of_day)
    return Load(promised, sum(load.capacity for load in of_day))


OWED = """
SELECT owners.id, number, (
    SELECT sum((effort_minutes * 6 + 4) / 5) FROM cases_promise
    WHERE owner_id = owners.id AND due_at >= begins AND due_at < ends
    AND source = 'person' AND ended_at IS NULL AND owed_by = 'us' AND effort_minutes > 0
) FROM days, (SELECT id FROM staff_user WHERE id IN ({owners})) AS owners
ORDER BY number DESC, owners.id
"""


def _owed(days: dict[int, _Days], span: Span) -> Iterable[tuple[int, date, int]]:
    """(owner, day, minutes with the buffer), the last day first; what is late is due today."""
    some = next(iter(days.values()))
    until = datetime.combine(span[1] + FURTHER, time(), UTC)
    shown = each_day(some.first, some.capacity.day_of(until))
    if not shown:
        return []
    edges = [LONG_AGO, *map(some.capacity.midnight, shown[1:]), until]
    sql = OWED.format(owners=", ".join(str(pk) for pk in days))
    rows = of_each(edges, sql)
    return [(owner, shown[number], minutes) for owner, number, minutes in rows if minutes]
