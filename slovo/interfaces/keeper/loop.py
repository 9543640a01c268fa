"""The keeper at work: short rounds, each duty guarded, so that one failure stops nobody else."""

import logging
import threading
from collections.abc import Iterable
from datetime import datetime

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connection

from slovo.interfaces.keeper.comparing import Comparing
from slovo.interfaces.keeper.duties import (
    CHATS,
    CHATS_IN,
    CHATS_OUT,
    CLOCKS,
    HOOKS,
    INBOUND,
    OUTBOUND,
    Duty,
)
from slovo.interfaces.keeper.duty import Resolving
from slovo.interfaces.keeper.planning import Planning
from slovo.lib import clock
from slovo.web import signs

log = logging.getLogger(__name__)
PAUSE = 1.0
AFTER_FAILURE = 5.0
MOST_ROUNDS = 10_000


def keep_once() -> int:
    """Do everything that is due now, and say how many things were done.

    What fails stops nothing else, and is raised when the rest is done.
    """
    total = 0
    for _round in range(MOST_ROUNDS):
        duties = (*INBOUND, *CLOCKS, *OUTBOUND, *CHATS, *HOOKS)
        rounds = [_guarded(duty, clock.now()) for duty in duties]
        done = sum(done for done, _problem in rounds)
        total += done
        if not done:
            break
    signs.leave(signs.KEEPER)
    if problems := [problem for _done, problem in rounds if problem]:
        raise problems[0]
    return total


class Keeper:
    """Hands for clocks, letters, chats and other programs, out and in; each a thread of its own."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        hands = {
            "clocks": (*CLOCKS, Planning(), Resolving(), Comparing()),
            "outbound": OUTBOUND,
            "inbound": INBOUND,
            "hooks": HOOKS,
            "chats in": CHATS_IN,
            "chats out": CHATS_OUT,
        }
        self._threads = [
            threading.Thread(target=self._work, args=(duties,), name=f"keeper-{name}", daemon=True)
            for name, duties in hands.items()
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, within: float = 10.0) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(within)

    def wait(self) -> None:
        self._stopping.wait()

    def _work(self, duties: Iterable[Duty]) -> None:
        while not self._stopping.is_set():
            done, is_well = _in_turn(duties, clock.now())
            signs.leave(signs.KEEPER)
            if not done:
                self._stopping.wait(PAUSE if is_well else AFTER_FAILURE)
        connection.close()


def _in_turn(duties: Iterable[Duty], at: datetime) -> tuple[int, bool]:
    done, is_well = 0, True
    for duty in duties:
        count, problem = _guarded(duty, at)
        done += count
        if isinstance(problem, DatabaseTrouble):
            log.warning("The database is away: %s", problem)
            close_old_connections()
        elif problem:
            log.error("The duty %s failed", duty.__name__, exc_info=problem)
        is_well = is_well and problem is None
    return done, is_well


def _guarded(duty: Duty, at: datetime) -> tuple[int, Exception | None]:
    try:
        return duty(at), None
    except Exception as problem:
        return 0, problem
