"""What became of what we promised: the share that was kept (metric M1)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US, Outcome, PromiseQuery
from slovo.domain.staff.models import User
from slovo.lib.prepared import CountOf, Prepared
from slovo.lib.stats import Share, wilson

MOST_PEOPLE = 50


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


@dataclass(frozen=True, slots=True)
class Window:
    """What people of ours promised for [since, until): all, or a colleague's, or a client's."""

    since: datetime
    until: datetime
    owner: int = 0
    person: int = 0
    organisation: int = 0
    reader: int = 0
    leader: int = 0

    def promises(self) -> PromiseQuery:
        return _due(**self.sides())

    def sides(self) -> dict[str, Any]:
        """Without those that narrow nothing."""
        return {name: value for name, value in asdict(self).items() if value}


def _due(since: datetime, until: datetime, **whose: int) -> PromiseQuery:
    found = Promise.objects.given().filter(owed_by=US, due_at__gte=since, due_at__lt=until)
    return found.among(**whose)


OUTCOMES = {
    "kept": Q(outcome=Outcome.KEPT),
    "broken": Q(outcome=Outcome.BROKEN),
    "renegotiated": Q(outcome=Outcome.RENEGOTIATED),
    "withdrawn": Q(outcome=Outcome.WITHDRAWN),
}


def late_at(at: datetime) -> Q:
    return Q(outcome="", due_at__lt=at)


def added(some: Iterable[Kept]) -> Kept:
    """All of them as one; every promise has one owner."""
    rows = [astuple(kept) for kept in some]
    return Kept(*map(sum, zip(*rows, strict=True))) if rows else Kept()


def m1(window: Window, at: datetime) -> Kept:
    """As it stands at an instant."""
    return _kept(_TOTAL(**window.sides(), at=at))


def m1_by_owner(window: Window, owners: Sequence[int], at: datetime) -> dict[int, Kept]:
    """Of each of these colleagues who owed anything."""
    rows = _OWNERS(**window.sides(), at=at, owners=list(owners))
    return {key: Kept(*counts) for key, *counts in rows if any(counts)}


def m1_by_person(window: Window, at: datetime) -> dict[int, Kept]:
    """Of the fifty clients who were owed the most."""
    people = [key for key, _count in _PEOPLE(**window.sides(), at=at)]
    return _by_key(_TO_PEOPLE(**window.sides(), at=at, people=people))


def _settled(at: datetime, **sides: Any) -> PromiseQuery:
    """What is open counts when it is late."""
    return _due(**sides).filter(~Q(outcome="") | Q(due_at__lt=at))


def _counted(promises: PromiseQuery, *columns: str) -> Any:
    found = promises.order_by(*columns).values_list(*columns)
    return found.annotate(count=Count("*"))


# Naming every outcome lets the database seek each in its index and count without sorting.
_EVERY = Q(outcome__in=[*Outcome, ""])
_TOTAL = Prepared(lambda **sides: _counted(_settled(**sides).filter(_EVERY), "outcome"))


def _owners(owners: list[int], at: datetime, **sides: Any) -> Any:
    """Each number of each is counted in the index alone: a third of what grouping costs."""
    theirs = _due(**sides).filter(owner=OuterRef("pk")).values("pk")
    counts = {
        name: CountOf(theirs.filter(asked))
        for name, asked in {**OUTCOMES, "late": late_at(at)}.items()
    }
    return User.objects.filter(pk__in=owners).values_list("pk", *counts.values())


_OWNERS = Prepared(_owners)
_PEOPLE = Prepared(
    lambda **sides: _counted(_settled(**sides), "person_id").order_by("-count", "person_id")[
        :MOST_PEOPLE
    ]
)
_TO_PEOPLE = Prepared(
    lambda people, **sides: _counted(
        _settled(**sides).filter(person__in=people), "person_id", "outcome"
    )
)


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
