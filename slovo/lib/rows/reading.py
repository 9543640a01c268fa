"""Whole rows by equal columns; which ones changed since is remembered with each."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import Col

from slovo.lib.rows.writing import Way, here, names_of, unwritten, ways

Row = TypeVar("Row", bound=Model)
SIGNS = {"not": "<>", "gt": ">"}


def first(
    model: type[Row], *, by: Sequence[str] = ("pk",), is_locked: bool = False, **sides: Any
) -> Row | None:
    """The first row in the order `by` ("-at" is latest first) with these `sides`, or None.

    A side is `name=value` (None: is null), `name__not=value` or `name__gt=value`; names are
    columns' own, such as person_id. `is_locked` keeps others from changing it meanwhile.
    """
    rows = _rows(model, tuple(by), sides, 1, is_locked=is_locked)
    return rows[0] if rows else None


def every(model: type[Row], *, by: Sequence[str] = ("pk",), **sides: Any) -> list[Row]:
    """All such rows, in order."""
    return _rows(model, tuple(by), sides, 0, is_locked=False)


def count(model: type[Model], **sides: Any) -> int:
    """How many there are."""
    return int(_scalar(model, "COUNT(*)", sides))


def most(model: type[Model], name: str, /, **sides: Any) -> Any:
    """The highest number in a column, None without rows."""
    return _scalar(model, f'MAX("{_column(model, name)}")', sides)


def tuples(query: "QuerySet[Any, Any]", *names: str) -> list[tuple[Any, ...]]:
    """As `values_list` gives them, sooner: numbers and words; what ends in _at is an instant."""
    try:
        sql, values = query.values_list(*names).query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if not rows or connection.vendor != "sqlite":
        return rows
    instants = {place for place, name in enumerate(names) if name.endswith("_at")}
    columns = [
        [each and each.replace(tzinfo=UTC) for each in column] if place in instants else column
        for place, column in enumerate(zip(*rows, strict=True))
    ]
    return list(zip(*columns, strict=True))


def first_unlocked(query: "QuerySet[Row]") -> Row | None:
    """The first that nobody else holds, ours until the transaction ends. SQLite has one writer."""
    if connection.features.has_select_for_update_skip_locked:
        query = query.select_for_update(skip_locked=True, of=("self",))
    return query.first()


def join(row: Model, *names: str) -> None:
    """Fetch those that the foreign keys `names` point to, unless they are at hand."""
    for name in names:
        field: Any = row._meta.get_field(name)
        key = getattr(row, field.attname)
        if key is not None and not field.is_cached(row):
            setattr(row, name, first(field.related_model, pk=key))


def _rows(
    model: type[Row], by: tuple[str, ...], sides: dict[str, Any], most_: int, *, is_locked: bool
) -> list[Row]:
    database = here()
    is_locked = is_locked and database.vendor == "postgresql"
    where, values = _asked(model, sides, database.vendor)
    sql = _select(model, by, where, most_, is_locked=is_locked)
    names, converters = _kept(model, database.vendor)
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    return [_made(model, names, converters, row, database) for row in found]


def _made(
    model: type[Row],
    names: Sequence[str],
    converters: list[tuple[int, Any, Any]],
    row: Sequence[Any],
    database: Any,
) -> Row:
    values = list(row)
    for place, expression, change in converters:
        if values[place] is not None:
            values[place] = change(values[place], expression, database)
    sides = dict(zip(names, values, strict=True))
    made = unwritten(model, sides)
    made._state.adding, made._state.db = False, database.alias
    made._state.__dict__["kept"] = sides
    return made


def _scalar(model: type[Model], what: str, sides: dict[str, Any]) -> Any:
    database = here()
    where, values = _asked(model, sides, database.vendor)
    with database.cursor() as cursor:
        cursor.execute(f'SELECT {what} FROM "{model._meta.db_table}"{where}', values)  # noqa: S608
        return cursor.fetchone()[0]


def _asked(model: type[Model], sides: dict[str, Any], vendor: str) -> tuple[str, list[Any]]:
    shape = tuple((name, value is None) for name, value in sides.items())
    where, given = _where(model, shape, vendor)
    values = (value for value in sides.values() if value is not None)
    return where, [way(value) for way, value in zip(given, values, strict=True)]


@lru_cache(maxsize=512)
def _where(
    model: type[Model], sides: tuple[tuple[str, bool], ...], vendor: str
) -> tuple[str, list[Way]]:
    """The condition, and how each value that is not NULL is given to the database."""
    del vendor  # only tells one answer from another
    parts, fields = [], []
    for asked, is_none in sides:
        name, _sep, sign = asked.partition("__")
        marks = "IS NULL" if is_none else f"{SIGNS.get(sign, '=')} %s"
        parts.append(f'"{_column(model, name)}" {marks}')
        fields += [] if is_none else [_field(model, name)]
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), ways(fields)


@lru_cache(maxsize=256)
def _select(
    model: type[Model], by: tuple[str, ...], where: str, most_: int, *, is_locked: bool
) -> str:
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    order = ", ".join(
        f'"{_column(model, name.removeprefix("-"))}"{" DESC" if name[0] == "-" else ""}'
        for name in by
    )
    limit = f" LIMIT {most_}" if most_ else ""
    lock = " FOR NO KEY UPDATE" if is_locked else ""
    table = model._meta.db_table
    return f'SELECT {columns} FROM "{table}"{where} ORDER BY {order}{limit}{lock}'  # noqa: S608


@lru_cache(maxsize=64)
def _kept(
    model: type[Model], vendor: str
) -> tuple[tuple[str, ...], list[tuple[int, Col, Callable[..., Any]]]]:
    """The columns' attributes, and what Django does to each value it reads."""
    del vendor  # only tells one answer from another
    fields = model._meta.concrete_fields
    changes = []
    for place, field in enumerate(fields):
        column = Col(model._meta.db_table, field)
        database = connection.ops.get_db_converters(column)
        changes += [
            (place, column, change) for change in database + column.get_db_converters(connection)
        ]
    return names_of(model), changes


def _field(model: type[Model], name: str) -> Any:
    if name == "pk":
        return model._meta.pk
    return model._meta.get_field(name.removesuffix("_id") if _is_key(model, name) else name)


def _is_key(model: type[Model], name: str) -> bool:
    return any(
        field.attname == name and field.name != name for field in model._meta.concrete_fields
    )


@lru_cache(maxsize=256)
def _column(model: type[Model], name: str) -> str:
    return str(_field(model, name).column)
