"""The page of courtesy: who is pressed, what waits until when and why, and what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.approaches import approaches_for
from slovo.domain.courtesy.actions.approaching import (
    cancel_approach,
    send_approach_now,
    write_approach,
)
from slovo.domain.courtesy.models import Approach, Caps, Kind
from slovo.domain.courtesy.pressure import Pressure, pressed
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.courtesy.forms import SendNowForm, WordsForm
from slovo.interfaces.desk.courtesy.rows import (
    gauges_of,
    held_rows,
    level_words,
    m16_words,
    panel_of,
    waiting_words,
)
from slovo.interfaces.desk.doors import back_to, for_desk, load_person, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

SHOWN = 50
SHOWS = {"": _("All"), "full": _("At the cap"), "less": _("Asked for less")}
KINDS = (Kind.QUESTION, Kind.FOLLOW_UP, Kind.REMINDER, Kind.CARE, Kind.NEWS, Kind.SURVEY)


@for_desk()
def show_page(request: HttpRequest) -> HttpResponse:
    return courtesy_page(request)


def courtesy_page(
    request: HttpRequest, form: SendNowForm | None = None, refused: int = 0
) -> HttpResponse:
    """`form` was refused for the held letter of that number: its words stay."""
    at = clock.now()
    voice, found = Voice.here(at), pressed(at)
    kind, show = request.GET.get("kind", ""), request.GET.get("show", "")
    waiting = approaches_for(reader(request)).held().select_related("person")
    waiting = waiting.filter(kind=kind) if kind in Kind.values else waiting
    held = slice_of(waiting, "next_at", request.GET.get("after", ""))
    rows = [row for row in found.rows if _is_shown(row, show)]
    context = {
        "held": held_rows(held.rows, voice),
        "after": held.after,
        "kind": kind,
        "kinds": [(each.value, each.label) for each in KINDS],
        "pressed": [_pressed(row) for row in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN),
        "shows": SHOWS.items(),
        "chosen": show,
        "is_quiet": not found.rows,
        "m16": m16_words(found),
        "form": form,
        "refused": refused,
    }
    return render(request, "desk/courtesy/list.html", context, status=422 if form else 200)


def _is_shown(row: Pressure, show: str) -> bool:
    return row.is_full if show == "full" else bool(row.level) if show == "less" else True


def _pressed(row: Pressure) -> dict[str, Any]:
    return {
        "person": row.person,
        "gauges": gauges_of(row),
        "quarter": row.counts[2],
        "level": level_words(row.level),
        "is_full": row.is_full,
        "is_over": row.is_over,
    }


@for_desk("approach_person")
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Words nobody asked for: they leave at once, or wait and say until when."""
    person, at = load_person(request, pk), clock.now()
    form = WordsForm(typed(request), survey_days=Caps.current().survey_days)
    made = ask(form, lambda **said: write_approach(person, **said, by=reader(request), at=at))
    voice = Voice.here(at)
    if made is None:
        context = {"person": person, "panel": panel_of(person, voice, reader(request))}
        return show_form(request, "desk/courtesy/write.html", form, context)
    if made.next_at is None:
        say(request, __("The letter is on its way."))
    else:
        say(request, waiting_words(made, voice))
    return redirect("person-show", pk)


@require_POST
@for_desk("approach_person")
def send_now(request: HttpRequest, approach_id: int) -> HttpResponse:
    approach = load_approach(request, approach_id)
    form = SendNowForm(request.POST)
    sent = ask(
        form,
        lambda reason: send_approach_now(
            approach, reason=reason, by=reader(request), at=clock.now()
        ),
    )
    if sent is None:
        return courtesy_page(request, form, approach_id)
    say(request, __("The letter is on its way. Your reason stays beside it."))
    return back_to(request, "courtesy")


@require_POST
@for_desk("approach_person")
def cancel(request: HttpRequest, approach_id: int) -> HttpResponse:
    approach = load_approach(request, approach_id)
    why = request.POST.get("why", "").strip()
    if cancel_approach(approach, why=why, by=reader(request), at=clock.now()):
        say(request, __("The letter is not sent."))
    else:
        say(request, __("The letter has left already."))
    return back_to(request, "courtesy")


def load_approach(request: HttpRequest, approach_id: int) -> Approach:
    rows = approaches_for(reader(request)).select_related("person")
    return get_object_or_404(rows, pk=approach_id)
