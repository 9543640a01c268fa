"""What is done with a complaint on its way: each is one form and one verb."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.assessing import apply_limit, assess_complaint
from slovo.domain.complaints.actions.at_once import resolve_at_once
from slovo.domain.complaints.actions.owning import name_owner, shut_outside_link
from slovo.domain.complaints.actions.progressing import tell_progress
from slovo.domain.complaints.actions.redirecting import redirect_complaint
from slovo.domain.complaints.actions.referring import refer_outside, settle_outside
from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.complaints.pages import load_complaint
from slovo.interfaces.desk.complaints.verb_forms import (
    AboutForm,
    AssessForm,
    AtOnceForm,
    BodyForm,
    LawForm,
    OutcomeForm,
    OwnerForm,
    WordForm,
)
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.verbs import UNDO
from slovo.lib import clock
from slovo.web.toasts import say

Words = str | Lazy


class Page(NamedTuple):
    """The words of a form page."""

    title: Words
    lede: Words
    button: Words
    done: Words


ASSESSED = ("severity", "complexity", "impact", "is_safety", "immediate_action", "stated_cause")
LAW = ("country", "client_kind", "branch")


@for_desk("assess_complaint")
def assess(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("How grave it is"),
        _("Within one business day: how deep we look, and what must be done at once."),
        _("Keep it"),
        _("It is assessed."),
    )
    form = AssessForm(typed(request), initial=_now(complaint, ASSESSED))
    return _form_page(request, complaint, form, assess_complaint, page)


@for_desk("name_owner")
def owner(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("Who sees it through"),
        _("The same from first to last. A change is told to the client, with its reason."),
        _("Name the owner"),
        _("The owner is named, and the client was told."),
    )
    form = OwnerForm(complaint, typed(request), initial={"owner": complaint.owner_id})
    return _form_page(request, complaint, form, name_owner, page)


@require_POST
@for_desk("name_owner")
def shut_link(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    shut_outside_link(complaint, by=reader(request), at=clock.now())
    say(request, str(_("The old link opens nothing now. The next letter carries a new one.")))
    return redirect("complaint-show", complaint.number)


@for_desk("redirect_complaint")
def about(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("What the complaint is about"),
        _("If whoever sees it through has a part in it, somebody else does from now on."),
        _("Keep it"),
        _("It is about this matter now."),
    )
    of_him = Case.objects.visible_to(reader(request)).filter(person=complaint.person_id)
    named = Case.objects.filter(pk=complaint.about_id or 0)  # it stands on the complaint's page
    cases = (of_him | named).exclude(pk=complaint.case_id).order_by("-opened_at", "-pk")
    first = {"about": complaint.about_id, "against": list(complaint.against.all())}
    form = AboutForm(cases, typed(request), initial=first)
    return _form_page(request, complaint, form, redirect_complaint, page)


@for_desk("assess_complaint")
def law(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("Which law holds"),
        _("The earlier of our own limit and the law’s counts. No state of ours pauses it."),
        _("Keep it"),
        _("The limits stand as this law wants."),
    )
    form = LawForm(typed(request), initial=_now(complaint, LAW))
    return _form_page(request, complaint, form, apply_limit, page)


@for_desk("tell_progress")
def word(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("Tell the client how it stands"),
        _("Every few days, also when there is no news."),
        _("Send it"),
        _("The word leaves in a moment."),
    )

    def verb(complaint: Complaint, **said: Any) -> object:
        return tell_progress(complaint, **said, send_at=clock.now() + UNDO)

    return _form_page(request, complaint, WordForm(typed(request)), verb, page)


@for_desk("assess_complaint")
def at_once(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("Settled in the first talk"),
        _("The client says that it is settled. Cause and prevention are still owed."),
        _("Keep it"),
        _("It is settled at the first contact."),
    )
    return _form_page(request, complaint, AtOnceForm(typed(request)), resolve_at_once, page)


@for_desk("refer_outside")
def refer(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    limit = complaint.legal_limit
    page = Page(
        _("On to the next instance"),
        _("The client is told who decides now, and that our door stays open."),
        _("Tell the client"),
        _("The client was told."),
    )
    known = complaint.external_body or (limit.external_body if limit else "")
    form = BodyForm(typed(request), initial={"external_body": known})
    return _form_page(request, complaint, form, refer_outside, page)


@for_desk("refer_outside")
def outcome(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    page = Page(
        _("What was decided outside"), complaint.external_body, _("Keep it"), _("It is kept.")
    )
    form = OutcomeForm(typed(request), initial={"outcome": complaint.external_outcome})
    return _form_page(request, complaint, form, settle_outside, page)


def _form_page(
    request: HttpRequest,
    complaint: Complaint,
    form: forms.Form,
    verb: Callable[..., object],
    page: Page,
) -> HttpResponse:
    by, at = reader(request), clock.now()
    if ask(form, lambda **said: verb(complaint, **said, by=by, at=at) or True) is None:
        back = reverse("complaint-show", args=[complaint.number])
        context = {"complaint": complaint, "back": back, **page._asdict()}
        return show_form(request, "desk/complaints/form.html", form, context)
    say(request, str(page.done))
    if Case.objects.get(pk=complaint.case_id).is_shown_to(by):
        return redirect("complaint-show", complaint.number)
    return redirect("complaint-board")


def _now(complaint: Complaint, sides: tuple[str, ...]) -> dict[str, Any]:
    return {side: getattr(complaint, side) for side in sides}
