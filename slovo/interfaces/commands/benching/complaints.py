"""CPU time of the pages of complaints in a house that has had ten thousand of them."""

from slovo.domain.mistakes.models import Cause
from slovo.interfaces.commands.benching.asking import Visitor
from slovo.interfaces.commands.benching.complaining import fill_complaints
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rounds import FULL, FULL_MS, Way, ask_in_rounds

SHOWN = 10


def measure(house: House, board: Board) -> None:
    board.note("Filling complaints")
    found = fill_complaints(house)
    still = [complaint for complaint in found if complaint.closed_at is None]
    board.add(Figure("complaints", len(found), "rows"))
    board.add(Figure("open complaints", len(still), "rows"))
    board.note("Asking for complaints")
    desk, code = Visitor(house.reader), Cause.objects.order_by("pk").values_list("code")[0][0]
    lists = {
        "board": "/complaints/",
        "board, mine": "/complaints/?which=mine",
        "list": "/complaints/list/",
        "list, all": "/complaints/list/?which=all",
        "measures": "/complaints/measures/",
    }
    full = {
        "causes over time": ["/causes/"],
        "one cause": [f"/causes/{code}/"],
        "recurrence and figures": ["/complaints/figures/"],
        "figures of recovery": ["/recovery/figures/"],
        "a step's limit": ["/recovery/figures/answered/"],
        "page": [f"/complaints/{each.number}/" for each in still[:SHOWN]],
        "page of a closed one": [f"/complaints/{each.number}/" for each in found[:SHOWN]],
    }
    ways = [Way(f"complaints, {name}", [path], desk) for name, path in lists.items()]
    ways += [Way(f"complaints, {name}", p, desk, FULL, FULL_MS) for name, p in full.items()]
    ask_in_rounds(ways, desk, board)
