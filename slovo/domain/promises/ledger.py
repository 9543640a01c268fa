"""What became of what we promised: the share that was kept (metric M1)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US, Outcome, PromiseQuery
from slovo.lib.stats import Share, wilson


@dataclass(frozen=True, slots=True)
class Kept:
    """M1: kept of all that ended otherwise than by the client's wish; strict leaves out new dates.

    What is late and not done counts as broken now, so that leaving it undone helps nobody.
    """

    kept: int = 0
    broken: int = 0
    renegotiated: int = 0
    withdrawn: int = 0
    late: int = 0

    @property
    def counted(self) -> int:
        return self.kept + self.broken + self.late + self.renegotiated

    @property
    def rate(self) -> Share | None:
        return wilson(self.kept, self.counted)

    @property
    def strict(self) -> Share | None:
        return wilson(self.kept, self.kept + self.broken + self.late)


def due_within(since: datetime, until: datetime) -> PromiseQuery:
    """What people of ours promised for the window [since, until)."""
    ours = Promise.objects.given().filter(owed_by=US)
    return ours.filter(due_at__gte=since, due_at__lt=until)


OUTCOMES = {
    "kept": Q(outcome=Outcome.KEPT),
    "broken": Q(outcome=Outcome.BROKEN),
    "renegotiated": Q(outcome=Outcome.RENEGOTIATED),
    "withdrawn": Q(outcome=Outcome.WITHDRAWN),
}


def late_at(at: datetime) -> Q:
    return Q(outcome="", due_at__lt=at)


@dataclass(frozen=True, slots=True)
class Ledger:
    """M1 of all, and of each colleague and client: his key → what became of his promises."""

    total: Kept
    owners: dict[int, Kept]
    people: dict[int, Kept]


def m1(promises: PromiseQuery, at: datetime) -> Kept:
    """Of these promises, as it stands at an instant."""
    return _kept(_counted(promises, at, "outcome"))


def ledger_of(promises: PromiseQuery, at: datetime) -> Ledger:
    """All of it from one pass over the promises."""
    rows = _counted(promises, at, "owner_id", "person_id", "outcome")
    return Ledger(
        total=_kept(row[2:] for row in rows),
        owners=_by_key((row[0], *row[2:]) for row in rows),
        people=_by_key(row[1:] for row in rows),
    )


def _counted(promises: PromiseQuery, at: datetime, *columns: str) -> list[tuple[Any, ...]]:
    """How many of each; what is open counts when it is late."""
    counted = promises.filter(~Q(outcome="") | Q(due_at__lt=at))
    found = counted.order_by(*columns).values_list(*columns)
    return list(found.annotate(count=Count("*")))


def _by_key(rows: Iterable[Sequence[Any]]) -> dict[int, Kept]:
    found = defaultdict(list)
    for key, *row in rows:
        found[key].append(row)
    return {key: _kept(of_one) for key, of_one in found.items()}


def _kept(rows: Iterable[Sequence[Any]]) -> Kept:
    """Rows of (outcome, how many)."""
    counts: Counter[str] = Counter()
    for outcome, count in rows:
        counts[outcome or "late"] += count
    return Kept(**counts)
