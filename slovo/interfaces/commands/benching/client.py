"""Everything that is looked at before and after a word to one client as large as any."""

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.benching.asking import Visitor
from slovo.interfaces.commands.benching.big_client import (
    MESSAGES,
    PEOPLE,
    BigClient,
    fill_client,
)
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rounds import FULL, FULL_MS, Way, ask_in_rounds


def measure(house: House, board: Board) -> None:
    board.note("Filling one big client")
    big = fill_client(house)
    board.add(Figure("people of one big client", PEOPLE, "rows"))
    board.add(Figure("messages of one big client", MESSAGES, "rows"))
    board.note("Asking for one big client")
    desk = Visitor(house.reader)
    long, *short = big.cases
    ways = [
        *(Way(name, paths, desk, FULL, FULL_MS) for name, paths in _full(big).items()),
        Way("big client, his page", [_page_of(case, house) for case in short], Visitor()),
        Way("big client, his page of 400", [_page_of(long, house)], Visitor()),
        Way("big client, Today", ["/?whose=mine"], desk),
    ]
    ask_in_rounds(ways, desk, board)


def _full(big: BigClient) -> dict[str, list[str]]:
    """Page → addresses of such."""
    person, (long, *short) = big.first, big.cases
    return {
        "big client, ten-second card": [f"/clients/{person}/card/"],
        "big client, person": [f"/clients/{person}/"],
        "big client, organisation": [f"/organisations/{big.organisation}/"],
        "big client, a case of 20 letters": [f"/cases/{case.ref}/" for case in short],
        "big client, a case of 400 letters": [f"/cases/{long.ref}/"],
    }


def _page_of(case: Case, house: House) -> str:
    return f"/c/{link_for(case.person, subject=f'case:{case.pk}', by=HOUSE, at=house.now)}/"
