"""How many minutes of a colleague's days can be promised: his hours, his limit, his absences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.hours import calendars_of
from slovo.domain.staff.models import Absence, User
from slovo.lib.prepared import Prepared
from slovo.lib.worktime import NoWorkingTime, WorkingHours

ONE_DAY = timedelta(days=1)
_AWAY = Prepared(
    lambda users: (
        Absence.objects.filter(user__in=users)
        .order_by("first_day", "pk")
        .values_list("user", "first_day", "last_day")
    )
)


@dataclass(frozen=True, slots=True)
class Capacity:
    """A colleague's days, as they can be promised. `away` are his absences."""

    hours: WorkingHours
    zone: ZoneInfo
    limit: int | None
    away: list[tuple[date, date]] = field(default_factory=list)

    @classmethod
    def of(cls, user: User) -> "Capacity":
        return cls.of_many([user])[user.pk]

    @classmethod
    def of_many(cls, users: Iterable[User]) -> dict[int, "Capacity"]:
        """user id → his days, in the same few questions however many colleagues there are."""
        users = list(users)
        return cls.within(users, calendars_of(users))

    @classmethod
    def within(cls, users: list[User], calendars: dict[int, Calendar]) -> dict[int, "Capacity"]:
        """The same, their calendars being known."""
        away: dict[int, list[tuple[date, date]]] = {user.pk: [] for user in users}
        for user_id, first_day, last_day in _AWAY(users=list(away)):
            away[user_id].append((first_day, last_day))
        hours = {each.pk: each.working_hours() for each in set(calendars.values())}
        return {
            user.pk: cls(
                hours[calendars[user.pk].pk],
                ZoneInfo(calendars[user.pk].zone),
                user.promise_minutes_a_day,
                away[user.pk],
            )
            for user in users
        }

    def is_away(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.away)

    def minutes(self, day: date, since: datetime, until: datetime) -> int:
        """What of this day lies between two instants, no more than he can promise a day."""
        if self.is_away(day) or not self.hours.works_on(day):
            return 0
        opens = max(self.midnight(day), since)
        closes = min(self.midnight(day + ONE_DAY), until)
        worked = int(self.hours.between(opens, closes) // 60) if opens < closes else 0
        return worked if self.limit is None else min(worked, self.limit)

    def whole_day(self, day: date, since: datetime) -> int:
        """What of this day is left at an instant."""
        if day > self.day_of(since):
            return self.until(day)
        return self.minutes(day, since, self.midnight(day + ONE_DAY))

    def until(self, day: date, until: datetime | None = None) -> int:
        """What of a day that has not begun can be promised, perhaps until an instant of it."""
        if self.away and self.is_away(day):
            return 0
        worked = self.hours.seconds_on(day, until) // 60
        return worked if self.limit is None else min(worked, self.limit)

    def closes(self, day: date) -> datetime:
        """When he goes home on a working day of his."""
        return self.hours.close_of_business_day(self.midnight(day - ONE_DAY), 1)

    def in_working_time(self, at: datetime) -> datetime:
        """`at` itself when he works then; else the end of his day, or of his next one."""
        day = self.day_of(at)
        try:
            if not self.is_away(day) and self.hours.is_open(at):
                return at
            for _step in range(366):
                if self.hours.works_on(day) and not self.is_away(day) and self.closes(day) >= at:
                    return self.closes(day)
                day += ONE_DAY
        except NoWorkingTime:
            return at
        return at

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """In UTC, so that two instants of a day the clock changes on are truly apart."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)
