"""«Contact me less»: one page, one press, from his case or from any letter he did not ask for."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from slovo.domain.access.links import link_of
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.letters import SUBJECT, confirmation
from slovo.domain.courtesy.models import Channel, Level, Preference
from slovo.interfaces.portal.doors import Visit, for_client, lost, say_too_fast, unseen
from slovo.lib import clock
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.languages import others, reading, remember

POSTS, SECONDS = 20, 600
ANSWERS = [
    ("less", _("Less often, please")),
    ("no_letters", _("Not by letter")),
    ("none", _("Not at all")),
    ("usual", _("As often as usual")),
]


class Answer(forms.Form):
    """The one press."""

    answer = forms.ChoiceField(choices=ANSWERS)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def of_case(request: HttpRequest, visit: Visit) -> HttpResponse:
    """From the page of his request."""
    context = {"token": visit.token, "case": visit.case, "languages": others(visit.language)}
    return _page(request, visit.person, context)


def for_letter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """From a letter. The link is the secret, so no cookie and no CSRF token is needed."""

    @wraps(view)
    def door(request: HttpRequest, token: str) -> HttpResponse:
        person = _who(token)
        with reading(request, person.language if person else "") as language:
            response = lost(request) if person is None else view(request, token, person)
        response["Content-Language"] = language
        remember(request, response, f"/less/{token}/")
        return unseen(response)

    return csrf_exempt(door)


@require_http_methods(["GET", "HEAD", "POST"])
@for_letter
def of_letter(request: HttpRequest, token: str, person: Person) -> HttpResponse:
    """A mail program presses its own button here and shows him no page (RFC 8058)."""
    who = f"{token} {visitor(request)}"
    if request.method == "POST" and is_too_fast("client", who, limit=POSTS, seconds=SECONDS):
        return say_too_fast(request)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        _choose(person, "none", is_unseen=True, at=clock.now())
        return HttpResponse(status=200)
    return _page(request, person, {"languages": others(request.LANGUAGE_CODE)})


def _page(request: HttpRequest, person: Person, context: dict[str, Any]) -> HttpResponse:
    form = Answer(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _choose(person, form.cleaned_data["answer"], at=clock.now())
        return redirect(f"{request.path}?done=1")
    row = _preference(person)
    now = _now(row)
    said = {
        "person": person,
        "form": form,
        "answers": [(name, label) for name, label in ANSWERS if name not in now],
        "now": confirmation(row or Preference()),
        "is_done": "done" in request.GET,
    }
    status = 422 if form.is_bound else 200
    return render(request, "portal/less.html", {**context, **said}, status=status)


def _choose(person: Person, answer: str, *, is_unseen: bool = False, at: datetime) -> None:
    row = _preference(person)
    level, refused = (row.level, row.refused) if row else (Level.USUAL, [])
    sides: dict[str, dict[str, Any]] = {
        "less": {"level": Level.LESS, "refused": refused},
        "none": {"level": Level.NONE, "refused": refused},
        "no_letters": {"level": level, "refused": [*refused, Channel.EMAIL]},
        "usual": {"level": Level.USUAL},
    }
    save_preference(person, **sides[answer], is_unseen=is_unseen, by=person, at=at)


def _preference(person: Person) -> Preference | None:
    return Preference.objects.filter(person=person).first()


def _now(row: Preference | None) -> set[str]:
    """What is so already need not be pressed."""
    if row is None or (not row.level and not row.refused):
        return {"usual"}
    is_refused = row.level == Level.NONE or row.is_refused(Channel.EMAIL)
    return {row.level, *({"no_letters"} if is_refused else ())}


def _who(token: str) -> Person | None:
    link = link_of(token)
    return link.person if link and link.subject.startswith(f"{SUBJECT}:") else None
