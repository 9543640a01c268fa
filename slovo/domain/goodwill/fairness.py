"""Who waits longer than others of his class, and whose matters were put back (R089, M27)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.models import PutBack
from slovo.domain.goodwill.models.putback import PutBackQuery
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.standards.models import ServiceClass
from slovo.lib.stats import nearest_rank

WINDOW = timedelta(days=90)
LEAST = 5
TIMES = 2


@dataclass(frozen=True, slots=True)
class Wait:
    """One client in one class: seconds until our first answer, in the middle, of so many cases."""

    person: Person
    service_class: ServiceClass
    count: int
    median: int
    of_class: int

    @property
    def ratio(self) -> float:
        return self.median / self.of_class


@dataclass(frozen=True, slots=True)
class Moved:
    """One case and how often it was put back in the time looked at."""

    case: Case
    rows: list[PutBack]


def week_before(at: datetime) -> datetime:
    """The Monday this week began with, in the firm's zone: the list changes once a week."""
    local = at.astimezone(ZoneInfo(zone_of_firm()))
    monday = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return monday - timedelta(days=local.weekday())


def outliers(cases: CaseQuery, until: datetime) -> list[Wait]:
    """Clients of five cases and more who wait above twice as long as their class, the worst first.

    Of cases opened in the 90 days before `until`; who waits still has waited until then.
    """
    waits: dict[tuple[int, int], list[int]] = defaultdict(list)
    opened = cases.filter(
        opened_at__gte=until - WINDOW, opened_at__lt=until, heard_at__isnull=False
    ).order_by()
    often = opened.values("service_class", "person").annotate(count=Count("pk"))
    crowded = set(often.filter(count__gte=LEAST).values_list("service_class", flat=True))
    if not crowded:
        return []
    within = opened.filter(service_class__in=crowded)
    names = ("service_class", "person", "opened_at", "first_answered_at")
    for of_class, person, opened_at, answered_at in within.values_list(*names):
        end = min(answered_at or until, until)
        waits[of_class, person].append(int((end - opened_at).total_seconds()))
    medians = _by_class(waits)
    found = [
        (key, rows, middle)
        for key, rows in waits.items()
        if len(rows) >= LEAST
        and (middle := nearest_rank(rows, 0.5) or 0) > TIMES * medians[key[0]]
        and medians[key[0]]
    ]
    people = Person.objects.in_bulk([person for (_class, person), _rows, _middle in found])
    classes = ServiceClass.objects.in_bulk([key for (key, _person), _rows, _middle in found])
    listed = [
        Wait(people[person], classes[key], len(rows), middle, medians[key])
        for (key, person), rows, middle in found
    ]
    return sorted(listed, key=lambda wait: (-wait.ratio, wait.person.pk))


def moved(rows: PutBackQuery, since: datetime) -> list[Moved]:
    """Cases put back since then, the most often first."""
    found: dict[int, list[PutBack]] = defaultdict(list)
    lately = rows.filter(put_at__gte=since).select_related("case__person", "put_by")
    for row in lately.order_by("-put_at", "-pk"):
        found[row.case_id].append(row)
    listed = [Moved(backs[0].case, backs) for backs in found.values()]
    return sorted(listed, key=lambda each: (-len(each.rows), -each.rows[0].pk))


def _by_class(waits: dict[tuple[int, int], list[int]]) -> dict[int, int]:
    """Of all cases of the class."""
    all_: dict[int, list[int]] = defaultdict(list)
    for (of_class, _person), rows in waits.items():
        all_[of_class] += rows
    return {key: nearest_rank(rows, 0.5) or 0 for key, rows in all_.items()}
