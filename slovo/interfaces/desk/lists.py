"""Lists in the order of one column: the next page begins after a known row, at any length."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

SIZE = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of one page, and the row after which the next one begins (0: there is none)."""

    rows: list[Any]
    after: int


def slice_of(rows: QuerySet[Any], order: str, after: str) -> Slice:
    """`order` is a column, «-» before it for falling; rows with the same value go by number."""
    falling, column = order.startswith("-"), order.removeprefix("-")
    last = _row(rows.model, after)
    if last is not None:
        beyond, value = "lt" if falling else "gt", getattr(last, column)
        same = Q(**{column: value, f"pk__{beyond}": last.pk})
        rows = rows.filter(Q(**{f"{column}__{beyond}": value}) | same)
    sign = "-" if falling else ""
    found = list(rows.order_by(order, f"{sign}pk")[: SIZE + 1])
    is_last = len(found) <= SIZE
    return Slice(found[:SIZE], 0 if is_last else found[SIZE - 1].pk)


def _row(model: type[Model], after: str) -> Any:
    is_number = after.isdecimal() and len(after) < 19
    return model._default_manager.filter(pk=int(after)).first() if is_number else None


def spelled(words: str) -> list[str]:
    """Ways to write a name: outside the Latin alphabet SQLite tells great letters from small."""
    plain = words.strip()
    return list(dict.fromkeys([plain, plain.lower(), plain.title(), plain.upper()]))
