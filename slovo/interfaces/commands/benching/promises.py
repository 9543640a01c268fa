"""CPU time of the pages of promises: in the firm of `promising`, and in the crowd on top of it."""

from datetime import timedelta

from slovo.domain.cases.models import Promise
from slovo.interfaces.commands.benching.asking import Visitor
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.promising import CROWD, CROWDED_EACH, OPEN_EACH, Scene
from slovo.interfaces.commands.benching.rounds import (
    FULL,
    FULL_MS,
    PAGE,
    PAGE_MS,
    Way,
    ask_in_rounds,
)


def measure(house: House, board: Board) -> None:
    board.note("Filling promises")
    scene = Scene(house)
    scene.fill()
    board.add(Figure("promises", Promise.objects.given().count(), "rows"))
    board.add(Figure("open promises of each colleague", OPEN_EACH, "rows"))
    board.note("Asking for promises")
    ask(house, board, "promises", PAGE, PAGE_MS)
    board.note("Filling the crowd")
    scene.crowd()
    board.add(Figure("promises, the crowd with them", Promise.objects.given().count(), "rows"))
    board.add(Figure(f"open promises of each of {CROWD} in the crowd", CROWDED_EACH, "rows"))
    ask(house, board, "crowd", FULL, FULL_MS)


def ask(house: House, board: Board, scene: str, times: float, most: float) -> None:
    desk, found = Visitor(house.reader), pages(house).items()
    ways = [Way(f"{scene}, {name}", [path], desk, times, most) for name, path in found]
    ask_in_rounds(ways, desk, board)


def pages(house: House) -> dict[str, str]:
    """Page → its address."""
    opened = Promise.objects.given().open().filter(owner=house.reader).order_by("pk")
    number, client = opened.values_list("case__number", "person")[0]
    wished_at = (house.now + timedelta(days=14)).strftime("%Y-%m-%dT18:00")
    asked = f"kind=document&effort_minutes=90&wished_at={wished_at}"
    return {
        "list": "/promises/",
        "list, mine": "/promises/?owner=me",
        "week": "/promises/calendar/?span=week",
        "month": "/promises/calendar/",
        "month, mine": "/promises/calendar/?owner=me",
        "month of a client": f"/promises/calendar/?person={client}",
        "gate": f"/cases/S-{number}/promises/gate/?{asked}",
        "ledger": "/promises/ledger/",
        "ledger of a year": "/promises/ledger/?days=365",
    }
