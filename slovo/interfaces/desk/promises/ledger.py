"""The ledger: of each colleague, or of each client, what became of the promises; M1 of each."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.promises.ledger import Kept, Window, added, m1, m1_by_owner, m1_by_person
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.promises.clients import client_name
from slovo.interfaces.desk.promises.lists import around, tabs
from slovo.interfaces.desk.promises.names import Colleague, everybody
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.lib.prepared import Prepared
from slovo.lib.stats import Share
from slovo.web.patterns import Pattern

STATES = ("kept", "broken", "renegotiated", "withdrawn")
LAST = Share(2, 0, 0)
_PEOPLE = Prepared(
    lambda people: Person.objects.filter(pk__in=people).values_list("pk", "full_name")
)


class Line(NamedTuple):
    """One colleague or client of the ledger."""

    name: str
    url: str
    rate: str
    between: str
    strict: str
    kept: SafeString
    broken: SafeString
    renegotiated: SafeString
    withdrawn: SafeString


@for_desk()
def ledger(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve, colleagues = Sieve.read(request.GET, user), everybody()
    window = sieve.window(voice.now)
    found, names = counted(sieve, window, colleagues)
    # The lowest share first: that is where one looks.
    keys = sorted(names, key=lambda key: (found[key].rate or LAST, names[key], key))
    total = m1(window, voice.now) if sieve.by == "person" else added(found.values())
    draw, row = Lines(sieve), Pattern("desk/promises/ledger_row.html")
    context = {
        "lines": [row.fill(draw.line(key, names[key], found[key])._asdict()) for key in keys],
        "ways": [
            (_("By colleague"), sieve.url("promise-ledger", by="owner"), sieve.by == "owner"),
            (_("By client"), sieve.url("promise-ledger", by="person"), sieve.by == "person"),
        ],
        "tabs": tabs(sieve),
        **around(sieve, total, colleagues, client_name(sieve, user)),
    }
    return render(request, "desk/promises/ledger.html", context)


def counted(
    sieve: Sieve, window: Window, colleagues: list[Colleague]
) -> tuple[dict[int, Kept], dict[int, str]]:
    """What became of the promises of each, and the names of those who have any."""
    if sieve.by == "person":
        people = m1_by_person(window, window.until)
        return people, dict(_PEOPLE(people=list(people)))
    owners = m1_by_owner(window, [each.pk for each in colleagues], window.until)
    return owners, {each.pk: each.full_name for each in colleagues if each.pk in owners}


class Lines:
    """The lines of one page: how their addresses begin is the same for all."""

    def __init__(self, sieve: Sieve) -> None:
        side, other = sieve.by, "person" if sieve.by == "owner" else "owner"
        none: dict[str, Any] = {"owner": 0} if side == "owner" else {"person": 0, "organisation": 0}
        self.here = f"{sieve.open_url('promise-ledger', by=other, **none)}{side}="
        lists = {state: sieve.open_url(state=state, **none) for state in STATES}
        self.lists = {state: f"{escape(url)}{side}=" for state, url in lists.items()}

    def line(self, key: int, name: str, kept: Kept) -> Line:
        rate = percents(kept.rate) if kept.rate else None
        strict = percents(kept.strict) if kept.strict else None
        return Line(
            name=name,
            url=f"{self.here}{key}",
            rate=f"{rate['share']} %" if rate else _("no data"),
            between=f"{rate['low']}–{rate['high']}" if rate else "",
            strict=f"{strict['share']} %" if strict else _("no data"),
            kept=self._count("kept", kept.kept, key),
            broken=self._count("broken", kept.broken + kept.late, key),
            renegotiated=self._count("renegotiated", kept.renegotiated, key),
            withdrawn=self._count("withdrawn", kept.withdrawn, key),
        )

    def _count(self, state: str, count: int, key: int) -> SafeString:
        if not count:
            return SafeString("0")
        return mark_safe(f'<a href="{self.lists[state]}{key}">{count}</a>')  # noqa: S308 - numbers
