"""To promise a date: the gate answers in place, one press takes the date that can be kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.promise import CLIENT
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.making import make_promise
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.promises.forms import MakePromise
from slovo.interfaces.desk.promises.gate import Answer, answer, work_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk("make_promise")
def make(request: HttpRequest, number: int) -> HttpResponse:
    case = load_case(request, number)
    user = reader(request)
    form = MakePromise(typed(request), initial={"owner": user.pk, **asked_for(request)})
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        if said["owed_by"] == CLIENT:
            said["due_at"] = said["wished_at"]
        if said["due_at"] is None:
            form.add_error(None, no_date(said["owed_by"]))
        else:
            try:
                made = make_promise(case, **said, by=user, at=clock.now())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                words = {"text": made.text, "when": Voice.here(clock.now()).by(made.due_at)}
                say(request, _("Promised: %(text)s, %(when)s.") % words)
                return redirect("case-show", case.ref)
    said = form.cleaned_data if form.is_bound else {}
    context = {"case": case, "form": form, **gate_context(request, case, said)}
    status = 422 if form.is_bound else 200
    return render(request, "desk/promises/make.html", context, status=status)


@for_desk("make_promise")
def gate(request: HttpRequest, number: int) -> HttpResponse:
    """The same answer alone, while the form is being filled in."""
    case = load_case(request, number)
    form = MakePromise(request.GET)
    form.is_valid()
    context = {"case": case, **gate_context(request, case, form.cleaned_data)}
    return render(request, "desk/promises/gate.html", context)


def gate_context(request: HttpRequest, case: Case, said: dict[str, Any]) -> dict[str, Any]:
    if said.get("owed_by") == CLIENT:
        return {"gate": None, "is_theirs": True}
    user, voice = reader(request), Voice.here(clock.now())
    work = work_of(said, owner=user, person=case.person)
    found: Answer = answer(work, said.get("wished_at"), user, voice, said.get("dropped", ""))
    return {"gate": found, "is_theirs": False}


def no_date(owed_by: str) -> str:
    if owed_by == CLIENT:
        return _("Say by when the client does it.")
    return _("Choose one of the dates below.")


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What the page that led here knows already."""
    return {name: request.GET[name] for name in ("text", "kind") if request.GET.get(name)}
