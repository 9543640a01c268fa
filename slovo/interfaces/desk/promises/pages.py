"""One promise: what it is, what became of it, and what may be done."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import PromiseQuery
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.ending import fulfil_promise, withdraw_by_client
from slovo.domain.promises.actions.renegotiating import pass_promise, renegotiate_promise
from slovo.domain.promises.standing import refuse_ended, refuse_late
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.forms import moment_of
from slovo.interfaces.desk.promises.forms import Fulfil, NewDate, PassOn, Withdraw
from slovo.interfaces.desk.promises.gate import Answer, answer, in_hours, work_of
from slovo.interfaces.desk.promises.rows import promise_row
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

MOST_DATES = 20


def promises_for_page() -> PromiseQuery:
    return Promise.objects.given().select_related(
        "case__person", "case__service_class", "person", "owner", "overridden_by", "evidence"
    )


def load_promise(request: HttpRequest, pk: int) -> Promise:
    found = promises_for_page().visible_to(reader(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@for_desk()
def show(request: HttpRequest, pk: int) -> HttpResponse:
    promise = load_promise(request, pk)
    voice = Voice.here(clock.now())
    context = {
        "row": promise_row(promise, voice),
        "hours": in_hours(promise.effort_minutes or 0),
        "made": voice.full(promise.made_at),
        "done": voice.full(promise.done_at) if promise.done_at else "",
        "wished": voice.full(promise.wished_at) if promise.wished_at else "",
        "dates": [promise_row(each, voice) for each in dates_of(promise)],
    }
    return render(request, "desk/promises/show.html", context)


def dates_of(promise: Promise) -> list[Promise]:
    """All dates it ever had, the first one first; itself alone is no history."""
    found = [promise]
    while len(found) < MOST_DATES and found[0].replaces_id:
        found.insert(0, promises_for_page().get(pk=found[0].replaces_id))
    while len(found) < MOST_DATES:
        later = promises_for_page().filter(replaces=found[-1]).order_by("pk").first()
        if later is None:
            break
        found.append(later)
    return found if len(found) > 1 else []


def page(
    request: HttpRequest,
    promise: Promise,
    form: forms.Form,
    title: str,
    button: str,
    *,
    refuse: Callable[[Promise], None] = refuse_ended,
    **more: Any,
) -> HttpResponse:
    """One that has ended is not asked about any more: `refuse` says why."""
    voice = Voice.here(clock.now())
    context = {
        "promise": promise,
        "why": "" if form.is_bound else why_not(refuse, promise),
        "row": promise_row(promise, voice),
        "form": form,
        "title": title,
        "button": button,
        "back": reverse("case-show", args=[promise.case.ref]),
        **more,
    }
    status = 422 if form.is_bound or context["why"] else 200
    return render(request, "desk/promises/verb.html", context, status=status)


def why_not(refuse: Callable[[Promise], None], promise: Promise) -> str:
    try:
        refuse(promise)
    except Refusal as refusal:
        return str(refusal)
    return ""


def done(form: forms.Form, verb: Callable[..., Promise]) -> Promise | None:
    """What the verb made of it; None when the form is to be shown (again)."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return verb(**form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


@for_desk("fulfil_promise")
def fulfil(request: HttpRequest, pk: int) -> HttpResponse:
    promise = load_promise(request, pk)
    user, at = reader(request), clock.now()
    form = Fulfil(typed(request), promise=promise, voice=Voice.here(at))
    ended = done(form, lambda **said: fulfil_promise(promise, **said, by=user, at=at))
    if ended:
        words = promise_row(ended, Voice.here(at)).stands
        say(request, _("“%(text)s”: %(words)s.") % {"text": ended.text, "words": words})
        return redirect("case-show", promise.case.ref)
    return page(request, promise, form, _("It is done"), _("Done"))


@for_desk("renegotiate_promise")
def renegotiate(request: HttpRequest, pk: int) -> HttpResponse:
    promise = load_promise(request, pk)
    user, at = reader(request), clock.now()
    form = NewDate(typed(request))
    new = done(form, lambda **said: agree(promise, said, request))
    if new:
        words = {"text": new.text, "when": Voice.here(at).by(new.due_at)}
        say(request, _("Agreed: %(text)s, %(when)s.") % words)
        return redirect("case-show", promise.case.ref)
    gate = answer_to(promise, form, user, Voice.here(at)) if promise.is_ours else None
    if gate and gate.keepable and not form.is_bound:
        form.initial["wished_at"] = moment_of(gate.keepable.value)
    more: dict[str, Any] = {"is_renegotiating": True, "gate": gate}
    more["refuse"] = partial(refuse_late, at=at)
    return page(request, promise, form, _("A new date"), _("Keep the new date"), **more)


def answer_to(promise: Promise, form: NewDate, user: User, voice: Voice) -> Answer:
    said = form.cleaned_data if form.is_bound else {}
    asked = {"kind": promise.kind, "effort_minutes": promise.effort_minutes}
    asked |= {name: value for name, value in said.items() if value is not None}
    owner = promise.owner or user
    work = work_of(asked, owner=owner, person=promise.person, without=promise)
    return answer(work, said.get("wished_at"), user, voice, said.get("dropped", ""))


def agree(promise: Promise, said: dict[str, Any], request: HttpRequest) -> Promise:
    due_at = said["due_at"] or said["wished_at"]
    return renegotiate_promise(
        promise,
        due_at=due_at,
        consent=said["consent"],
        effort_minutes=said["effort_minutes"],
        dropped=said["dropped"],
        is_override=said["is_override"],
        by=reader(request),
        at=clock.now(),
    )


@for_desk("withdraw_promise")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    promise = load_promise(request, pk)
    user, at = reader(request), clock.now()
    form = Withdraw(typed(request))
    if done(form, lambda words: withdraw_by_client(promise, words=words, by=user, at=at)):
        say(request, _("It is no longer owed; the client’s words are kept."))
        return redirect("case-show", promise.case.ref)
    return page(request, promise, form, _("Given back by the client"), _("Keep the words"))


@for_desk("pass_promise")
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    promise = load_promise(request, pk)
    user, at = reader(request), clock.now()
    form = PassOn(typed(request))
    passed = done(form, lambda to: pass_promise(promise, to=to, by=user, at=at))
    if passed and passed.owner:
        say(request, _("%(name)s has the promise now.") % {"name": passed.owner.full_name})
        return redirect("case-show", promise.case.ref)
    return page(request, promise, form, _("Give it to a colleague"), _("Give"))
