"""Pages with one question. Looking at them changes nothing: mail scanners open links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from slovo.domain.cases.actions.closing import refuse_solved
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.actions.flagging import flag_case
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Medium
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.portal.card import phone_of
from slovo.interfaces.portal.doors import Visit, for_client
from slovo.interfaces.portal.forms import Verdict, Wrong
from slovo.interfaces.portal.pages import around
from slovo.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def wrong(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = Wrong(request.POST, request.FILES) if request.method == "POST" else Wrong()
    if not form.is_valid():
        return _ask_what_is_wrong(request, visit, form)
    if visit.is_his and request.POST.get("as") == "complaint":
        return _complain(request, visit, form)
    flag_case(
        visit.case,
        text=form.cleaned_data["text"],
        files=form.cleaned_data["attachments"],
        by=visit.person,
        at=clock.now(),
    )
    return redirect(f"/c/{visit.token}/?done=wrong")


def _complain(request: HttpRequest, visit: Visit, form: Wrong) -> HttpResponse:
    said = form.cleaned_data
    try:
        file_complaint(
            visit.person,
            stated=said["text"],
            about=visit.case,
            medium=Medium.PORTAL,
            files=said["attachments"],
            by=visit.person,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("text", str(refusal))
        return _ask_what_is_wrong(request, visit, form)
    return redirect(f"/c/{visit.token}/?done=complaint")


def _ask_what_is_wrong(request: HttpRequest, visit: Visit, form: Wrong) -> HttpResponse:
    phone = phone_of(visit.case, visit.language)
    context = {**around(visit), "form": form, "phone": phone}
    return render(request, "portal/wrong.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def solved(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Only the client himself is asked, and only while we say that it is solved."""
    if not visit.is_his or visit.case.state != State.SOLVED:
        return redirect(f"/c/{visit.token}/")
    form = Verdict(request.POST) if request.method == "POST" else Verdict()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/solved.html", {**around(visit), "form": form}, status=status)
    verdict, at = form.cleaned_data["is_solved"], clock.now()
    if verdict == "yes":
        confirm_solved(visit.case, by=visit.person, at=at)
    else:
        refuse_solved(visit.case, text=form.cleaned_data["text"], by=visit.person, at=at)
    return redirect(f"/c/{visit.token}/?done={verdict}")
