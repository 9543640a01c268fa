"""Promises by day, week and month, with the heat of what is promised."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from slovo.domain.promises.capacity import Capacity
from slovo.domain.promises.load import loads, together
from slovo.domain.staff.hours import calendars_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.promises.clients import client_name, clients_named
from slovo.interfaces.desk.promises.days import cells, fill
from slovo.interfaces.desk.promises.drawing import draw_heat, draw_month, draw_week
from slovo.interfaces.desk.promises.marks import mark_absences, mark_clients
from slovo.interfaces.desk.promises.names import colleagues_here, options
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.promises.spans import Span, name_of, span_asked, way, ways
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


@for_desk()
def calendar(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve, span = Sieve.read(request.GET, user), span_asked(request, voice)
    words = " ".join(request.GET.get("client", "").split())[:100]
    named = clients_named(words, user) if words else []
    if len(named) == 1:
        return redirect(way(span.name, span.middle, sieve, **named[0].sides))
    here, client = colleagues_here(), client_name(sieve, user)
    context = {
        "span": span,
        "sieve": sieve,
        "words": words,
        "named": [(one.name, way(span.name, span.middle, sieve, **one.sides)) for one in named],
        "client": client,
        "everybody_url": way(span.name, span.middle, sieve, person=0, organisation=0),
        "colleagues": options(here, sieve.owner),
        **days_of(span, sieve, hands(here, sieve), client, voice),
        **ways(span, sieve),
    }
    return render(request, "desk/promises/calendar.html", context)


def days_of(
    span: Span, sieve: Sieve, users: list[User], client: str, voice: Voice
) -> dict[str, Any]:
    """What stands on the days, and how full they are."""
    calendars = calendars_of(users)
    capacities = Capacity.within(users, calendars)
    made = cells(span, sieve, calendars[0], voice)
    mark_absences(made, users, capacities)
    stretches = mark_clients(made, sieve, client, voice)
    found = loads(capacities, (span.first, span.last), voice.now)
    fill(made, sieve, voice, span)
    for day, load in together(found).items():
        made[day].load = load
    to_come = {day: cell.name for day, cell in made.items() if not cell.is_past}
    draw = draw_month if span.name == "month" else draw_week
    return {
        "days": draw(made.values()),
        "weekdays": [name_of(day, voice).split(" ", 1)[0] for day in list(made)[:7]],
        "stretches": stretches,
        "heat_days": to_come,
        "heat": draw_heat(((u.full_name, found[u.pk]) for u in users), to_come) if to_come else "",
        "is_empty": not any(cell.count for cell in made.values()),
    }


def hands(here: list[User], sieve: Sieve) -> list[User]:
    """Whose hours are counted: his alone, else everybody's; for a client nobody's."""
    if (sieve.person or sieve.organisation) and not sieve.owner:
        return []
    return [user for user in here if sieve.owner in (0, user.pk) and user.may("make_promise")]
