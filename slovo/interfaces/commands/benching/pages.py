"""CPU time of the pages people look at all day, each round beside the floor."""

from collections import defaultdict
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from slovo.domain.access.actions.links import link_for
from slovo.domain.access.actions.tokens import make_token
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.benching.asking import Visitor, median
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

ROUNDS = 60
WARM = 3
SHOWN = 20
PAGE, PAGE_MS, SEARCH, SEARCH_MS = 3.0, 10.0, 4.0, 15.0
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
Way = tuple[str, list[str], Visitor, float, float]


def measure(house: House, board: Board) -> None:
    desk = Visitor(house.reader)
    ways = _ways(house, desk)
    took: dict[str, list[float]] = defaultdict(list)
    board.note("Asking for pages")
    for turn in range(WARM + ROUNDS):
        for name, paths, visitor, _times, _most in ways:
            spent = visitor.cpu_of(paths[turn % len(paths)])
            if turn >= WARM:
                took[name].append(spent)
    floor = median(took["floor"])
    for name, _paths, _visitor, times, most in ways:
        value = median(took[name])
        if name == "floor":
            board.add(Figure("floor: signed in, 50 indexed rows", value, "CPU ms"))
            continue
        is_met = value <= times * floor and value <= most
        budget = f"≤ {times:g} × floor, ≤ {most:g} ms"
        board.add(Figure(name, value, "CPU ms", floor, budget, is_met))


def _ways(house: House, desk: Visitor) -> list[Way]:
    token = make_token(house.reader, name="bench", by=house.reader, at=house.now)
    program, client = Visitor(bearer=token), Visitor()
    cases = list(Case.objects.open().with_people().order_by("-opened_at")[:SHOWN])
    links = [link_for(c.person, subject=f"case:{c.pk}", by=HOUSE, at=house.now) for c in cases]
    ways: list[Way] = [("floor", ["/floor/"], desk, 1, PAGE_MS)]
    named: list[tuple[str, Visitor, list[str]]] = [
        ("Today, mine", desk, [_path("today")]),
        ("Today, the firm", desk, [_path("today") + "?whose=firm"]),
        ("case list, mine", desk, [_path("case-list")]),
        ("case list, all open", desk, [_path("case-list") + "?view=open"]),
        ("case list, ended", desk, [_path("case-list") + "?view=ended"]),
        ("case page", desk, [_path("case-show", case.ref) for case in cases]),
        ("client page", client, [_path("client-case", link) for link in links]),
        ("API list of 50", program, ["/api/v1/cases?state=open"]),
    ]
    ways += [(name, paths, who, PAGE, PAGE_MS) for name, who, paths in named if paths[0]]
    for name, words in SEARCHES.items():
        asked = [f"{_path('case-list')}?q={quote(word)}" for word in words]
        ways.append((name, asked, desk, SEARCH, SEARCH_MS))
    typed = [f"{_path('palette')}?q={quote(word)}" for word in ("дого", "invoi", "рахун", "syd")]
    ways.append(("search while typing, palette", typed, desk, SEARCH, SEARCH_MS))
    return ways


def _path(name: str, *arguments: object) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
