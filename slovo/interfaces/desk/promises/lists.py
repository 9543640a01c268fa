"""All promises: what is owed and late, what became of the rest, and the share that was kept."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.models import Promise
from slovo.domain.clients.models import Person
from slovo.domain.promises.ledger import Kept, due_within, ledger_of, m1
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.promises.rows import COLUMNS, line_of
from slovo.interfaces.desk.promises.sifting import PERIODS, STATES, TABS, Sieve, name_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.lib.stats import Share

MOST_CLIENTS = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A share in words, with its interval, and the counts that open their rows."""

    headline: str
    words: str
    strict: str
    counts: list[tuple[str, int, str]]


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve = Sieve.read(request.GET, user)
    promises, order = sieve.rows(Promise.objects.visible_to(user), voice.now)
    lines = promises.values_list(*COLUMNS, named=True)
    found = slice_of(lines, order, request.GET.get("after", ""))
    due = sieve.everybodys(due_within(*sieve.window(voice.now)).visible_to(user))
    cases = reverse("case-list")
    context = {
        "rows": [line_of(line, cases, voice) for line in found.rows],
        "more_url": _after(sieve, found.after),
        "tabs": [(STATES[name], sieve.url(state=name), name == sieve.state) for name in TABS],
        "state_words": STATES[sieve.state],
        "is_other": sieve.state not in TABS,
        **around(sieve, m1(due, voice.now)),
    }
    return render(request, "desk/promises/list.html", context)


def _after(sieve: Sieve, pk: int) -> str:
    url = sieve.url()
    return f"{url}{'&' if '?' in url else '?'}after={pk}" if pk else ""


def around(sieve: Sieve, kept: Kept) -> dict[str, Any]:
    """The head both pages share: the share, and what is sifted by."""
    owner, person = name_of(sieve)
    return {
        "figure": figure(kept, sieve),
        "sieve": sieve,
        "owner_name": owner,
        "person_name": person,
        "colleagues": User.objects.filter(left_at=None).order_by("full_name"),
        "periods": [(days, period(days), days == sieve.days) for days in PERIODS],
        "no_person_url": sieve.url(person=0),
    }


def period(days: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def figure(found: Kept, sieve: Sieve) -> Figure:
    days = {"days": sieve.days}
    if found.rate is None:
        headline = _("No promise was due in the last %(days)d days.") % days
        return Figure(headline, _("No data."), "", [])
    counted = {"kept": found.kept, "all": found.counted}
    headline = ngettext(
        "%(kept)d of %(all)d promise kept.", "%(kept)d of %(all)d promises kept.", found.counted
    )
    words = _("Over %(days)d days %(share)s %%, the true rate lies between %(low)s and %(high)s.")
    strict = _("Without new dates: %(share)s %%.") % percents(found.strict) if found.strict else ""
    counts = [
        (_("kept"), found.kept, sieve.url(state="kept")),
        (_("broken"), found.broken + found.late, sieve.url(state="broken")),
        (_("new date"), found.renegotiated, sieve.url(state="renegotiated")),
        (_("given back"), found.withdrawn, sieve.url(state="withdrawn")),
    ]
    return Figure(headline % counted, words % {**days, **percents(found.rate)}, strict, counts)


def percents(share: Share) -> dict[str, str]:
    return {
        "share": floatformat(100 * share.value, 1),
        "low": floatformat(100 * share.low, 1),
        "high": floatformat(100 * share.high, 1),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One colleague or client of the ledger."""

    name: str
    url: str
    rate: str
    between: str
    strict: str
    counts: list[tuple[str, int, str]]


@for_desk()
def ledger(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve = Sieve.read(request.GET, user)
    due = sieve.everybodys(due_within(*sieve.window(voice.now)).visible_to(user))
    found = ledger_of(due, voice.now)
    by_person = found.people
    clients = sorted(by_person, key=lambda key: (-by_person[key].counted, key))[:MOST_CLIENTS]
    colleagues = dict(User.objects.filter(pk__in=found.owners).values_list("pk", "full_name"))
    people = dict(Person.objects.filter(pk__in=clients).values_list("pk", "full_name"))
    context = {
        "parts": [
            (_("By colleague"), lines(found.owners, colleagues, sieve, "owner")),
            (_("By client"), lines(by_person, people, sieve, "person")),
        ],
        "tabs": [(STATES[name], sieve.url(state=name), False) for name in TABS],
        **around(sieve, found.total),
    }
    return render(request, "desk/promises/ledger.html", context)


def lines(found: dict[int, Kept], names: dict[int, str], sieve: Sieve, side: str) -> list[Line]:
    """The lowest share first: that is where one looks."""
    keys = sorted(names, key=lambda key: (found[key].rate or Share(2, 0, 0), names[key]))
    paths = reverse("promise-ledger"), reverse("promise-list")
    return [line(found[key], names[key], sieve, {side: key}, paths) for key in keys]


def line(
    kept: Kept, name: str, sieve: Sieve, whose: dict[str, Any], paths: tuple[str, str]
) -> Line:
    here, rows = paths
    rate = percents(kept.rate) if kept.rate else None
    strict = percents(kept.strict) if kept.strict else None
    counts = [
        (_("Kept"), kept.kept, "kept"),
        (_("Broken"), kept.broken + kept.late, "broken"),
        (_("New date"), kept.renegotiated, "renegotiated"),
        (_("Given back"), kept.withdrawn, "withdrawn"),
    ]
    return Line(
        name=name,
        url=here + sieve.query(**whose),
        rate=f"{rate['share']} %" if rate else _("no data"),
        between=f"{rate['low']}–{rate['high']}" if rate else "",
        strict=f"{strict['share']} %" if strict else _("no data"),
        counts=[
            (words, count, rows + sieve.query(state=state, **whose) if count else "")
            for words, count, state in counts
        ],
    )
