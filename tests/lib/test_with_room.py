"""Pages of the database stay at hand for as long as very many rows are written, and no longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, transaction

from slovo.lib.queued_sqlite import ROOM, with_room
from tests.lib import queued_sqlite_program as program

ALIAS = program.ALIAS


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        program.use(tmp_path / "room.sqlite3")
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("CREATE TABLE counter (figure INTEGER NOT NULL)")
        yield
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def cache_size() -> int:
    with connections[ALIAS].cursor() as cursor:
        return cursor.execute("PRAGMA cache_size").fetchone()[0]


def test_room_is_taken_for_a_while_and_given_back_even_after_a_failure():
    usual, in_room = cache_size(), []

    def fill(figure: int | None) -> None:
        with transaction.atomic(ALIAS), with_room(ALIAS), connections[ALIAS].cursor() as cursor:
            in_room.append(cache_size())
            cursor.execute("INSERT INTO counter VALUES (%s)", [figure])

    fill(1)
    with pytest.raises(IntegrityError):
        fill(None)
    assert (in_room, cache_size()) == ([ROOM, ROOM], usual)
