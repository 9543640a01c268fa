"""What a changed rule costs: every open case of the class is computed anew."""

import time

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import HOUSE
from slovo.domain.standards.actions.classes import save_class
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

PER, MOST = 100_000, 2.0


def measure(house: House, board: Board) -> None:
    board.note("Changing a class")
    standard = ServiceClass.objects.get(is_default=True)
    running = Promise.objects.open().filter(case__service_class=standard, source="rule")
    count = running.exclude(kind=Kind.NEXT_WORD).count()
    began, cpu = time.perf_counter(), time.process_time()
    save_class(
        standard,
        name=standard.name,
        about=standard.about,
        calendar=standard.calendar,
        is_default=True,
        answer_minutes=720,
        normal_silence_days=1,
        by=HOUSE,
        at=house.now,
    )
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    board.add(Figure(f"class changed, {count:,} open due dates", seconds, "s"))
    board.add(Figure("the same for 100,000, by CPU time", cpu / count * PER, "CPU s"))
    each, budget = seconds / count * PER, f"≤ {MOST:g} s"
    board.add(Figure("the same for 100,000", each, "s", None, budget, each <= MOST))
