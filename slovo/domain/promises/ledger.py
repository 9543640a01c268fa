"""What became of what we promised: the share that was kept (metric M1)."""

from collections import defaultdict
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


def m1(promises: PromiseQuery, at: datetime) -> Kept:
    """Of these promises, as it stands at an instant."""
    rows = promises.order_by("outcome").values_list("outcome").annotate(**_counts(at))
    return _kept(rows)


def m1_by(promises: PromiseQuery, column: str, at: datetime) -> dict[int, Kept]:
    """The same for each `owner` or `person`: his key → what became of his promises."""
    found = defaultdict(list)
    rows = promises.order_by(column, "outcome").values_list(column, "outcome")
    for key, *row in rows.annotate(**_counts(at)):
        found[key].append(row)
    return {key: _kept(of_one) for key, of_one in found.items()}


def _counts(at: datetime) -> dict[str, Count]:
    return {"all": Count("pk"), "due": Count("pk", filter=Q(due_at__lt=at))}


def _kept(rows: Iterable[Sequence[Any]]) -> Kept:
    """Rows of (outcome, how many, how many were due); open ones count when they are late."""
    counts = {outcome or "late": due if not outcome else all_ for outcome, all_, due in rows}
    return Kept(**counts)
