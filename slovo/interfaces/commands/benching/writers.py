"""Eight writers on one SQLite file: how long the unluckiest waits, in line and without a line."""

import tempfile
import threading
import time
from pathlib import Path

from django.db import OperationalError, connections, transaction

from slovo.interfaces.commands.benching.asking import nearest_rank
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

THREADS, TIMES, WRITES = 8, 150, 4
ENGINES = {"in line": "slovo.lib.queued_sqlite", "without": "django.db.backends.sqlite3"}
OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20}
ALIAS = "writers"


def measure(house: House, board: Board) -> None:
    del house
    if connections["default"].vendor != "sqlite":
        return
    board.note("Writing with eight hands")
    p99 = {way: _p99(engine) for way, engine in ENGINES.items()}
    board.add(Figure("eight SQLite writers, p99, without a line", p99["without"], "ms"))
    board.add(Figure("eight SQLite writers, p99, in line", p99["in line"], "ms", p99["without"]))


def _p99(engine: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        setup = {"ENGINE": engine, "NAME": Path(folder) / "w.sqlite3", "OPTIONS": OPTIONS}
        named = connections.configure_settings({"default": {}, ALIAS: setup})
        connections.settings[ALIAS] = named[ALIAS]
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)")
        waits: list[float] = []
        threads = [threading.Thread(target=_write, args=(waits,)) for _each in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]
    return nearest_rank(waits, 0.99)


def _write(waits: list[float]) -> None:
    for _turn in range(TIMES):
        began = time.perf_counter()
        try:
            with transaction.atomic(ALIAS), connections[ALIAS].cursor() as cursor:
                for _each in range(WRITES):
                    cursor.execute("INSERT INTO said (words) VALUES (%s)", ["word " * 40])
        except OperationalError:
            pass  # twenty seconds were not enough: that wait counts, too
        waits.append((time.perf_counter() - began) * 1000)
    connections[ALIAS].close()
