"""The way in for a client: a link instead of a password, in his language, kept by nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from slovo.domain.access.links import link_of
from slovo.domain.cases.letters import may_see_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.post.mailboxes import default_mailbox
from slovo.lib.prepared import PreparedModels
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.languages import others, reading, remember

View = Callable[..., HttpResponse]
POSTS, MISSES, SECONDS = 20, 60, 600
RELATED = ("service_class__calendar", "principal", "engagement")
_CASE = PreparedModels(
    Case, lambda key: Case.objects.with_people().select_related(*RELATED).filter(pk=key)
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came, to which case, by which link, in which language."""

    token: str
    case: Case
    person: Person
    language: str

    @property
    def is_his(self) -> bool:
        return self.case.person_id == self.person.pk


def for_client(view: View) -> View:
    """A page behind a link. The link is the secret, so no cookie and no CSRF token is needed."""

    @wraps(view)
    def door(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
        found = find(token)
        with reading(request, language_of(found)) as language:
            response = (
                lost(request)
                if found is None
                else enter(view, request, Visit(token, *found, language), **named)
            )
        response["Content-Language"] = language
        remember(request, response, f"/c/{token}/")
        return unseen(response)

    return csrf_exempt(door)


def enter(view: View, request: HttpRequest, visit: Visit, **named: Any) -> HttpResponse:
    who = f"{visit.token} {visitor(request)}"
    if request.method == "POST" and is_too_fast("client", who, limit=POSTS, seconds=SECONDS):
        return say_too_fast(request)
    return view(request, visit, **named)


def find(token: str) -> tuple[Case, Person] | None:
    link = link_of(token)
    kind, _sep, key = link.subject.partition(":") if link else ("", "", "")
    if link is None or kind != "case":
        return None
    case = next(iter(_CASE(key=int(key))), None)
    if case is None or not may_see_case(case, link.person):
        return None
    return case, link.person


def language_of(found: tuple[Case, Person] | None) -> str:
    """His language; the one he last wrote in while we do not know it."""
    if found is None:
        return ""
    case, person = found
    if person.language:
        return person.language
    last = case.messages.filter(person=person, direction="in").exclude(language="").last()
    return last.language if last else ""


def lost(request: HttpRequest) -> HttpResponse:
    """Wrong, taken back or never made: nothing tells one from the other."""
    is_guessing = is_too_fast("lost", visitor(request), limit=MISSES, seconds=SECONDS)
    context = {"mailbox": default_mailbox(), "languages": others(request.LANGUAGE_CODE)}
    return render(request, "portal/lost.html", context, status=429 if is_guessing else 404)


def say_too_fast(request: HttpRequest) -> HttpResponse:
    words = _("That was a lot in a short time. Wait ten minutes; what you sent before has arrived.")
    context = {"words": words, "typed": request.POST.get("text", "")}
    return render(request, "portal/refused.html", context, status=429)


def unseen(response: HttpResponse) -> HttpResponse:
    """No copy in between, no trace of the link elsewhere, nothing for search engines."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
