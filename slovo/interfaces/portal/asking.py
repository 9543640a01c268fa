"""Pages with one question. Looking at them changes nothing: mail scanners open links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from slovo.domain.cases.actions.closing import confirm_solved, refuse_solved
from slovo.domain.cases.actions.flagging import flag_case
from slovo.domain.cases.models.case import State
from slovo.interfaces.portal.doors import Visit, for_client
from slovo.interfaces.portal.forms import Verdict, Wrong
from slovo.interfaces.portal.pages import around
from slovo.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def wrong(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = Wrong(request.POST, request.FILES) if request.method == "POST" else Wrong()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/wrong.html", {**around(visit), "form": form}, status=status)
    flag_case(
        visit.case,
        text=form.cleaned_data["text"],
        files=form.cleaned_data["attachments"],
        by=visit.person,
        at=clock.now(),
    )
    return redirect(f"/c/{visit.token}/?done=wrong")


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
