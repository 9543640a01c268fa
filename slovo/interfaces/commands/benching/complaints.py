"""CPU time of the pages of complaints in a house that has had ten thousand of them."""

import time

from slovo.domain.billing.months import Month
from slovo.domain.complaints.actions.reviewing import open_review
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import principals
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
        "whom we failed": ["/mistakes/figures/"],
        "a step's limit": ["/recovery/figures/answered/"],
        "page": [f"/complaints/{each.number}/" for each in still[:SHOWN]],
        "page of a closed one": [f"/complaints/{each.number}/" for each in found[:SHOWN]],
    }
    ways = [Way(f"complaints, {name}", [path], desk) for name, path in lists.items()]
    ways += [Way(f"complaints, {name}", p, desk, FULL, FULL_MS) for name, p in full.items()]
    leader, path = Visitor(principals()[0]), _review(house, board)
    ways.append(Way("complaints, review of a quarter", [path], leader, FULL, FULL_MS))
    ask_in_rounds(ways, desk, board)


def _review(house: House, board: Board) -> str:
    """Where the review of the last quarter stands; opening it freezes its figures and lists."""
    quarter = quarter_of(Month.at(house.now).moved(-3).first)
    began = time.process_time()
    made = open_review(quarter, by=principals()[0], at=house.now)
    took = (time.process_time() - began) * 1000
    board.add(Figure("complaints, the review of a quarter opened", took, "CPU ms"))
    return f"/recovery/reviews/{made.key}/"
