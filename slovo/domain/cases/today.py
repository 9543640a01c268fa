"""The morning list: who waits, whom we owe a word today, and what did not arrive."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from slovo.domain.cases.lines import CaseLine, lines_by_key
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared

MOST_ROWS = 50
AHEAD = timedelta(hours=24)
GRAVEST = "in_the_dark"
MOST_DARK = 1000
ENDED_TOO = "undelivered"
FIRST = "first_answers"
PLANNED = "next_words"
BY_DARKNESS = (GRAVEST, PLANNED)
LISTS: dict[str, Callable[[CaseQuery, datetime, datetime], CaseQuery]] = {
    GRAVEST: lambda cases, at, _until: cases.in_the_dark(at),
    "chasers": lambda cases, _at, _until: cases.chased(),
    ENDED_TOO: lambda cases, _at, _until: cases.undelivered(),
    "unassigned": lambda cases, _at, _until: cases.unassigned(),
    FIRST: lambda cases, at, _until: cases.first_answers_due(at),
    "next_words": lambda cases, at, until: cases.words_due(at, until),
    "waiting": lambda cases, _at, _until: cases.waiting_for_client(),
}


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
    if user and Case.objects.visible_to(user).query.is_empty():
        return [Lane(name, [], 0) for name in LISTS]
    hands = user.pk if user and whose == "mine" else 0
    hiding = Case.objects.visible_to(user) if user and hides_from(user) else None
    asker = _Asker(hands, at, hiding)
    found = [_keys(asker, name, most, counted) for name in LISTS]
    rows = lines_by_key([key for _name, keys, _count in found for key in keys])
    return [
        Lane(name, _in_line(name, [rows[key] for key in keys]), count)
        for name, keys, count in found
    ]


def _in_line(name: str, rows: list[CaseLine]) -> list[CaseLine]:
    """What was put back with a reason stands behind the others, where nobody waits too long yet."""
    return sorted(rows, key=lambda row: row.put_back_at is not None) if name == PLANNED else rows


class _Asker:
    """Asks for the keys of each list, and knows which cases stand in a graver one."""

    def __init__(self, hands: int, at: datetime, hiding: CaseQuery | None = None) -> None:
        """`hiding`: what he may see, if that is not everything."""
        self.is_mine, self.seen, self.hiding = bool(hands), set[int](), hiding
        self.values: dict[str, Any] = {"hands": hands, "at": at, "until": at + AHEAD}

    def keys(self, name: str, limit: int) -> list[int]:
        if self.hiding is not None:
            return list(self._rows(name).values_list("pk", flat=True)[:limit])
        question = _question(name, limit, is_mine=self.is_mine)
        return [key for (key,) in question(**self.values)]

    def count(self, name: str) -> int:
        return self._rows(name).count()

    def _rows(self, name: str) -> CaseQuery:
        cases = Case.objects.all() if self.hiding is None else self.hiding
        return _list(cases, name, is_mine=self.is_mine, **self.values)


def _keys(asker: _Asker, name: str, most: int, counted: int | None) -> tuple[str, list[int], int]:
    """Which cases stand here; what they look like is fetched once for all lists."""
    seen = asker.seen
    enough = most + len(seen) + 1 if counted is None else counted + 1
    enough = MOST_DARK if name == GRAVEST else enough
    found = asker.keys(name, enough)
    keys = [key for key in found if key not in seen]
    if len(keys) < most and len(found) == enough:
        found = asker.keys(name, enough + len(seen))
        keys = [key for key in found if key not in seen]
    is_counted = counted is None or name == GRAVEST
    count = asker.count(name) if is_counted and len(found) >= enough else len(keys)
    seen.update(keys)
    return name, keys[:most], count


def _list(
    cases: CaseQuery, name: str, *, is_mine: bool, hands: int, at: datetime, until: datetime
) -> CaseQuery:
    if is_mine and name == FIRST:
        return cases.first_answers_of(hands, at)
    if is_mine and name == ENDED_TOO:
        cases = cases.mine(hands)
    elif is_mine:
        cases = cases.open_of(hands) if name in BY_DARKNESS else cases.among_own(hands)
    return LISTS[name](cases, at, until)


@lru_cache(maxsize=256)
def _question(name: str, limit: int, *, is_mine: bool) -> Prepared:
    def build(hands: int, at: datetime, until: datetime) -> Any:
        everything = Case.objects.all()
        cases = _list(everything, name, is_mine=is_mine, hands=hands, at=at, until=until)
        return cases.values_list("pk")[:limit]

    return Prepared(build)
