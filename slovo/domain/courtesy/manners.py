"""Everything that decides whether one client may be spoken to unasked, read once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.models import CAPPED, Blackout, Caps, Contact, Kind, Level, Nature
from slovo.domain.courtesy.models.preference import Preference
from slovo.domain.courtesy.reasons import Hold, Limit
from slovo.domain.staff.models import Firm
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.lib.rows import first, join
from slovo.lib.worktime import WorkingHours, end_of_day

MOST_DAYS = 400
NOT_ASKED_DAYS = 180
DAY_BEGINS, DAY_ENDS = time(8), time(20)


class Spoken(NamedTuple):
    """A word he got unasked."""

    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class House:
    """What the firm decided for everybody."""

    zone: str
    hours: WorkingHours | None
    caps: Caps

    @classmethod
    def now(cls) -> "House":
        firm = Firm.current()
        if firm is None:
            return cls("UTC", None, Caps.current())
        join(firm, "calendar")
        return cls(firm.zone, firm.calendar.working_hours(), Caps.current())


@dataclass(frozen=True, slots=True)
class Manners:
    """One client's quiet days, caps, wishes and what he has got; every day is one of his zone."""

    zone: ZoneInfo
    house: House
    quiet: list[Blackout]
    preference: Preference | None
    spoken: list[Spoken] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person, house: House | None = None) -> "Manners":
        house = house or House.now()
        return cls(
            zone=ZoneInfo(person.zone or house.zone),
            house=house,
            quiet=_QUIET(person=person.pk),
            preference=first(Preference, person_id=person.pk),
            spoken=[Spoken(*row) for row in _SPOKEN(person=person.pk)],
        )

    @property
    def level(self) -> str:
        return self.preference.level if self.preference else Level.USUAL

    @property
    def limits(self) -> list[Limit]:
        caps = self.house.caps
        usual = [
            Limit("week", caps.in_7_days, 7, CAPPED),
            Limit("month", caps.in_30_days, 30, CAPPED),
            Limit("survey", 1, caps.survey_days, (Kind.SURVEY,)),
        ]
        return [each.halved for each in usual] if self.level == Level.LESS else usual

    def hold(self, kind: str, channel: str, at: datetime) -> Hold | None:
        """What stands in the way at this instant; nothing, and it may be said."""
        if kind == Kind.QUESTION:
            row = self.quiet_on(at)
            return Hold("quiet", why=row.why) if row else None
        if self.level == Level.NONE:
            return Hold("none")
        if self.preference and self.preference.is_refused(channel):
            return Hold("channel")
        row = self.quiet_on(at)
        if row is not None:
            return Hold("quiet", why=row.why)
        return self._turned_down(kind, at) or self._capped(kind, at) or self._night(at)

    def free_after(self, kind: str, channel: str, at: datetime) -> datetime | None:
        """The firm's first hour, on his clock, of the first working day on which nothing does."""
        today = at.astimezone(self.zone).date()
        for step in range(MOST_DAYS):
            day = today + timedelta(days=step)
            if self.house.hours and not self.house.hours.works_on(day):
                continue
            then = datetime.combine(day, self.house.caps.first_hour, self.zone)
            if then <= at:
                continue
            found = self.hold(kind, channel, then)
            if found is None:
                return then
            if found.code in ("none", "channel"):
                return None
        return None

    def heard(self, days: int, at: datetime, kinds: Iterable[str] = CAPPED) -> int:
        """How many words of these kinds he got; a word counts to the end of the Nth day after."""
        long_ago = at - timedelta(days=days + 2)  # over in any zone: no need to look at its days
        return sum(
            word.at <= at <= end_of_day(word.at, days, self.zone)
            for word in self.spoken
            if word.at > long_ago and word.kind in kinds
        )

    def quiet_on(self, at: datetime) -> Blackout | None:
        day = at.astimezone(self.zone).date()
        return next((row for row in self.quiet if row.spans(day, day)), None)

    def _capped(self, kind: str, at: datetime) -> Hold | None:
        for each in self.limits:
            if kind in each.kinds and self.heard(each.days, at, each.kinds) >= each.most:
                return Hold(each.code, each.most, each.days)
        return None

    def _night(self, at: datetime) -> Hold | None:
        """Outside 08:00–20:00 on his wall; a first hour that the firm set beyond widens the day."""
        now, first_hour = at.astimezone(self.zone).time(), self.house.caps.first_hour
        ends = DAY_ENDS if first_hour < DAY_ENDS else time.max
        return None if min(DAY_BEGINS, first_hour) <= now < ends else Hold("night")

    def _turned_down(self, kind: str, at: datetime) -> Hold | None:
        """Who asked for less is asked nothing about our work for half a year (R067)."""
        if kind != Kind.SURVEY or self.level != Level.LESS or self.preference is None:
            return None
        if at > end_of_day(self.preference.said_at, NOT_ASKED_DAYS, self.zone):
            return None
        return Hold("turned_down", days=NOT_ASKED_DAYS)


def _spoken(person: int) -> Any:
    contacts = Contact.objects.filter(person=person).order_by("-at", "-pk")
    return contacts.values_list("at", "kind")[: MOST_DAYS * 2]


_SPOKEN = Prepared(_spoken)
_QUIET = PreparedModels(
    Blackout, lambda person: Blackout.objects.about(person).filter(nature=Nature.BLACKOUT)
)


def today_of(person: Person, at: datetime) -> date:
    """The day on his wall."""
    firm = Firm.current()
    return at.astimezone(ZoneInfo(person.zone or (firm.zone if firm else "UTC"))).date()
