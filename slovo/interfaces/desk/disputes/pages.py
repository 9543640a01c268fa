"""A dispute over a complaint: its moves, the sheet, the sitting and its end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.negotiating import note_move
from slovo.domain.complaints.actions.settling import (
    agree_at_table,
    prepare_table,
    set_next_round,
    settle_negotiation,
)
from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.domain.standards.citing import warning
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.complaints.pages import load_complaint
from slovo.interfaces.desk.disputes.forms import (
    MoveForm,
    SettledForm,
    SheetForm,
    SittingForm,
)
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.talks.forms import LineForms, lines_of
from slovo.lib import clock
from slovo.web.toasts import say

SHEET = ("scope", "contract", "relationship", "bounds")


@for_desk("note_move")
def move(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, at = load_complaint(request, complaint_number), clock.now()
    form = MoveForm(typed(request), initial={"made_at": at, "side": "client", "kind": "refusal"})
    made = ask(form, lambda **said: note_move(complaint, **said, by=reader(request), at=at))
    if made is None:
        title, button = _("An offer, or a refusal"), _("Write it down")
        return _form_page(request, form, complaint, title=title, button=button)
    if (rule := form.cleaned_data["rule"]) and (said := warning(rule, at)):
        say(request, said)
    if made.deadlocked_at == at:
        say(request, _("That is a dead end: the principal knows, and you sit down together."))
    return _back(complaint)


@for_desk("prepare_table")
def sheet(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, at = load_complaint(request, complaint_number), clock.now()
    found = _open(complaint)
    form = SheetForm(typed(request), initial={name: getattr(found, name) for name in SHEET})
    if ask(form, lambda **said: prepare_table(found, **said, by=reader(request), at=at)):
        return _back(complaint)
    title, button = _("Before you sit down"), _("Keep the sheet")
    return _form_page(request, form, complaint, title=title, button=button)


@for_desk("hold_table")
def sitting(request: HttpRequest, complaint_number: int) -> HttpResponse:
    """Either the duties of both sides, or the date of the next round."""
    complaint, at = load_complaint(request, complaint_number), clock.now()
    found, user = _open(complaint), reader(request)
    is_round = request.POST.get("do") == "round"
    form = SittingForm(typed(request), initial={"held_at": at})
    lines = LineForms(None if is_round else typed(request))

    def hold(**said: Any) -> Negotiation:
        round_at = said.pop("round_at")
        if is_round:
            return set_next_round(found, **said, round_at=round_at, by=user, at=at)
        return agree_at_table(found, **said, lines=lines_of(lines), by=user, at=at)

    is_filled = is_round or not lines.is_bound or lines.is_valid()
    if is_filled and ask(form, hold) is not None:
        return _back(complaint)
    context = {"complaint": complaint, "case": complaint.case, "lines": lines}
    return show(request, "desk/disputes/sitting.html", form, context)


@for_desk("hold_table")
def settled(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, at = load_complaint(request, complaint_number), clock.now()
    found, form = _open(complaint), SettledForm(typed(request))
    if ask(form, lambda **said: settle_negotiation(found, **said, by=reader(request), at=at)):
        return _back(complaint)
    title, button = _("The dispute is settled"), _("Settle it")
    return _form_page(request, form, complaint, title=title, button=button)


def _open(complaint: Complaint) -> Negotiation:
    found = Negotiation.objects.open().filter(complaint=complaint).first()
    if found is None:
        raise Http404
    found.complaint = complaint
    return found


def _form_page(
    request: HttpRequest, form: Any, complaint: Complaint, *, title: str, button: str
) -> HttpResponse:
    said = {"complaint": complaint, "back": _page_of(complaint), "title": title, "button": button}
    return show(request, "desk/complaints/form.html", form, said)


def _back(complaint: Complaint) -> HttpResponse:
    return redirect(_page_of(complaint))


def _page_of(complaint: Complaint) -> str:
    return reverse("complaint-show", args=[complaint.number]) + "#dispute"
