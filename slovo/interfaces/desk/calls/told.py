"""Calls of the telephone system, and what each was about; and a call noted by hand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.calls.actions.talking import note_call, place_call
from slovo.domain.calls.models import Call
from slovo.domain.cases.models import Case
from slovo.domain.clients.models.detail import Use
from slovo.interfaces.desk.asking import ask, sent, show
from slovo.interfaces.desk.calls.forms import NotedForm, PlacedForm, waiting_cases
from slovo.interfaces.desk.calls.rows import TOLD_RELATED, told_row
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.remembered import beside
from slovo.interfaces.desk.rhythm.feeling import after
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk()
def log(request: HttpRequest) -> HttpResponse:
    """All calls, the newest first; `show=unplaced` those of which nobody said what for."""
    user, voice = reader(request), Voice.here(clock.now())
    calls = Call.objects.visible_to(user)
    chosen = "unplaced" if request.GET.get("show") == "unplaced" else ""
    calls = calls.unplaced() if chosen else calls
    found = slice_of(
        calls.select_related(*TOLD_RELATED), "-started_at", request.GET.get("after", "")
    )
    context = {
        "rows": [told_row(call, user, voice) for call in found.rows],
        "after": found.after,
        "chosen": chosen,
    }
    return render(request, "desk/calls/log.html", context)


@for_desk("answer_case")
def place(request: HttpRequest, told_id: int) -> HttpResponse:
    by, at = reader(request), clock.now()
    visible = Call.objects.visible_to(by).select_related(*TOLD_RELATED)
    call = get_object_or_404(visible, pk=told_id)
    his = Case.objects.visible_to(by).filter(person=call.person).open()
    cases = his.order_by("-changed_at", "-pk")
    form = PlacedForm(*sent(request), initial={"case": cases[0] if len(cases) == 1 else None})
    form.offer_cases(cases)
    form.offer(waiting_cases(by, call.person, at))
    if placed := ask(form, lambda **said: place_call(call, **said, by=by, at=at)):
        say(request, _("The call stands in the case. Its clocks have stopped."))
        return redirect(after(reverse("case-show", args=[form.cleaned_data["case"].ref]), placed))
    context = {"call": call, "row": told_row(call, by, Voice.here(at))}
    context["has_cases"] = bool(cases)
    return show(request, "desk/calls/place.html", form, context)


@for_desk("answer_case")
def of_case(request: HttpRequest, number: int) -> HttpResponse:
    case, by, at = load_case(request, number), reader(request), clock.now()
    form = NotedForm(*sent(request), initial={"talked_at": at})
    form.offer(waiting_cases(by, case.person, at).exclude(pk=case.pk))

    def verb(**said: Any) -> Any:
        return note_call(case, **said, by=by, at=at)

    if noted := ask(form, verb):
        say(request, _("The call is kept. His clocks have stopped."))
        return redirect(after(reverse("case-show", args=[case.ref]), noted))
    known = beside(case.person, by, Voice.here(at), Use.CALL)
    return show(request, "desk/calls/noted.html", form, {"case": case, **known})
