"""A program that counts in a queued SQLite database, to be run beside another."""

import sys
import time
from pathlib import Path

ALIAS = "queued"


def use(path: Path | str) -> None:
    """Make the database known to Django under our alias."""
    from django.db import connections

    connections.settings[ALIAS] = connections.configure_settings(
        {"default": {}, ALIAS: {"ENGINE": "slovo.lib.queued_sqlite", "NAME": path}}
    )[ALIAS]


def increment(times: int, waits: list[float]) -> None:
    """Read and write in one transaction, noting how long each took."""
    from django.db import connections, transaction

    for _ in range(times):
        began = time.perf_counter()
        with transaction.atomic(ALIAS), connections[ALIAS].cursor() as cursor:
            figure = cursor.execute("SELECT figure FROM counter").fetchone()[0]
            cursor.execute("UPDATE counter SET figure = %s", [figure + 1])
        waits.append(time.perf_counter() - began)


def tell(who: str, waits: list[float]) -> None:
    """Fairness is told, not asserted: it depends on what else the machine does."""
    half, most = (sorted(waits)[int(len(waits) * share)] * 1000 for share in (0.5, 0.99))
    print(f"{who}: p50 {half:.1f} ms, p99 {most:.1f} ms")  # noqa: T201


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import django
    from django.conf import settings

    settings.configure()
    django.setup()
    use(sys.argv[1])
    noted: list[float] = []
    increment(int(sys.argv[2]), noted)
    tell("other program", noted)
