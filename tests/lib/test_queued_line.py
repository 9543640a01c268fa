import os
import time
from collections.abc import Callable
from threading import Thread

import pytest

from slovo.lib.queued_sqlite.line import Line, LineTimeout, line_for


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        os.sched_yield()


def test_the_line_is_first_come_first_served(tmp_path):
    line, served = Line(tmp_path / "lock"), []

    def stand(number: int) -> None:
        line.enter(30)
        served.append(number)
        line.leave()

    line.enter(1)
    threads = []
    for number in range(8):
        threads.append(Thread(target=stand, args=(number,)))
        threads[-1].start()
        wait_until(lambda: line.waiting == len(threads))
    line.leave()
    for thread in threads:
        thread.join()
    assert served == list(range(8))


def test_who_waits_too_long_gives_up_his_place(tmp_path):
    line = Line(tmp_path / "lock")
    line.enter(1)
    with pytest.raises(LineTimeout):
        line.enter(0.01)
    assert line.waiting == 0
    line.leave()
    line.enter(1)
    line.leave()


def test_a_forked_child_holds_nothing_of_its_parent(tmp_path):
    path = tmp_path / "forked.sqlite3"
    line = line_for(path)
    line.enter(1)
    child = os.fork()
    if not child:
        try:
            line.enter(0.05)
        except LineTimeout:
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    other = Line(path.with_name("forked.sqlite3.lock"))
    with pytest.raises(LineTimeout):
        other.enter(0.01)
    line.leave()
    other.enter(1)
    other.leave()


def test_what_is_forgotten_is_held_by_nobody(tmp_path):
    line, other = Line(tmp_path / "lock"), Line(tmp_path / "lock")
    line.forget()
    line.enter(1)
    line.forget()
    other.enter(1)
    line.leave()
    with pytest.raises(LineTimeout):
        line.enter(0.01)
    other.leave()
    line.enter(1)
    line.leave()
