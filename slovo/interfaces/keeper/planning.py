"""SQLite is told once an hour how its tables look; PostgreSQL finds out by itself."""

from datetime import datetime, timedelta

from django.db import connection

from slovo.lib.queued_sqlite import learn_tables

EVERY = timedelta(hours=1)


class Planning:
    """A duty; the first time at the start of the keeper, for a house may have grown meanwhile."""

    __name__ = "planning"

    def __init__(self) -> None:
        self._next_at: datetime | None = None

    def __call__(self, at: datetime) -> int:
        if connection.vendor == "sqlite" and (self._next_at is None or self._next_at <= at):
            learn_tables()
            self._next_at = at + EVERY
        return 0
