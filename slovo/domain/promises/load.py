"""How full the coming days of colleagues are: what is promised, as late as it can be done."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from slovo.domain.promises.capacity import ONE_DAY, Capacity
from slovo.domain.promises.room import HORIZON
from slovo.domain.promises.windows import LONG_AGO, of_each

FURTHER = 14 * ONE_DAY
Span = tuple[date, date]


class Load(NamedTuple):
    """Minutes promised with the buffer, of those there are; more than there are is too much."""

    promised: int
    capacity: int

    @property
    def heat(self) -> str:
        """`0` to `4`, or `over`."""
        if self.promised > self.capacity:
            return "over"
        return str(-(-self.promised * 4 // self.capacity)) if self.promised else "0"


class Loads(NamedTuple):
    """A colleague's days one after another, and the minutes of each."""

    days: list[date]
    promised: list[int]
    capacity: list[int]

    def on(self, day: date) -> Load:
        """Of one of these days."""
        number = self.days.index(day)
        return Load(self.promised[number], self.capacity[number])


class _Days:
    """One colleague's days from today on, by number; the fullest are skipped over."""

    def __init__(self, room: list[int]) -> None:
        self.room, self.used = room, [0] * len(room)
        self._before = list(range(-1, len(room) - 1))

    def put(self, due: int, minutes: int) -> None:
        """On the day it is due and the days before it; what fits nowhere is too much that day."""
        day = self._latest_free(due)
        while minutes and day >= 0:
            taken = min(minutes, self.room[day] - self.used[day])
            self.used[day] += taken
            minutes -= taken
            day = self._latest_free(day)
        self.used[due] += minutes

    def _latest_free(self, day: int) -> int:
        passed, room, used, before = [], self.room, self.used, self._before
        while day >= 0 and used[day] >= room[day]:
            passed.append(day)
            day = before[day]
        for full in passed:
            before[full] = day
        return day


def loads(capacities: Mapping[int, Capacity], span: Span, at: datetime) -> dict[int, Loads]:
    """user id → how full his days are, those of the span that are not over nor a year away."""
    zones = defaultdict(list)
    for pk, capacity in capacities.items():
        zones[capacity.zone].append(pk)
    found: dict[int, Loads] = {}
    for owners in zones.values():
        first = capacities[owners[0]].day_of(at)
        found |= _in_zone({pk: capacities[pk] for pk in owners}, first, span, at)
    return found


def _in_zone(
    capacities: dict[int, Capacity], first: date, span: Span, at: datetime
) -> dict[int, Loads]:
    if span[1] > first + HORIZON * ONE_DAY:
        return {pk: Loads([], [], []) for pk in capacities}
    days = each_day(first, span[1] + FURTHER)
    rooms: dict[tuple[int, int | None], list[int]] = {}
    his = {pk: _Days(_room(each, days, at, rooms)) for pk, each in capacities.items()}
    for pk, number, minutes in _owed(list(his), next(iter(capacities.values())), days):
        his[pk].put(number, minutes)
    shown = slice(max((span[0] - first).days, 0), max((span[1] - first).days + 1, 0))
    named = days[shown]
    return {pk: Loads(named, each.used[shown], each.room[shown]) for pk, each in his.items()}


def _room(
    capacity: Capacity,
    days: list[date],
    at: datetime,
    rooms: dict[tuple[int, int | None], list[int]],
) -> list[int]:
    """Reckoned once for all who work the same hours and are never away."""
    alike = (id(capacity.hours), capacity.limit)
    if capacity.away or alike not in rooms:
        made = [capacity.whole_day(day, at) for day in days]
        if capacity.away:
            return made
        rooms[alike] = made
    return rooms[alike]


def each_day(first: date, last: date) -> list[date]:
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def together(found: Mapping[int, Loads]) -> dict[date, Load]:
    """All of them: the minutes of each day that is not over."""
    promised, capacity = Counter[date](), Counter[date]()
    for his in found.values():
        for day, minutes, room in zip(*his, strict=True):
            promised[day] += minutes
            capacity[day] += room
    return {day: Load(promised[day], capacity[day]) for day in capacity}


# One range of the index of what is open for each day, whoever owes it: seeking the days of
# fifty colleagues one by one takes twice as long.
OWED = """
SELECT owner_id, number, sum((effort_minutes * 6 + 4) / 5) FROM days CROSS JOIN cases_promise
WHERE due_at >= begins AND due_at < ends AND source = 'person' AND ended_at IS NULL
AND owed_by = 'us' AND effort_minutes > 0 {whose} GROUP BY number, owner_id ORDER BY number DESC
"""


def _owed(owners: list[int], some: Capacity, days: list[date]) -> list[tuple[int, int, int]]:
    """(owner, day, minutes with the buffer), the last day first; what is late is due today."""
    if not days:
        return []
    edges = [LONG_AGO, *map(some.midnight, [*days[1:], days[-1] + ONE_DAY])]
    whose = f"AND owner_id = {owners[0]:d}" if len(owners) == 1 else ""
    wanted = set(owners)
    return [row for row in of_each(edges, OWED.format(whose=whose)) if row[0] in wanted]
