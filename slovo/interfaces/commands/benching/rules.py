"""What a changed rule costs: every open case of the class is computed anew."""

import time

from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.standards.actions.classes import save_class
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

PER, MOST = 100_000, 2.0


def measure(house: House, board: Board) -> None:
    board.note("Changing a class")
    standard = ServiceClass.objects.get(is_default=True)
    count = Case.objects.open().filter(service_class=standard).count()
    began = time.perf_counter()
    save_class(
        standard,
        name=standard.name,
        about=standard.about,
        calendar=standard.calendar,
        is_default=True,
        normal_silence_days=1,
        by=HOUSE,
        at=house.now,
    )
    seconds = time.perf_counter() - began
    each = seconds / count * PER
    board.add(Figure(f"class changed, {count:,} open cases", seconds, "s"))
    budget = f"≤ {MOST:g} s"
    name = "the same for 100,000 open due dates"
    board.add(Figure(name, each, "s", None, budget, each <= MOST))
