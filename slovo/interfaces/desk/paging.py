"""Lists that go on: the next page begins after the last row of this one, however long the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OrderBy, Q

from slovo.domain.cases.lines import CaseLine, lines_of
from slovo.domain.cases.models.case import CaseQuery

SIZE = 50
MAY_BE_EMPTY = "dark_at"


@dataclass(frozen=True, slots=True)
class Page:
    cases: list[CaseLine]
    after: str


def page_of(cases: CaseQuery, order: tuple[str, ...], after: str) -> Page:
    """One page in `order` (names of columns, «-» for falling); `after` as the last page gave it."""
    keys = (*order, "pk")
    query = in_order(cases, order)
    values = _values(after, len(keys))
    if values is not None:
        query = query.filter(_beyond(keys, values))
    return page_in(lines_of(query[: SIZE + 1]), order)


def in_order(cases: CaseQuery, order: tuple[str, ...]) -> CaseQuery:
    return cases.order_by(*map(_ordered, order), "pk")


def page_in(found: list[CaseLine], order: tuple[str, ...]) -> Page:
    """What is shown of rows of which one more was asked for."""
    shown = found[:SIZE]
    is_last = len(found) <= SIZE
    return Page(shown, "" if is_last else _cursor(shown[-1], (*order, "pk")))


def _ordered(key: str) -> OrderBy:
    """Where no word is owed, nothing is dark, and that stands first; no other key is ever empty.

    PostgreSQL takes an index for an order only if both put what is empty in the same place.
    """
    column = F(key.removeprefix("-"))
    if key.startswith("-"):
        return column.desc()
    return column.asc(nulls_first=True if key == MAY_BE_EMPTY else None)


def _beyond(keys: tuple[str, ...], values: list[Any]) -> Q:
    """Rows behind `values` in the order of `keys`: greater in one, equal in all before it."""
    found, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        column = key.removeprefix("-")
        found |= same & _past(column, value, is_falling=key.startswith("-"))
        same &= Q(**{f"{column}__isnull": True}) if value is None else Q(**{column: value})
    return found


def _past(column: str, value: Any, *, is_falling: bool) -> Q:
    if value is None:
        return Q(pk__in=[]) if is_falling else Q(**{f"{column}__isnull": False})
    if is_falling:
        return Q(**{f"{column}__lt": value}) | Q(**{f"{column}__isnull": True})
    return Q(**{f"{column}__gt": value})


def _cursor(case: CaseLine, keys: tuple[str, ...]) -> str:
    return "~".join(_written(getattr(case, key.removeprefix("-"))) for key in keys)


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def _values(cursor: str, length: int) -> list[Any] | None:
    parts = cursor.split("~")
    if len(parts) != length or not parts[-1].isdecimal():
        return None
    try:
        return [_read(part) for part in parts]
    except ValueError:
        return None


def _read(part: str) -> Any:
    if not part:
        return None
    return int(part) if part.isdecimal() else datetime.fromisoformat(part)
