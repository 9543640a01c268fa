"""How fast the keeper climbs ladders that are due: alone, and beside somebody who reads pages."""

import threading
import time
from datetime import datetime, timedelta

from django.db import connection

from slovo.domain.cases.models import Promise
from slovo.interfaces.commands.benching.asking import Visitor, nearest_rank
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.keeper.duties import climb_ladders

MOST_ROWS, MOST_SECONDS = 5_000, 20.0
ALONE, BESIDE, TIMES = 500, 200, 3.0
PAGES = 150


def measure(house: House, board: Board) -> None:
    board.note("Keeping")
    waiting = Promise.objects.exclude(next_at=None).order_by("next_at")
    due = list(waiting.values_list("next_at", flat=True)[: 2 * MOST_ROWS])
    middle, last = due[len(due) // 2] or house.now, due[-1] or house.now
    began = time.process_time()
    rate, done = _climb(middle, MOST_SECONDS, threading.Event())
    spent = time.process_time() - began
    name, budget = "keeper: due rows acted on, alone", f"≥ {ALONE}"
    board.add(Figure(name, rate, "rows/s", None, budget, rate >= ALONE))
    board.add(Figure("the same by CPU time", done / spent, "per CPU s"))
    _beside(house, last + timedelta(seconds=1), board)


def _climb(at: datetime, seconds: float, stop: threading.Event) -> tuple[float, int]:
    """Rows a second by the clock, and how many."""
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds and not stop.is_set():
        acted = climb_ladders(at)
        done += acted
        if not acted:
            break
    return done / (time.perf_counter() - began), done


def _beside(house: House, at: datetime, board: Board) -> None:
    desk = Visitor(house.reader)
    idle = [desk.wall_of("/cases/") for _each in range(PAGES)]
    rates: list[float] = []
    stop = threading.Event()

    def work() -> None:
        rates.append(_climb(at, MOST_SECONDS, stop)[0])
        connection.close()

    keeper = threading.Thread(target=work)
    keeper.start()
    busy: list[float] = []
    while keeper.is_alive() and len(busy) < PAGES:
        busy.append(desk.wall_of("/cases/"))
    stop.set()
    keeper.join()
    rate, calm, hard = rates[0], nearest_rank(idle, 0.99), nearest_rank(busy, 0.99)
    name = "keeper: due rows acted on, beside pages"
    board.add(Figure(name, rate, "rows/s", None, f"≥ {BESIDE}", rate >= BESIDE))
    budget = f"≤ {TIMES:g} × idle"
    is_met = hard <= TIMES * calm
    board.add(Figure("case list beside the keeper, p99", hard, "ms", calm, budget, is_met))
