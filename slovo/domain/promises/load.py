"""How full the coming days of colleagues are: what is promised, as late as it can be done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.promises.capacity import ONE_DAY, Capacity
from slovo.domain.promises.gate import with_buffer
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
    room: dict[date, int] = field(default_factory=dict)
    used: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    before: dict[date, date] = field(default_factory=dict)

    def minutes(self, day: date) -> int:
        if day not in self.room:
            self.room[day] = self.capacity.whole_day(day, self.at)
        return self.room[day]

    def put(self, due_at: datetime, minutes: int) -> None:
        """On the day it is due and the days before it; what fits nowhere is too much that day."""
        first = self.capacity.day_of(self.at)
        due_day = max(self.capacity.day_of(due_at), first)
        day = self._latest_free(due_day, first)
        while minutes and day >= first:
            taken = min(minutes, self.minutes(day) - self.used[day])
            self.used[day] += taken
            minutes -= taken
            day = self._latest_free(day, first)
        self.used[due_day] += minutes

    def _latest_free(self, day: date, first: date) -> date:
        passed = []
        while day >= first and self.used[day] >= self.minutes(day):
            passed.append(day)
            day = self.before.get(day, day - ONE_DAY)
        for full in passed:
            self.before[full] = day
        return day


def loads(users: Iterable[User], span: Span, at: datetime) -> dict[int, dict[date, Load]]:
    """user id → day → how full it is, for the days of the span that are not over."""
    users = list(users)
    capacities = Capacity.of_many(users)
    owed = _owed(users, span)
    found = {}
    for user in users:
        days = _Days(capacities[user.pk], at)
        for due_at, minutes in owed[user.pk]:
            days.put(due_at, minutes)
        first = max(span[0], days.capacity.day_of(at))
        found[user.pk] = {
            day: Load(days.used[day], days.minutes(day)) for day in each_day(first, span[1])
        }
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


def _owed(users: list[User], span: Span) -> dict[int, list[tuple[datetime, int]]]:
    """What each owes, the last due first."""
    open_ones = Promise.objects.open().given().filter(owed_by=US, effort_minutes__gt=0)
    until = datetime.combine(span[1] + FURTHER, time(), UTC)
    near = open_ones.filter(owner__in=users, due_at__lt=until)
    rows = near.order_by("-due_at", "-pk").values_list("owner", "due_at", "effort_minutes")
    owed = defaultdict(list)
    for owner, due_at, effort in rows:
        owed[owner].append((due_at, with_buffer(effort)))
    return owed
