import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.transaction import TransactionManagementError

from slovo.lib.queued_sqlite import durably, reading
from slovo.lib.queued_sqlite.line import LineTimeout, line_for
from tests.lib import queued_sqlite_program as program
from tests.lib.test_queued_line import wait_until

ALIAS = program.ALIAS


@pytest.fixture
def database(tmp_path: Path, django_db_blocker) -> Iterator[Path]:
    path = tmp_path / "queued.sqlite3"
    with django_db_blocker.unblock():
        program.use(path)
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("CREATE TABLE counter (figure INTEGER NOT NULL UNIQUE)")
            cursor.execute("INSERT INTO counter VALUES (0)")
        yield path
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def figure() -> int:
    with connections[ALIAS].cursor() as cursor:
        return cursor.execute("SELECT figure FROM counter").fetchone()[0]


def set_figure(to: int) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("UPDATE counter SET figure = %s", [to])


def in_threads(count: int, work: Callable[[], None]) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connections[ALIAS].close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def is_free(path: Path) -> bool:
    """Whether another program may write at once."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
    line = line_for(path.resolve())
    try:
        line.enter(0.01)
    except LineTimeout:
        return False
    line.leave()
    return True


def test_the_file_keeps_a_write_ahead_log(database):
    with connections[ALIAS].cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


def test_an_atomic_block_holds_the_line_to_its_end(database):
    with transaction.atomic(ALIAS):
        assert not is_free(database)
        with transaction.atomic(ALIAS):
            set_figure(1)
        assert not is_free(database)
    assert is_free(database)
    assert figure() == 1


@pytest.mark.parametrize("durable", [True, False])
def test_a_rollback_lets_the_next_one_in(database, durable):
    with transaction.atomic(ALIAS, durable=durable):
        set_figure(1)
        transaction.set_rollback(True, ALIAS)
    assert is_free(database)
    assert figure() == 0


def test_a_savepoint_may_fail_alone(database):
    with transaction.atomic(ALIAS):
        set_figure(1)
        with pytest.raises(IntegrityError), transaction.atomic(ALIAS):
            connections[ALIAS].cursor().execute("INSERT INTO counter VALUES (1)")
        assert not is_free(database)
    assert is_free(database)
    assert figure() == 1


def test_a_single_write_stands_in_line_too(database):
    line = line_for(database.resolve())
    line.enter(1)
    writer = Thread(target=in_threads, args=(1, lambda: set_figure(7)))
    writer.start()
    wait_until(lambda: line.waiting == 1)
    assert figure() == 0
    line.leave()
    writer.join()
    assert figure() == 7
    assert is_free(database)


def test_a_failed_write_lets_the_next_one_in(database):
    with pytest.raises(IntegrityError):
        connections[ALIAS].cursor().execute("INSERT INTO counter VALUES (0)")
    with pytest.raises(IntegrityError):
        connections[ALIAS].cursor().executemany("INSERT INTO counter VALUES (%s)", [[5], [0]])
    assert is_free(database)


def test_closing_lets_the_next_one_in(database):
    with transaction.atomic(ALIAS):
        set_figure(1)
        connections[ALIAS].close()
        assert is_free(database)
    assert figure() == 0


def test_without_autocommit_the_line_is_held_until_the_commit(database):
    connection = connections[ALIAS]
    connection.set_autocommit(False)
    set_figure(2)
    assert not is_free(database)
    connection.commit()
    assert is_free(database)
    set_figure(3)
    connection.rollback()
    connection.set_autocommit(True)
    assert is_free(database)
    assert figure() == 2


def test_reading_passes_the_line_and_sees_one_moment(database):
    line = line_for(database.resolve())
    line.enter(1)
    with reading(ALIAS):
        assert figure() == 0
        line.leave()
        in_threads(1, lambda: set_figure(1))
        assert figure() == 0
        with pytest.raises(TransactionManagementError), transaction.atomic(ALIAS):
            set_figure(2)
    assert figure() == 1
    set_figure(2)
    assert figure() == 2


def test_reading_inside_a_transaction_is_part_of_it(database):
    with transaction.atomic(ALIAS), reading(ALIAS):
        set_figure(1)
    assert figure() == 1


def test_a_slow_writer_is_a_locked_database(database):
    line = line_for(database.resolve())
    connections[ALIAS]._patience = 0.01
    line.enter(1)
    with pytest.raises(OperationalError, match="database is locked"):
        set_figure(1)
    with pytest.raises(OperationalError, match="database is locked"), transaction.atomic(ALIAS):
        set_figure(1)
    line.leave()
    set_figure(1)
    assert figure() == 1


def test_a_program_that_knows_no_line(database):
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        connections[ALIAS].cursor().execute("PRAGMA busy_timeout = 1")
        with pytest.raises(OperationalError, match="locked"), transaction.atomic(ALIAS):
            set_figure(1)
    assert is_free(database)


def test_a_lock_file_that_cannot_be_opened(database, tmp_path):
    (tmp_path / "other.sqlite3.lock").mkdir()
    connections[ALIAS].settings_dict["NAME"] = tmp_path / "other.sqlite3"
    with pytest.raises(OperationalError, match="unable to open the lock file"):
        set_figure(1)


def test_eight_threads_lose_no_increment(database):
    waits: list[float] = []
    in_threads(8, lambda: program.increment(100, waits))
    assert figure() == 800
    program.tell("8 threads", waits)


def test_two_processes_and_their_threads_lose_no_increment(database):
    command = [sys.executable, program.__file__, str(database), "1000"]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    waits: list[float] = []
    in_threads(4, lambda: program.increment(500, waits))
    said = [other.communicate(timeout=60)[0].strip() for other in others]
    assert [other.returncode for other in others] == [0, 0]
    assert figure() == 4000
    program.tell(f"{said}, ours", waits)


def test_databases_in_memory_have_no_line(django_db_blocker):
    with django_db_blocker.unblock():
        program.use(":memory:")
        with transaction.atomic(ALIAS), connections[ALIAS].cursor() as cursor:
            cursor.execute("CREATE TABLE counter (figure INTEGER)")
            assert connections[ALIAS]._held is None
        del connections[ALIAS]
        del connections.settings[ALIAS]


def pace_while_writing() -> int:
    with connections["queued"].cursor() as cursor, transaction.atomic("queued"):
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


def test_only_what_is_told_outside_waits_for_the_disk(database):
    normal, full = 1, 2
    assert pace_while_writing() == normal
    with durably("queued"):
        assert pace_while_writing() == full
        connections["queued"].close()
        assert pace_while_writing() == full
        set_figure(3)
    assert pace_while_writing() == normal
    with transaction.atomic("queued"), durably("queued"):
        set_figure(4)
    assert (figure(), pace_while_writing()) == (4, normal)
