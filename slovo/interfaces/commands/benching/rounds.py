"""Pages asked in turn, each round beside the floor of the same round."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from slovo.interfaces.commands.benching.asking import Visitor, median, server_clock
from slovo.interfaces.commands.benching.figures import Board, Figure

ROUNDS, WARM = 60, 3
PAGE, PAGE_MS = 3.0, 10.0
# Pages that show all there is around one client, and pages of a crowd that no firm has.
FULL, FULL_MS = 6.0, 20.0
FLOOR = "floor: signed in, 50 indexed rows"


class Way(NamedTuple):
    """A page and its budget: so many times the floor, at most so many milliseconds."""

    name: str
    paths: Sequence[str]
    visitor: Visitor
    times: float = PAGE
    most: float = PAGE_MS

    @property
    def budget(self) -> str:
        return f"≤ {self.times:g} × floor, ≤ {self.most:g} ms"


def ask_in_rounds(ways: Sequence[Way], desk: Visitor, board: Board) -> float:
    """The floor as it was; `desk` asks for it."""
    took: dict[str, list[float]] = defaultdict(list)
    for turn in range(WARM + ROUNDS):
        for way in (Way(FLOOR, ["/floor/"], desk), *ways):
            spent = _cost(way.visitor, way.paths[turn % len(way.paths)])
            if turn >= WARM:
                took[way.name].append(spent)
    floor, unit = median(took[FLOOR]), "ms" if _is_elsewhere() else "CPU ms"
    board.add(Figure(FLOOR, floor, unit))
    for way in ways:
        value = median(took[way.name])
        is_met = value <= way.times * floor and value <= way.most
        board.add(Figure(way.name, value, unit, floor, way.budget, is_met))
    return floor


def _cost(visitor: Visitor, path: str) -> float:
    """CPU time; the clock where the database works on another machine."""
    return visitor.wall_of(path) if _is_elsewhere() else visitor.cpu_of(path)


def _is_elsewhere() -> bool:
    return connection.vendor != "sqlite" and server_clock() is None
