"""SQLite for Django with every writer first in line, because SQLite's own busy wait starves.

In the settings: `"ENGINE": "slovo.lib.queued_sqlite"`. Write-ahead log, `synchronous=NORMAL`,
`BEGIN IMMEDIATE`; writers are served first come, first served within the process, and by `flock`
on `<database>.lock` between processes. Databases in memory are left as they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction


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
