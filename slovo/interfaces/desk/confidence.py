"""Who may read a case or a note, who has, and who tried (R018)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.actions.confiding import confide_case, confide_message, note_reading
from slovo.domain.cases.models import Case, Message, Reading
from slovo.domain.staff.levels import CHOSEN
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

SHOWN = 200


class LevelForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Who may read it"), choices=CHOSEN, required=False, initial=""
    )
    is_sure = forms.CharField(widget=forms.HiddenInput, initial="1")


@for_desk("confide")
def of_case(request: HttpRequest, number: int) -> HttpResponse:
    case = load_case(request, number)
    form = LevelForm(typed(request), initial={"level": case.level})
    by, at = reader(request), clock.now()
    said = ask(form, lambda level, **_: confide_case(case, level=level, by=by, at=at))
    if said is None:
        return show(request, "desk/confidence/case.html", form, context_of(request, case))
    say(request, __("It is written down who may read the case."))
    return redirect("case-confidence", case.ref)


@for_desk("confide")
def of_message(request: HttpRequest, number: int, message_id: int) -> HttpResponse:
    case = load_case(request, number)
    message = load_message(request, case, message_id)
    form = LevelForm(typed(request), initial={"level": message.level})
    by, at = reader(request), clock.now()
    if (
        ask(form, lambda level, **_said: confide_message(message, level=level, by=by, at=at))
        is None
    ):
        context = {**context_of(request, case, message), "message": message}
        return show(request, "desk/confidence/message.html", form, context)
    say(request, __("It is written down who may read it."))
    return redirect("case-show", case.ref)


def load_message(request: HttpRequest, case: Case, message_id: int) -> Message:
    """What he may not read does not exist; that he read it, or tried, is written down."""
    found = case.messages.select_related("author", "person", "case").filter(pk=message_id).first()
    if found is None:
        raise Http404
    may, by, at = found.is_shown_to(reader(request)), reader(request), clock.now()
    if found.level:
        note_reading(case, message=found, by=by, at=at, is_refused=not may)
    if not may:
        raise Http404
    return found


def context_of(request: HttpRequest, case: Case, message: Message | None = None) -> dict[str, Any]:
    voice = Voice.here(clock.now())
    rows = Reading.objects.filter(case=case).select_related("user", "message__author")
    wanted = rows.filter(message=message) if message else rows
    shown = [
        (row, voice.full(row.at))
        for row in wanted.order_by("-at", "-pk")[:SHOWN]
        if row.message is None or _shows(row, case, request)
    ]
    return {"case": case, "readings": shown}


def _shows(row: Reading, case: Case, request: HttpRequest) -> bool:
    """Who tried to read a note is told to those who may read it."""
    if row.message is None:
        return True
    row.message.case = case
    return row.message.is_shown_to(reader(request))
