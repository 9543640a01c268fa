"""SQLite's planner knows the tables, and connections that were open before know them too."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect

import pytest
from django.db import connections

from slovo.lib.queued_sqlite import learn_tables
from tests.lib import queued_sqlite_program as program

ALIAS = program.ALIAS


@pytest.fixture
def database(tmp_path: Path, django_db_blocker) -> Iterator[Path]:
    path = tmp_path / "learned.sqlite3"
    with django_db_blocker.unblock():
        program.use(path)
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("CREATE TABLE thing (left INTEGER, right INTEGER)")
            cursor.execute("CREATE INDEX by_left ON thing (left)")
            cursor.execute("CREATE INDEX by_right ON thing (right)")
            rows = [(number % 2, number) for number in range(500)]
            cursor.executemany("INSERT INTO thing VALUES (%s, %s)", rows)
        yield path
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def index_taken(other: Connection) -> str:
    other.execute("SELECT * FROM thing LIMIT 1").fetchall()
    question = "EXPLAIN QUERY PLAN SELECT * FROM thing WHERE left = 1 AND right = 1"
    return other.execute(question).fetchone()[3].split()[4]


def test_what_was_learned_anew_is_known_to_all(database: Path) -> None:
    with closing(connect(database, cached_statements=0)) as other:
        learn_tables(ALIAS)
        assert index_taken(other) == "by_right"
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("UPDATE thing SET left = rowid, right = 1")
        learn_tables(ALIAS)
        assert index_taken(other) == "by_left"
