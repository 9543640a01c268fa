"""The morning list: who waits, whom we owe a word today, and what did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slovo.domain.cases.lines import CaseLine, lines_of
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.staff.models import User

MOST_ROWS = 50
AHEAD = timedelta(hours=24)
GRAVEST = "in_the_dark"


@dataclass(frozen=True, slots=True)
class Lane:
    """One list of Today: its name, the rows that are shown, and how many there are."""

    name: str
    rows: list[CaseLine]
    count: int


def lanes(
    user: User | None,
    at: datetime,
    *,
    whose: str = "firm",
    most: int = MOST_ROWS,
    counted: int | None = None,
) -> list[Lane]:
    """Every list in its order; a case stands once, in the gravest. `whose`: firm or mine.

    Beyond `counted` nobody counts, except those in the dark.
    """
    cases = Case.objects.all() if user is None else Case.objects.visible_to(user)
    queries = _of_user(cases, user, at) if user and whose == "mine" else _of_firm(cases, at)
    seen: set[int] = set()
    found = [_keys(name, query, seen, most, counted) for name, query in queries]
    shown = [key for _name, keys, _count in found for key in keys]
    rows = {line.pk: line for line in lines_of(Case.objects.filter(pk__in=shown))}
    return [Lane(name, [rows[key] for key in keys], count) for name, keys, count in found]


def _of_firm(cases: CaseQuery, at: datetime) -> Iterable[tuple[str, CaseQuery]]:
    return _lists(cases, cases, at)


def _of_user(cases: CaseQuery, user: User, at: datetime) -> Iterable[tuple[str, CaseQuery]]:
    return _lists(cases.open_of(user), cases.mine(user), at)


def _lists(cases: CaseQuery, ended_too: CaseQuery, at: datetime) -> Iterable[tuple[str, CaseQuery]]:
    yield GRAVEST, cases.in_the_dark(at)
    yield "chasers", cases.chased()
    yield "undelivered", ended_too.undelivered()
    yield "unassigned", cases.unassigned()
    yield "first_answers", cases.first_answers_due(at)
    yield "next_words", cases.words_due(at, at + AHEAD)
    yield "waiting", cases.waiting_for_client()


def _keys(
    name: str, query: CaseQuery, seen: set[int], most: int, counted: int | None
) -> tuple[str, list[int], int]:
    """Which cases stand here; what they look like is fetched once for all lists."""
    enough = most + len(seen) + 1 if counted is None else counted + 1
    pks = query.values_list("pk", flat=True)
    found = list(pks[:enough])
    keys = [key for key in found if key not in seen]
    if len(keys) < most and len(found) == enough:
        found = list(pks[: enough + len(seen)])
        keys = [key for key in found if key not in seen]
    is_counted = counted is None or name == GRAVEST
    count = query.count() if is_counted and len(found) >= enough else len(keys)
    seen.update(keys)
    return name, keys[:most], count
