"""The morning list: who waits, whom we owe a word today, and what did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.staff.models import User

MOST_ROWS = 50
AHEAD = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Lane:
    """One list of Today: its name, the rows that are shown, and how many there are."""

    name: str
    rows: list[Case]
    count: int


def lanes(user: User | None, at: datetime, *, whose: str = "firm") -> list[Lane]:
    """Every list in its order; a case stands once, in the gravest. `whose`: firm or mine."""
    cases = Case.objects.all() if user is None else Case.objects.visible_to(user)
    if whose == "mine" and user is not None:
        cases = cases.mine(user)
    shown: set[int] = set()
    found = [_lane(name, query, shown) for name, query in _queries(cases, at)]
    rows = [case for lane in found for case in lane.rows]
    prefetch_related_objects(rows, "person", "organisation", "handler", "answerer")
    return found


def _queries(cases: CaseQuery, at: datetime) -> Iterable[tuple[str, CaseQuery]]:
    yield "in_the_dark", cases.in_the_dark(at)
    yield "chasers", cases.chased()
    yield "undelivered", cases.undelivered()
    yield "unassigned", cases.unassigned()
    yield "first_answers", cases.first_answers_due(at)
    yield "next_words", cases.words_due(at, at + AHEAD)
    yield "waiting", cases.waiting_for_client()


def _lane(name: str, query: CaseQuery, shown: set[int]) -> Lane:
    rows = [case for case in query[: MOST_ROWS * 2] if case.pk not in shown]
    shown.update(case.pk for case in rows[:MOST_ROWS])
    count = len(rows) if len(rows) <= MOST_ROWS else query.count()
    return Lane(name, rows[:MOST_ROWS], count)
