"""“Did our answer help?”: one press behind one link. Looking changes nothing."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from slovo.domain.access.links import link_of
from slovo.domain.complaints.actions.following import record_follow_up
from slovo.domain.complaints.models import FollowUp
from slovo.domain.complaints.models.followup import Result
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.portal.doors import lost, say_too_fast, unseen
from slovo.interfaces.portal.forms import LONGEST
from slovo.lib import clock
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.languages import others, reading, remember

POSTS, SECONDS = 20, 600
ANSWERS = [
    (Result.SOLVED, _("Yes, it is solved")),
    (Result.PARTLY, _("Only in part")),
    (Result.NO, _("No, it is not solved")),
]


class Helped(forms.Form):
    """The one press, and what he wants to add to it."""

    result = forms.ChoiceField(choices=ANSWERS)
    score = forms.TypedChoiceField(
        choices=[(str(score), str(score)) for score in range(11)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = forms.CharField(required=False, max_length=LONGEST)


def for_asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The link is the secret, so no cookie and no CSRF token is needed."""

    @wraps(view)
    def door(request: HttpRequest, token: str) -> HttpResponse:
        asked = _asked(token)
        with reading(request, asked.complaint.person.language if asked else "") as language:
            response = lost(request) if asked is None else view(request, token, asked)
        response["Content-Language"] = language
        remember(request, response, f"/helped/{token}/")
        return unseen(response)

    return csrf_exempt(door)


@require_http_methods(["GET", "HEAD", "POST"])
@for_asked
def helped(request: HttpRequest, token: str, asked: FollowUp) -> HttpResponse:
    who = f"{token} {visitor(request)}"
    if request.method == "POST" and is_too_fast("client", who, limit=POSTS, seconds=SECONDS):
        return say_too_fast(request)
    form = Helped(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            person = asked.complaint.person
            record_follow_up(asked, **form.cleaned_data, by=person, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"/helped/{token}/")
    context = {
        "asked": asked,
        "finding": asked.finding,
        "form": form,
        "answers": ANSWERS,
        "scores": range(11),
        "is_answered": asked.said_at is not None,
        "languages": others(request.LANGUAGE_CODE),
    }
    status = 422 if form.is_bound else 200
    return render(request, "portal/helped.html", context, status=status)


def _asked(token: str) -> FollowUp | None:
    link = link_of(token)
    kind, _colon, key = link.subject.partition(":") if link else ("", "", "")
    if link is None or kind != "followup":
        return None
    related = ("complaint__person", "complaint__case", "complaint__owner", "finding")
    rows = FollowUp.objects.select_related(*related)
    return rows.filter(pk=int(key), complaint__person=link.person).first()
