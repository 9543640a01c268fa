"""SQLite for Django with every writer first in line, because SQLite's own busy wait starves.

In the settings: `"ENGINE": "slovo.lib.queued_sqlite"`. Write-ahead log, `synchronous=NORMAL`,
`BEGIN IMMEDIATE`; writers are served first come, first served within the process, and by `flock`
on `<database>.lock` between processes. Databases in memory are left as they are.

A commit waits for the disk only inside `durably`: what was committed since the last one that did
may be lost when the power fails, never when a process dies.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ROOM = -64 * 1024  # KiB, as SQLite wants them


@contextmanager
def reading(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Read several things of one moment, past the line of writers; writing inside is refused.

    Within an atomic block, and on another database, it is just `atomic`.
    """
    connection = connections[using]
    if connection.in_atomic_block or not hasattr(connection, "is_reading"):
        with transaction.atomic(using):
            yield
        return
    connection.is_reading = True
    try:
        with transaction.atomic(using):
            yield
    finally:
        connection.is_reading = False


@contextmanager
def durably(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """What is committed inside, and all that was committed before it, outlives a power failure.

    For what somebody outside is told afterwards. PostgreSQL does so anyway; inside a transaction
    that has begun already, whoever began it decides.
    """
    connection: Any = connections[using]
    if getattr(connection, "is_durable", True):
        yield
        return
    connection.is_durable = True
    try:
        yield
    finally:
        connection.is_durable = False


@contextmanager
def with_room(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Keep more of the database in memory while very many rows are written all over it.

    Every index of a row lies on a page of its own; in the usual two megabytes few are met twice.
    """
    connection: Any = connections[using]
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.connection.execute(f"PRAGMA cache_size = {ROOM}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA cache_size = {usual}")


def learn_tables(using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the planner look at some rows of every index, for all connections: milliseconds.

    Without it SQLite guesses, and reads a colleague's cases by their state. Connections learn of
    new figures only when the table of figures is made anew.
    """
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 400")
        cursor.execute("DROP TABLE IF EXISTS sqlite_stat1")
        cursor.execute("ANALYZE")
