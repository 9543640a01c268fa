"""Rows straight into the tables: the only way to a million cases in minutes, and only here."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from slovo.lib.rows import most

USED = (
    "SELECT (page_count - freelist_count) * page_size"
    " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
)


class Table:
    """Fills one table with what its model says, given only what differs from the defaults."""

    def __init__(self, model: type[Model]) -> None:
        known = model._meta.concrete_fields
        fields = [field for field in known if field.column and not field.generated]
        self._names = [str(field.column) for field in fields]
        self._sides_of = itemgetter(*self._names)
        self._defaults = {str(field.column): _default(field) for field in fields}
        columns = ", ".join(f'"{name}"' for name in self._names)
        marks = ", ".join("%s" for _name in self._names)
        self._copy = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        self._sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, **sides: Any) -> None:
        self._waiting.append(self._sides_of(self._defaults | sides))

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if connection.vendor == "postgresql":
            copy(self._copy, waiting)
            return
        with connection.cursor() as cursor:
            cursor.executemany(self._sql, waiting)


def write(model: type[Model], rows: Iterable[dict[str, Any]]) -> list[int]:
    """Rows with the next free keys, which are given back."""
    table, first = Table(model), int(most(model, "id") or 0) + 1
    keys = []
    for key, row in enumerate(rows, first):
        table.add(id=key, **row)
        keys.append(key)
    table.flush()
    return keys


def settle_keys() -> None:
    """What is written by verbs from now on gets keys that are free."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def settle() -> None:
    """As a house that has been running: keys go on from here, the planner knows its tables."""
    settle_keys()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def copy(sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Into PostgreSQL, which takes rows soonest so."""
    with connection.cursor() as cursor, cursor.copy(sql) as target:
        for row in rows:
            target.write_row(row)


def size_of_house() -> int:
    """Bytes of the database on the disk, without pages that are free for what comes next."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute(USED)
        return int(cursor.fetchone()[0])


def flush(tables: Iterable[Table]) -> None:
    for table in tables:
        table.flush()


def moment(at: datetime) -> str:
    """As SQLite keeps an instant, and PostgreSQL reads it: UTC without a zone."""
    return at.isoformat(" ", "microseconds")[:26]


def _default(field: Any) -> Any:
    value = field.get_default()
    return field.get_db_prep_save(value, connection) if value is not None else None
