"""All promises: what is owed and late, what became of the rest, and the share that was kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from slovo.domain.promises.ledger import Kept, m1
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.promises.clients import client_name
from slovo.interfaces.desk.promises.names import Colleague, everybody, options
from slovo.interfaces.desk.promises.rows import Lines
from slovo.interfaces.desk.promises.shares import figure
from slovo.interfaces.desk.promises.sifting import PERIODS, STATES, TABS, Sieve
from slovo.interfaces.desk.promises.slices import slice_of_promises
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.patterns import Pattern


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve = Sieve.read(request.GET, user)
    client = client_name(sieve, user)
    found = slice_of_promises(sieve, user, voice.now, request.GET.get("after", ""))
    lines, row = Lines(voice), Pattern("desk/promises/list_row.html")
    shown = [lines.line(each) for each in found.rows]
    context = {
        "rows": [row.fill(line._asdict(), is_beyond=line.is_beyond) for line in shown],
        "more_url": f"{sieve.open_url()}after={found.after}" if found.after else "",
        "tabs": tabs(sieve, sieve.state),
        "state_words": STATES[sieve.state],
        "is_other": sieve.state not in TABS,
        **around(sieve, m1(sieve.window(voice.now), voice.now), everybody(), client),
    }
    return render(request, "desk/promises/list.html", context)


def tabs(sieve: Sieve, here: str = "") -> list[tuple[str, str, bool]]:
    return [(STATES[name], sieve.url(state=name), name == here) for name in TABS]


def around(sieve: Sieve, kept: Kept, colleagues: list[Colleague], client: str) -> dict[str, Any]:
    """The head both pages share: the share, and what is sifted by."""
    return {
        "figure": figure(kept, sieve),
        "sieve": sieve,
        "client": client,
        "colleagues": options((c for c in colleagues if c.left_at is None), sieve.owner),
        "periods": [(days, period(days), days == sieve.days) for days in PERIODS],
        "everybody_url": sieve.url(person=0, organisation=0),
    }


def period(days: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
