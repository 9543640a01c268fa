"""The database wrapper Django loads."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3 import operations
from django.db.transaction import TransactionManagementError
from django.utils.dateparse import parse_datetime

from slovo.lib.queued_sqlite.line import Line, LineTimeout, line_for

_PATIENCE = 20.0
_WRITES = tuple("INSERT UPDATE DELETE REPLACE CREATE ALTER DROP REINDEX VACUUM ANALYZE".split())
LONGEST_WORD = max(map(len, _WRITES))

Result = TypeVar("Result")


def instant(said: bytes) -> datetime | None:
    """As Django reads it, by half the way where it is written as Django writes it."""
    written = said.decode()
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return parse_datetime(written)


sqlite3.register_converter("datetime", instant)


class QueuedCursor(sqlite.SQLiteCursorWrapper):
    """A cursor that stands in line for a single write outside a transaction."""

    wrapper: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if not query.lstrip()[:LONGEST_WORD].upper().startswith(_WRITES):
            return super().execute(query, params)
        return self.wrapper.in_line(lambda: super(QueuedCursor, self).execute(query, params))

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """Marks as SQLite writes them."""
        if param_names is not None:
            return super().convert_query(query, param_names=param_names)
        return _with_marks(query)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement many times."""
        return self.wrapper.in_line(
            lambda: super(QueuedCursor, self).executemany(query, param_list)
        )


@lru_cache(maxsize=1024)
def _with_marks(query: str) -> str:
    """Django looks through a statement anew each time; the busy ones are always the same."""
    marked: str = sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return marked


class DatabaseOperations(operations.DatabaseOperations):
    """Reads instants at a third of the price: a page of fifty rows holds a thousand of them."""

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Naive in the file, aware in the program; anything unusual goes Django's own way."""
        if value is None:
            return None
        if value.__class__ is datetime and value.tzinfo is None and settings.USE_TZ:
            return value.replace(tzinfo=connection.timezone)
        return super().convert_datetimefield_value(value, expression, connection)


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """A connection whose write transactions stand in line."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin outside the line."""
        super().__init__(*args, **kwargs)
        self.is_reading = False
        self.is_durable = False
        self._waits_for_disk = False
        self._held: Line | None = None
        self._patience = _PATIENCE

    def get_connection_params(self) -> dict[str, Any]:
        """Begin transactions as writers and wait patiently for programs that know no line."""
        params = super().get_connection_params()
        params.setdefault("timeout", _PATIENCE)
        self._patience = float(params["timeout"])
        self.transaction_mode: str = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open the file and see to it that it keeps a write-ahead log."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            connection.execute("PRAGMA synchronous = NORMAL")
            self._waits_for_disk = False
            if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                self._enter()
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                finally:
                    self._leave()
        return connection

    def create_cursor(self, name: str | None = None) -> QueuedCursor:  # noqa: ARG002
        """Make a cursor that knows its line."""
        cursor: QueuedCursor = self.connection.cursor(factory=QueuedCursor)
        cursor.wrapper = self
        return cursor

    def in_line(self, statement: Callable[[], Result]) -> Result:
        """Run a writing statement, first waiting for our turn unless we have it."""
        if self.is_reading:
            raise TransactionManagementError("Nothing may be written inside reading().")
        if self._held is not None or self.connection.in_transaction:
            return statement()
        self._enter()
        try:
            self._heed_disk()
            return statement()
        finally:
            if not self.connection.in_transaction:
                self._leave()

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_reading:
            self.cursor().execute("BEGIN DEFERRED")
            return
        self._enter()
        try:
            self._heed_disk()
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _enter(self) -> None:
        if self._held is not None or self.is_in_memory_db():
            return
        line = line_for(self._file())
        try:
            line.enter(self._patience)
        except LineTimeout:
            raise OperationalError("database is locked: the writer before us is too slow") from None
        except OSError as problem:
            raise OperationalError(f"unable to open the lock file: {problem}") from problem
        self._held = line

    def _leave(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.leave()

    def _heed_disk(self) -> None:
        """SQLite may be told only between two transactions."""
        if self._waits_for_disk != self.is_durable and not self.is_in_memory_db():
            wanted = "FULL" if self.is_durable else "NORMAL"
            self.connection.execute(f"PRAGMA synchronous = {wanted}")
            self._waits_for_disk = self.is_durable

    def _file(self) -> Path:
        return _resolved(str(self.settings_dict["NAME"]))


@lru_cache(maxsize=16)
def _resolved(name: str) -> Path:
    return Path(name.removeprefix("file:").partition("?")[0]).resolve()
