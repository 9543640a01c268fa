"""What was promised in a month, and what came: answers, next words, given promises."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from slovo.domain.billing.months import Month
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US, Kind, Outcome, PromiseQuery
from slovo.lib.stats import nearest_rank

ANSWERS = (Kind.FIRST_ANSWER, Kind.ANSWER)


@dataclass(frozen=True, slots=True)
class Answered:
    """One letter of the client, and how long it took until a person answered."""

    promise: Promise
    promised: int
    took: int

    @property
    def is_late(self) -> bool:
        return self.took > self.promised


@dataclass(frozen=True, slots=True)
class Speed:
    """Answers that were promised within the same time: seconds; there is at least one."""

    promised: int
    rows: list[Answered]

    @property
    def median(self) -> int:
        return nearest_rank([row.took for row in self.rows], 0.5) or 0

    @property
    def worst(self) -> int:
        return max(row.took for row in self.rows)

    @property
    def is_below(self) -> bool:
        return self.median > self.promised


@dataclass(frozen=True, slots=True)
class Kept:
    """How many were in time, of how many that came due."""

    rows: list[Promise]

    @property
    def count(self) -> int:
        return sum(row.outcome == Outcome.KEPT for row in self.rows)


def speeds(
    promises: PromiseQuery, month: Month, at: datetime, expected_minutes: int | None
) -> list[Speed]:
    """Letters that came in the month, by what was promised; the slowest promise first.

    He is owed the better of the class and of what he confirmed. What is late and not answered
    counts as it stands `at`.
    """
    asked = promises.filter(
        kind__in=ANSWERS, made_at__gte=month.begins_at, made_at__lt=month.ends_at
    )
    counted = asked.filter(Q(done_at__isnull=False) | Q(ended_at=None, due_at__lt=at))
    groups = defaultdict(list)
    for promise in counted.select_related("case").order_by("made_at", "pk"):
        row = _answered(promise, at, expected_minutes)
        groups[row.promised].append(row)
    return [Speed(promised, rows) for promised, rows in sorted(groups.items(), reverse=True)]


def words_kept(promises: PromiseQuery, month: Month, at: datetime) -> Kept:
    """Next words that were due in the month."""
    return _kept(promises.filter(kind=Kind.NEXT_WORD), month, at)


def promises_kept(promises: PromiseQuery, month: Month, at: datetime) -> Kept:
    """Promises of colleagues that were due in the month; a new date is not in time (M1)."""
    return _kept(promises.given().filter(owed_by=US), month, at)


def _kept(promises: PromiseQuery, month: Month, at: datetime) -> Kept:
    due = promises.filter(due_at__gte=month.begins_at, due_at__lt=month.ends_at)
    counted = due.filter(~Q(outcome="") | Q(due_at__lt=at)).exclude(outcome=Outcome.WITHDRAWN)
    return Kept(list(counted.select_related("case").order_by("due_at", "pk")))


def _answered(promise: Promise, at: datetime, expected_minutes: int | None) -> Answered:
    promised = round((promise.due_at - promise.made_at).total_seconds())
    if expected_minutes is not None:
        promised = min(promised, expected_minutes * 60)
    took = (promise.done_at or at) - promise.made_at
    return Answered(promise, promised, round(took.total_seconds()))
