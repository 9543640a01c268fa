"""The morning list: who waits, whom we owe a word today, and what did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

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


def lanes(
    user: User | None, at: datetime, *, whose: str = "firm", most: int = MOST_ROWS
) -> list[Lane]:
    """Every list in its order; a case stands once, in the gravest. `whose`: firm or mine."""
    cases = Case.objects.all() if user is None else Case.objects.visible_to(user)
    if whose == "mine" and user is not None:
        cases = cases.mine(user)
    shown: set[int] = set()
    found = [_keys(name, query, shown, most) for name, query in _queries(cases, at)]
    rows = Case.objects.for_rows().in_bulk(shown)
    return [Lane(name, [rows[key] for key in keys], count) for name, keys, count in found]


def _queries(cases: CaseQuery, at: datetime) -> Iterable[tuple[str, CaseQuery]]:
    yield "in_the_dark", cases.in_the_dark(at)
    yield "chasers", cases.chased()
    yield "undelivered", cases.undelivered()
    yield "unassigned", cases.unassigned()
    yield "first_answers", cases.first_answers_due(at)
    yield "next_words", cases.words_due(at, at + AHEAD)
    yield "waiting", cases.waiting_for_client()


def _keys(name: str, query: CaseQuery, shown: set[int], most: int) -> tuple[str, list[int], int]:
    """Which cases stand here; what they look like is fetched once for all lists."""
    enough = most + len(shown) + 1
    keys = [key for key in query.values_list("pk", flat=True)[:enough] if key not in shown]
    count = len(keys) if len(keys) <= most else query.count()
    shown.update(keys[:most])
    return name, keys[:most], count
