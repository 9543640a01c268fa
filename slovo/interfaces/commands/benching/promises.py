"""CPU time of the pages of promises: in the firm of `promising`, and in the crowd on top of it."""

from datetime import timedelta

from slovo.domain.cases.models import Promise
from slovo.interfaces.commands.benching.asking import Visitor, median
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.promising import CROWD, CROWDED_EACH, OPEN_EACH, Scene

ROUNDS, WARM = 40, 3
TIMES, MOST_MS = 3.0, 10.0


def measure(house: House, board: Board) -> None:
    board.note("Filling promises")
    scene = Scene(house)
    scene.fill()
    board.add(Figure("promises", Promise.objects.given().count(), "rows"))
    board.add(Figure("open promises of each colleague", OPEN_EACH, "rows"))
    board.note("Asking for promises")
    ask(house, board, ways(house), "promises")
    board.note("Filling the crowd")
    scene.crowd()
    board.add(Figure("promises, the crowd with them", Promise.objects.given().count(), "rows"))
    board.add(Figure(f"open promises of each of {CROWD} in the crowd", CROWDED_EACH, "rows"))
    ask(house, board, ways(house), "crowd", is_promised=False)


def ways(house: House) -> dict[str, str]:
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


def ask(
    house: House, board: Board, pages: dict[str, str], scene: str, *, is_promised: bool = True
) -> None:
    """Each in turn, with the floor of the same rounds."""
    desk = Visitor(house.reader)
    took: dict[str, list[float]] = {"floor": [], **{name: [] for name in pages}}
    for turn in range(WARM + ROUNDS):
        for name, path in {"floor": "/floor/", **pages}.items():
            spent = desk.cpu_of(path)
            if turn >= WARM:
                took[name].append(spent)
    floor = median(took.pop("floor"))
    for name, times in took.items():
        value = median(times)
        is_met = value <= TIMES * floor and value <= MOST_MS if is_promised else None
        budget = f"≤ {TIMES:g} × floor, ≤ {MOST_MS:g} ms" if is_promised else ""
        board.add(Figure(f"{scene}, {name}", value, "CPU ms", floor, budget, is_met))
