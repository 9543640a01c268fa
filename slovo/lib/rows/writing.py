"""New rows and changed ones."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateTimeField, Field, JSONField, Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)

PLAIN = frozenset({str, int, bool, type(None), datetime})
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
STEP = 100


def here() -> Any:
    """The database itself: whatever is read of `connection` asks first which thread this is."""
    return connections[DEFAULT_DB_ALIAS]


def unwritten(model: type[Row], sides: dict[str, Any]) -> Row:
    """A new row with these attributes, one for each column.

    Made as pickle makes it: nothing in a constructor is of use here.
    """
    made = model.__new__(model)
    made._state = ModelState()
    made.__dict__.update(sides)
    return made


def insert_all(rows: Sequence[Model], asking: str = "") -> bool:
    """Write new rows of one model in their order; each is given its key.

    `asking` is a condition in SQL that is answered on the way, without a query of its own.
    """
    answer = False
    if not rows:
        return answer
    model, database = type(rows[0]), here()
    pairs = _pairs(model, database.vendor)
    with database.cursor() as cursor:
        for first in range(0, len(rows), STEP):
            some = rows[first : first + STEP]
            values = [way(row.__dict__[name]) for row in some for name, way in pairs]
            sql = _insert(model, len(some), is_asking=True)
            cursor.execute(f"{sql}, ({asking})" if asking else sql, values)
            for row, (key, *answers) in zip(some, cursor.fetchall(), strict=True):
                _is_there(row, key, database.alias)
                answer = any(answers)
    return answer


def insert_new(row: Model) -> bool:
    """Write it unless one that must be unique is there already; whether it was written."""
    model, sides, database = type(row), row.__dict__, here()
    values = [way(sides[name]) for name, way in _pairs(model, database.vendor)]
    sql = _insert(model, 1, is_asking=True).replace(
        " RETURNING", " ON CONFLICT DO NOTHING RETURNING"
    )
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        made = cursor.fetchone()
    if made:
        _is_there(row, made[0], database.alias)
    return made is not None


def update_changed(row: Model) -> None:
    """Write what is different from when `row` was read or written here; else the whole row."""
    fields = _written(type(row))
    known = row._state.__dict__.get("kept", {})
    changed = [
        f for f in fields if f.attname not in known or known[f.attname] != row.__dict__[f.attname]
    ]
    values = [row.__dict__[field.attname] for field in changed]
    if changed:
        update_rows(type(row), [field.name for field in changed], [(*values, row.pk)])
    remember(row, [row.pk, *(row.__dict__[field.attname] for field in fields)])


def remember(row: Model, values: Sequence[Any]) -> None:
    """What the database has of it, in the order of its columns."""
    row._state.__dict__["kept"] = dict(zip(names_of(type(row)), values, strict=True))


def forget(row: Model) -> None:
    """It was written another way."""
    row._state.__dict__.pop("kept", None)


def _is_there(row: Model, key: int, alias: str) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, alias
    remember(row, [row.__dict__[name] for name in names_of(type(row))])


def insert_rows(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Write new rows given as attribute → value, every attribute but the key; nobody asks for
    their keys."""
    pairs = _pairs(model, connection.vendor)
    values = [[way(row[name]) for name, way in pairs] for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(_insert(model, 1, is_asking=False), values)
            return
        for start in range(0, len(values), STEP):
            some = values[start : start + STEP]
            cursor.execute(_insert(model, len(some), is_asking=False), list(chain(*some)))


def update_rows(model: type[Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Each of `rows` is the new values in the order of `names`, then the key."""
    if not rows:
        return
    database = here()
    sql, fields = _update(model, tuple(names), database.vendor)
    with database.cursor() as cursor:
        pairs = zip(ways(fields), zip(*rows, strict=True), strict=True)
        columns = [list(map(way, column)) for way, column in pairs]
        if database.vendor == "postgresql":
            cursor.execute(sql, columns)
        else:
            cursor.executemany(sql, list(zip(*columns, strict=True)))


@lru_cache(maxsize=64)
def names_of(model: type[Model]) -> tuple[str, ...]:
    """The attributes of its columns."""
    return tuple(field.attname for field in model._meta.concrete_fields)


@lru_cache(maxsize=64)
def _pairs(model: type[Model], vendor: str) -> tuple[tuple[str, "Way"], ...]:
    """Attribute → how its value is given to the database, of all but the key."""
    del vendor  # only tells one answer from another
    fields = _written(model)
    return tuple(zip([field.attname for field in fields], ways(fields), strict=True))


@lru_cache(maxsize=64)
def _written(model: type[Model]) -> tuple[Any, ...]:
    fields = model._meta.local_concrete_fields
    return tuple(field for field in fields if not field.primary_key and not field.generated)


@lru_cache(maxsize=256)
def _insert(model: type[Model], count: int, *, is_asking: bool) -> str:
    names, key = [f'"{field.column}"' for field in _written(model)], model._meta.pk.column
    marks = f"({', '.join(['%s'] * len(names))})"
    asked = f' RETURNING "{key}"' if is_asking else ""
    return (
        f'INSERT INTO "{model._meta.db_table}" ({", ".join(names)})'  # noqa: S608 - our own names
        f" VALUES {', '.join([marks] * count)}{asked}"
    )


@lru_cache(maxsize=64)
def _update(model: type[Model], names: tuple[str, ...], vendor: str) -> tuple[str, tuple[Any, ...]]:
    fields: tuple[Any, ...] = (*(model._meta.get_field(name) for name in names), model._meta.pk)
    columns, table = [f'"{field.column}"' for field in fields], f'"{model._meta.db_table}"'
    if vendor != "postgresql":
        sets = ", ".join(f"{column} = %s" for column in columns[:-1])
        return f"UPDATE {table} SET {sets} WHERE {columns[-1]} = %s", fields  # noqa: S608
    sets = ", ".join(f"{column} = new.{column}" for column in columns[:-1])
    arrays = ", ".join(f"%s::{field.rel_db_type(connection)}[]" for field in fields)
    source = f"unnest({arrays}) AS new ({', '.join(columns)})"
    same = f"{table}.{columns[-1]} = new.{columns[-1]}"
    return f"UPDATE {table} SET {sets} FROM {source} WHERE {same}", fields  # noqa: S608


Way = Callable[[Any], Any]


def ways(fields: Iterable["Field[Any, Any]"]) -> list[Way]:
    """How a value of each field is given to the database."""
    is_sqlite = connection.vendor == "sqlite"
    return [_way(field, is_sqlite=is_sqlite) for field in fields]


@lru_cache(maxsize=512)
def _way(field: "Field[Any, Any]", *, is_sqlite: bool) -> Way:
    if isinstance(field, JSONField):
        return _json
    if isinstance(field, DateTimeField) and is_sqlite:
        return _naive
    return lambda value: value if value.__class__ in PLAIN else _djangos(field, value)


def _djangos(field: "Field[Any, Any]", value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def _naive(value: datetime | None) -> str | None:
    """As SQLite keeps an instant: UTC without a zone."""
    if value is None:
        return None
    return _spelled(value if value.tzinfo is UTC else value.astimezone(UTC))


@lru_cache(maxsize=1024)  # one instant stands in many columns of what happens at once
def _spelled(utc: datetime) -> str:
    """In UTC alone: in a zone of its own the hour that comes twice is equal to itself."""
    return utc.isoformat(" ")[:-6]
