"""The rota: who is on duty now, this week and this month, and where nobody is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from slovo.domain.duty.coverage import holes, holes_of
from slovo.domain.duty.models import Shift, Swap
from slovo.domain.duty.proposing import proposals
from slovo.domain.staff.models import Team, User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.duty.rows import desk_rows, hole_row, shift_item, swap_row
from slovo.interfaces.desk.duty.spans import (
    SPANS,
    edges,
    empty_days,
    put_hole,
    put_shift,
    span_of,
    ways,
)
from slovo.interfaces.desk.promises.spans import day_asked
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

RELATED = ("shift__user", "shift__team", "in_return__user", "in_return__team", "asked_by", "to")


@for_desk("see_rota")
def rota(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    asked = request.GET.get("span", "week")
    span = span_of(asked if asked in SPANS else "week", day_asked(request, voice), voice)
    teams = list(Team.objects.filter(closed_at=None).select_related("otherwise").order_by("pk"))
    since, until = edges(span, voice)
    days = empty_days(span, voice)
    shifts = Shift.objects.visible_to(user).within(since, until)
    for shift in shifts:
        put_shift(days, shift, shift_item(shift, voice, user), voice)
    begins = max(since, voice.now)
    for hole in holes_of(teams, begins, until) if begins < until else []:
        put_hole(days, hole, hole_row(hole, voice), voice)
    context = {
        "teams": teams,
        "desks": desk_rows(teams, voice),
        "holes": hole_rows(voice, user),
        "swaps": swaps_of(user, voice),
        "span": span,
        "days": list(days.values()),
        "weekdays": [day.name.split(" ", 1)[0] for day in list(days.values())[:7]],
        "may_plan": user.may("save_rota"),
        "may_make_teams": user.may("save_team"),
        **ways(span),
    }
    return render(request, "desk/duty/rota.html", context)


def hole_rows(voice: Voice, user: User, most: int | None = None) -> list[dict[str, Any]]:
    """Whoever plans the rota is told who could be there."""
    found = holes(voice.now)[:most]
    proposed = proposals(found, voice.now) if user.may("save_rota") else [None] * len(found)
    return [hole_row(hole, voice, one) for hole, one in zip(found, proposed, strict=True)]


def swaps_of(user: User, voice: Voice) -> list[dict[str, Any]]:
    """Asked of him, and by him, and not answered; those whose duty began are over."""
    rows = Swap.objects.waiting(voice.now).between(user).select_related(*RELATED)
    return [swap_row(swap, voice, user) for swap in rows]


def asked_of(user: User, voice: Voice) -> list[dict[str, Any]]:
    """By colleagues who would like him to take a duty of theirs."""
    if not user.may("swap_shift"):
        return []
    return [row for row in swaps_of(user, voice) if row["is_asked"]]
