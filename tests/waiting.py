"""Two connections at once: the one waits for the other."""

import time

from django.db import connection


def wait_until_somebody_waits() -> None:
    """PostgreSQL says who stands before a lock; with SQLite the other side has not begun."""
    until = time.monotonic() + 30
    while connection.vendor == "postgresql" and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
