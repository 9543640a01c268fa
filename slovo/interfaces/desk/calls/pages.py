"""A missed call in two presses, and the call back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.calls.actions.answering import call_back, try_call
from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.clients.models.detail import Use
from slovo.interfaces.desk.asking import ask, sent, show, typed
from slovo.interfaces.desk.calls.forms import TalkedForm, waiting_cases
from slovo.interfaces.desk.calls.rows import RELATED, call_row
from slovo.interfaces.desk.doors import for_desk, load_case, load_person, reader
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.remembered import beside
from slovo.interfaces.desk.rhythm.feeling import after
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say


class MissedForm(forms.Form):
    missed_at = Moment(label=gettext_lazy("When it was"), required=False)


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """First those that wait, below them what became of the others."""
    voice, visible = Voice.here(clock.now()), MissedCall.objects.visible_to(reader(request))
    over = visible.exclude(back_at=None).select_related(*RELATED)
    found = slice_of(over, "-missed_at", request.GET.get("after", ""))
    context = {
        "calls": [call_row(call, voice) for call in visible.waiting().select_related(*RELATED)],
        "over": [call_row(call, voice) for call in found.rows],
        "after": found.after,
    }
    return render(request, "desk/calls/list.html", context)


@for_desk("note_missed_call")
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    return _note(request, person, None, reverse("person-show", args=[person.pk]))


@for_desk("note_missed_call")
def of_case(request: HttpRequest, number: int) -> HttpResponse:
    case = load_case(request, number)
    return _note(request, case.person, case, reverse("case-show", args=[case.ref]))


def _note(request: HttpRequest, person: Person, case: Case | None, back: str) -> HttpResponse:
    by, at = reader(request), clock.now()
    form = MissedForm(typed(request), initial={"missed_at": at})

    def verb(missed_at: Any) -> MissedCall:
        return note_missed_call(person, case=case, missed_at=missed_at, by=by, at=at)

    call = ask(form, verb)
    if call:
        say(request, _("Written down. Who must call back is told now."))
        return redirect("call-back", call.pk)
    return show(request, "desk/calls/missed.html", form, {"person": person, "back": back})


@for_desk("answer_case")
def back(request: HttpRequest, call_id: int) -> HttpResponse:
    call, by, at = load_call(request, call_id), reader(request), clock.now()
    voice, form = Voice.here(at), TalkedForm(*sent(request))
    form.offer(waiting_cases(by, call.person, at).exclude(pk=call.case_id))
    if done := ask(form, lambda **said: call_back(call, **said, by=by, at=at)):
        say(request, _("The call is kept. His clocks have stopped."))
        return redirect(after(reverse("case-show", args=[call.case.ref]), done.word))
    known = beside(call.person, by, voice, Use.CALL)
    context = {"call": call, "row": call_row(call, voice), **known}
    return show(request, "desk/calls/back.html", form, context)


@require_POST
@for_desk("answer_case")
def tried(request: HttpRequest, call_id: int) -> HttpResponse:
    call = load_call(request, call_id)
    try_call(call, by=reader(request), at=clock.now())
    say(request, _("It is kept that you tried. The call still waits."))
    return redirect("call-back", call.pk)


def load_call(request: HttpRequest, call_id: int) -> MissedCall:
    visible = MissedCall.objects.visible_to(reader(request)).select_related(*RELATED)
    return get_object_or_404(visible, pk=call_id)
