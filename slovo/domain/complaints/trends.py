"""Causes over time: how often each failed a client, month by month, and what came of measures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from slovo.domain.billing.months import Month
from slovo.domain.cases.models.confidence import ready
from slovo.domain.complaints.figures import Tally, differing_by_cause, recurrence_by_cause
from slovo.domain.mistakes.models import Cause, Failure
from slovo.domain.mistakes.models.failure import FailureQuery
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared
from slovo.lib.stats import Share, wilson

MONTHS = 12
COMPLAINT, MISTAKE = "complaint", "mistake"
KINDS = (COMPLAINT, MISTAKE)
NOTHING = Tally()


@dataclass(slots=True)
class Trend:
    """One cause: how often in each month, by kind; M18 (`differing`) and M8 of it.

    `sum_before`: how many have the causes above it.
    """

    cause: Cause
    of_all: int = 0
    sum_before: int = 0
    counts: dict[str, list[int]] = field(
        default_factory=lambda: {kind: [0] * MONTHS for kind in KINDS}
    )
    months: list[int] = field(default_factory=lambda: [0] * MONTHS)
    differing: Tally = NOTHING
    recurrence: Tally = NOTHING

    @property
    def total(self) -> int:
        return sum(self.months)

    @property
    def is_known(self) -> bool:
        """Whether there is anything to say of it."""
        watched = self.recurrence
        return bool(self.total or self.differing.count or watched.count or watched.beside)

    @property
    def share(self) -> Share | None:
        return wilson(self.total, self.of_all)

    @property
    def with_those_above(self) -> float:
        """The share of the causes down to this one (Pareto)."""
        return (self.sum_before + self.total) / self.of_all if self.of_all else 0.0


def last_months(at: datetime) -> list[Month]:
    """This one and the eleven before it."""
    last = Month.at(at)
    return [last.moved(back - MONTHS + 1) for back in range(MONTHS)]


def failures_of(user: User, kinds: Sequence[str]) -> FailureQuery:
    """That stand, of these kinds."""
    failures = Failure.objects.visible_to(user).standing()
    if len(kinds) == len(KINDS):
        return failures
    return failures.filter(subject__startswith=f"{kinds[0]}:")


def trends(
    user: User, at: datetime, *, kinds: Sequence[str] = KINDS, branch: str = ""
) -> list[Trend]:
    """Of the last twelve months, the most frequent first."""
    months = last_months(at)
    edges = Month.edges(months)
    since, until = edges[0], edges[-1]
    causes = Cause.objects.filter(branch=branch) if branch else Cause.objects.all()
    found = {cause.pk: Trend(cause) for cause in causes}
    _count(found, user, kinds, edges)
    if COMPLAINT in kinds:
        differing = differing_by_cause(user, since, until)
        recurrence = recurrence_by_cause(user, since, until, at)
        for key, trend in found.items():
            trend.differing = differing.get(key, NOTHING)
            trend.recurrence = recurrence.get(key, NOTHING)
    return _sorted(found)


def _count(
    found: dict[int, Trend], user: User, kinds: Sequence[str], edges: list[datetime]
) -> None:
    named = {f"edge{place}": edge for place, edge in enumerate(edges)}
    visible = Failure.objects.visible_to(user)
    for cause, place, every, mistakes in ready(
        _MONTHLY, user, lambda: _monthly(visible, edges), **named
    ):
        counts = {MISTAKE: mistakes, COMPLAINT: every - mistakes}
        for kind in kinds if cause in found else ():
            found[cause].counts[kind][place] = counts[kind]
            found[cause].months[place] += counts[kind]


def _monthly(failures: FailureQuery, edges: Sequence[datetime]) -> QuerySet[Any, Any]:
    """Cause, place of the month, how many failures, how many of them mistakes: month by month,
    each read from an index that holds it all."""
    of_mistakes = Q(subject__startswith=f"{MISTAKE}:")
    months = [
        failures.within(since, until)
        .order_by()
        .values_list("cause", Value(place))
        .annotate(every=Count("pk"), mistakes=Count("pk", filter=of_mistakes))
        for place, (since, until) in enumerate(pairwise(edges))
    ]
    return months[0].union(*months[1:], all=True)


_MONTHLY = Prepared(lambda **edges: _monthly(Failure.objects.all(), list(edges.values())))


def _sorted(found: dict[int, Trend]) -> list[Trend]:
    rows = sorted(found.values(), key=lambda row: (-row.total, row.cause.name))
    shown = [row for row in rows if row.is_known]
    of_all, before = sum(row.total for row in shown), 0
    for row in shown:
        row.of_all, row.sum_before = of_all, before
        before += row.total
    return shown
