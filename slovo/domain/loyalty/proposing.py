"""On which day of the next week somebody is best called or met, quiet days left out (R017)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from slovo.domain.clients.models import Person, Standing
from slovo.domain.courtesy.manners import House
from slovo.domain.courtesy.models import Blackout, Nature
from slovo.lib.prepared import PreparedModels

LONGEST = 60
NONE = [0]


def proposals(
    people: Collection[Person], at: datetime, house: House | None = None
) -> dict[int, date]:
    """Person id → the first working day from next Monday on, on his clock, that is not quiet.

    Whoever is quiet for two months on end is left out.
    """
    house, quiet = house or House.now(), _quiet(people)
    found = {}
    for person in people:
        here = at.astimezone(ZoneInfo(person.zone or house.zone)).date()
        monday = here + timedelta(days=7 - here.weekday())
        days = (monday + timedelta(days=step) for step in range(LONGEST))
        free = (day for day in days if _is_free(day, house, quiet[person.pk]))
        day = next(free, None)
        if day:
            found[person.pk] = day
    return found


def _is_free(day: date, house: House, quiet: list[Blackout]) -> bool:
    works = house.hours is None or house.hours.works_on(day)
    return works and not any(row.spans(day, day) for row in quiet)


def _quiet(people: Collection[Person]) -> dict[int, list[Blackout]]:
    """His own, those of his roles and of the organisations he stands for; in two questions."""
    ids = sorted(person.pk for person in people)
    standings = _STANDINGS(people=ids)
    places = sorted({row.organisation_id for row in standings})
    roles = [row.pk for row in standings]
    found: dict[int, list[Blackout]] = defaultdict(list)
    for row in _BLACKOUTS(people=ids, roles=roles or NONE, places=places or NONE):
        if row.person_id:
            found[row.person_id].append(row)
        for standing in standings:
            if row.standing_id == standing.pk or row.organisation_id == standing.organisation_id:
                found[standing.person_id].append(row)
    return found


def _standings(people: list[int]) -> Any:
    return Standing.objects.filter(person__in=people, to_date=None).order_by("pk")


def _blackouts(people: list[int], roles: list[int], places: list[int]) -> Any:
    whose = Q(person__in=people) | Q(standing__in=roles) | Q(organisation__in=places)
    return Blackout.objects.filter(whose, nature=Nature.BLACKOUT).order_by("pk")


_STANDINGS = PreparedModels(Standing, _standings)
_BLACKOUTS = PreparedModels(Blackout, _blackouts)
