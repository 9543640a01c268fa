"""How long one addition of working time takes."""

import time
from datetime import timedelta

from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

TIMES = 20_000
MOST = 5.0


def measure(house: House, board: Board) -> None:
    firm = Firm.current()
    if firm is None:
        return
    hours = firm.calendar.working_hours()
    starts = [house.now + timedelta(minutes=37 * number) for number in range(TIMES)]
    spans = [60 * (1 + number * 7 % 4800) for number in range(TIMES)]
    began = time.process_time()
    for start, seconds in zip(starts, spans, strict=True):
        hours.add(start, seconds)
    value = (time.process_time() - began) / TIMES * 1e6
    budget = f"≤ {MOST:g} µs"
    board.add(Figure("working-time addition", value, "µs", None, budget, value <= MOST))
