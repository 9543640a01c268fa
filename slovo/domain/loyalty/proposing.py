"""On which day of the next week somebody is best called or met, quiet days left out (R017)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from slovo.domain.clients.models import Person, Standing
from slovo.domain.courtesy.manners import House
from slovo.domain.courtesy.models import Blackout, Nature

LONGEST = 60


def proposals(people: Collection[Person], at: datetime) -> dict[int, date]:
    """Person id → the first working day from next Monday on, on his clock, that is not quiet.

    Whoever is quiet for two months on end is left out.
    """
    house, quiet = House.now(), _quiet(people)
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
    ids = [person.pk for person in people]
    standings = list(Standing.objects.filter(person__in=ids, to_date=None).order_by("pk"))
    whose = Q(person__in=ids) | Q(standing__in=standings)
    whose |= Q(organisation__in={row.organisation_id for row in standings})
    found: dict[int, list[Blackout]] = defaultdict(list)
    for row in Blackout.objects.filter(whose, nature=Nature.BLACKOUT).order_by("pk"):
        if row.person_id:
            found[row.person_id].append(row)
        for standing in standings:
            if row.standing_id == standing.pk or row.organisation_id == standing.organisation_id:
                found[standing.person_id].append(row)
    return found
