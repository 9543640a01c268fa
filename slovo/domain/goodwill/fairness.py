"""Who waits longer than others of his class, and whose matters were put back (R089, M27)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, DateTimeField, FloatField, Func, Value
from django.db.models.functions import Coalesce, Least

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
STAMPS = ("opened_at", "first_answered_at")


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


class Apart(Func):
    """From the second instant to the first, to sort by: SQLite would ask Python for each row."""

    arity = 2
    output_field = FloatField()
    template, arg_joiner = "EXTRACT(EPOCH FROM %(expressions)s)", " - "

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        days = {"template": "(julianday(%(expressions)s))", "arg_joiner": ") - julianday("}
        return self.as_sql(compiler, connection, **days, **context)


def outliers(cases: CaseQuery, until: datetime) -> list[Wait]:
    """Clients of five cases and more who wait above twice as long as their class, the worst first.

    Of cases opened in the 90 days before `until`; who waits still has waited until then.
    """
    span = {"opened_at__gte": until - WINDOW, "opened_at__lt": until, "heard_at__isnull": False}
    opened = cases.filter(**span).order_by()
    often = opened.values_list("service_class", "person").annotate(count=Count("pk"))
    crowded: dict[int, list[int]] = defaultdict(list)
    for key, person, _count in often.filter(count__gte=LEAST):
        crowded[key].append(person)
    classes = ServiceClass.objects.in_bulk(crowded)
    found = [
        wait
        for key, people in crowded.items()
        for wait in _of_class(opened.filter(service_class=key), classes[key], people, until)
    ]
    return sorted(found, key=lambda wait: (-wait.ratio, wait.person.pk))


def _of_class(
    cases: CaseQuery, service_class: ServiceClass, crowded: list[int], until: datetime
) -> Iterator[Wait]:
    of_class = _middle(cases, until)
    waits: dict[int, list[int]] = defaultdict(list)
    theirs = cases.filter(person__in=crowded)
    for person, opened_at, answered_at in theirs.values_list("person", *STAMPS):
        waits[person].append(_seconds(opened_at, answered_at, until))
    medians = {person: nearest_rank(rows, 0.5) or 0 for person, rows in waits.items()}
    slow = [person for person, median in medians.items() if 0 < TIMES * of_class < median]
    for person in Person.objects.filter(pk__in=slow):
        pk = person.pk
        yield Wait(person, service_class, len(waits[pk]), medians[pk], of_class)


def _middle(cases: CaseQuery, until: datetime) -> int:
    """The median of all cases of a class: the database looks for its row, Python reckons it."""
    end = Least(Coalesce("first_answered_at", until), Value(until, DateTimeField()))
    rank = (cases.count() + 1) // 2
    rows = cases.order_by(Apart(end, "opened_at")).values_list(*STAMPS)
    opened_at, answered_at = rows[rank - 1]
    return _seconds(opened_at, answered_at, until)


def _seconds(opened_at: datetime, answered_at: datetime | None, until: datetime) -> int:
    return int((min(answered_at or until, until) - opened_at).total_seconds())


def moved(rows: PutBackQuery, since: datetime) -> list[Moved]:
    """Cases put back since then, the most often first."""
    found: dict[int, list[PutBack]] = defaultdict(list)
    lately = rows.filter(put_at__gte=since).select_related("case__person", "put_by")
    for row in lately.order_by("-put_at", "-pk"):
        found[row.case_id].append(row)
    listed = [Moved(backs[0].case, backs) for backs in found.values()]
    return sorted(listed, key=lambda each: (-len(each.rows), -each.rows[0].pk))
