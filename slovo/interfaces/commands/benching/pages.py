"""CPU time of the pages people look at all day, each round beside the floor."""

from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from slovo.domain.access.actions.links import link_for
from slovo.domain.access.actions.tokens import make_token
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.benching.asking import Visitor
from slovo.interfaces.commands.benching.figures import Board
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rounds import Way, ask_in_rounds

SHOWN = 20
SEARCH, SEARCH_MS = 4.0, 15.0
SEARCHES = {
    "search, a word of many letters": ("invoices", "договора", "рахунків", "tables"),
    "search, a name": ("Sydorenko 41", "Петренко 12", "client77@client.example", "S-123"),
    "search, two words": ("договора Иванов", "invoices Bondar", "склад рахунок", "lease paid"),
    "search, a phrase": (
        '"the second invoice"',
        '"второй счёт"',
        '"договір оренди"',
        '"ready for signature"',
    ),
    "search, a word without another": (
        "invoices -lease",
        "договора -Иванов",
        "рахунків -оренда",
        "tables -paid",
    ),
}


def measure(house: House, board: Board) -> None:
    desk = Visitor(house.reader)
    board.note("Asking for pages")
    ask_in_rounds(_ways(house, desk), desk, board)


def _ways(house: House, desk: Visitor) -> list[Way]:
    token = make_token(house.reader, name="bench", by=house.reader, at=house.now)
    program, client = Visitor(bearer=token), Visitor()
    cases = list(Case.objects.open().with_people().order_by("-opened_at")[:SHOWN])
    links = [link_for(c.person, subject=f"case:{c.pk}", by=HOUSE, at=house.now) for c in cases]
    named: list[tuple[str, Visitor, list[str]]] = [
        ("Today, mine", desk, [_path("today")]),
        ("Today, the firm", desk, [_path("today") + "?whose=firm"]),
        ("case list, mine", desk, [_path("case-list")]),
        ("case list, all open", desk, [_path("case-list") + "?view=open"]),
        ("case list, waiting", desk, [_path("case-list") + "?view=waiting"]),
        ("case list, ended", desk, [_path("case-list") + "?view=ended"]),
        ("case page", desk, [_path("case-show", case.ref) for case in cases]),
        ("client page", client, [_path("client-case", link) for link in links]),
        ("API list of 50", program, ["/api/v1/cases?state=open"]),
    ]
    ways = [Way(name, paths, who) for name, who, paths in named if paths[0]]
    for name, words in SEARCHES.items():
        asked = [f"{_path('case-list')}?q={quote(word)}" for word in words]
        ways.append(Way(name, asked, desk, SEARCH, SEARCH_MS))
    typed = [f"{_path('palette')}?q={quote(word)}" for word in ("дого", "invoi", "рахун", "syd")]
    ways.append(Way("search while typing, palette", typed, desk, SEARCH, SEARCH_MS))
    return ways


def _path(name: str, *arguments: object) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
