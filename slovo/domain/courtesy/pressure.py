"""Who hears how much from us unasked, in 7, 30 and 90 days (R063, M16)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.manners import House, Manners, Spoken
from slovo.domain.courtesy.models import CAPPED, Contact, Kind, Preference
from slovo.lib.stats import Share, wilson

WINDOWS = (7, 30, 90)
BEHIND = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Pressure:
    """One client: what he got in each window, and how much of it he may get."""

    person: Person
    counts: tuple[int, int, int]
    most: tuple[int, int]
    level: str

    @property
    def is_full(self) -> bool:
        return any(count >= most for count, most in zip(self.counts, self.most, strict=False))

    @property
    def is_over(self) -> bool:
        return any(count > most for count, most in zip(self.counts, self.most, strict=False))


@dataclass(frozen=True, slots=True)
class Pressed:
    """Everybody we spoke to unasked in 90 days, the fullest first; M16 over those of 30 days."""

    rows: list[Pressure]
    contacted: int
    over: int

    @property
    def share(self) -> Share | None:
        return wilson(self.over, self.contacted) if self.contacted else None


def pressure_of(person: Person, manners: Manners, at: datetime) -> Pressure:
    week, month = manners.limits[0], manners.limits[1]
    return Pressure(
        person,
        (manners.heard(7, at), manners.heard(30, at), manners.heard(90, at)),
        (_most(week.most, week.days, 7), _most(month.most, month.days, 30)),
        manners.level,
    )


def pressed(at: datetime) -> Pressed:
    house, spoken = House.now(), _spoken(at)
    preferences = {row.person_id: row for row in Preference.objects.all()}
    rows = []
    for person in Person.objects.filter(pk__in=spoken).order_by("full_name", "pk"):
        zone = ZoneInfo(person.zone or house.zone)
        said = preferences.get(person.pk)
        manners = Manners(zone, house, [], said, spoken[person.pk])
        rows.append(pressure_of(person, manners, at))
    rows = [row for row in rows if row.counts[2]]
    rows.sort(key=lambda row: (not row.is_full, *(-count for count in row.counts)))
    lately = [row for row in rows if row.counts[1]]
    return Pressed(rows, len(lately), sum(row.is_over for row in lately))


def _most(most: int, days: int, window: int) -> int:
    """Of a window as long as the cap or shorter, all of it."""
    return most if days >= window else most * window // days


def _spoken(at: datetime) -> dict[int, list[Spoken]]:
    found: dict[int, list[Spoken]] = defaultdict(list)
    rows = Contact.objects.filter(at__gt=at - BEHIND, at__lte=at, kind__in=CAPPED)
    for person, moment, kind in rows.order_by().values_list("person", "at", "kind"):
        found[person].append(Spoken(moment, Kind(kind)))
    return found
