"""One question behind one link. Looking changes nothing: mail scanners open links."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from slovo.domain.access.links import link_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.models import Answer, Asked
from slovo.domain.delivery.questions import Way, kind_of, question_of
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.portal.card import phone_of
from slovo.interfaces.portal.doors import lost, say_too_fast, unseen
from slovo.interfaces.portal.forms import LONGEST
from slovo.lib import clock, moments
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.languages import others, reading, remember

POSTS, SECONDS = 20, 600


class Verdict(forms.Form):
    """Yes or no, and what he wants to say with it."""

    answer = forms.ChoiceField(choices=Answer.choices)
    words = forms.CharField(required=False, max_length=LONGEST)


class Choice(forms.Form):
    """One of the ways on, or none of them and what would suit him."""

    choice = forms.TypedChoiceField(required=False, empty_value=None)
    words = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, ways: list[Way], *args: Any) -> None:
        super().__init__(*args)
        meant = {way.key: way.choice for way in ways}
        field: Any = self.fields["choice"]
        field.choices, field.coerce = [(key, key) for key in meant], meant.get


@dataclass(frozen=True, slots=True)
class Question:
    """Which question was opened by whom, by which link, in which language."""

    token: str
    asked: Asked
    person: Person
    language: str

    @property
    def kind(self) -> str:
        return self.asked.subject.partition(":")[0]


def for_asked(view: Callable[[HttpRequest, Question], HttpResponse]) -> Callable[..., HttpResponse]:
    """The link is the secret, so no cookie and no CSRF token is needed."""

    @wraps(view)
    def door(request: HttpRequest, token: str) -> HttpResponse:
        found = find(token)
        with reading(request, found[1].language if found else "") as language:
            response = (
                lost(request)
                if found is None
                else enter(view, request, Question(token, *found, language))
            )
        response["Content-Language"] = language
        remember(request, response, f"/q/{token}/")
        return unseen(response)

    return csrf_exempt(door)


def find(token: str) -> tuple[Asked, Person] | None:
    link = link_of(token)
    asked = question_of(link.subject, link.person) if link else None
    return (asked, link.person) if link and asked else None


def enter(
    view: Callable[[HttpRequest, Question], HttpResponse], request: HttpRequest, question: Question
) -> HttpResponse:
    who = f"{question.token} {visitor(request)}"
    if request.method == "POST" and is_too_fast("client", who, limit=POSTS, seconds=SECONDS):
        return say_too_fast(request)
    return view(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@for_asked
def question(request: HttpRequest, question: Question) -> HttpResponse:
    asked, kind = question.asked, kind_of(question.asked)
    ways = kind.ways(asked, question.language)
    said = request.POST if request.method == "POST" else None
    form = Choice(ways, said) if ways else Verdict(said)
    if form.is_bound and form.is_valid():
        try:
            kind.answer(asked, **form.cleaned_data, by=question.person, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"/q/{question.token}/")
    status = 422 if form.is_bound else 200
    context = {
        "token": question.token,
        "asked": asked,
        "person": question.person,
        "answered": _answered(question),
        "lines": kind.lines(asked, question.language),
        "ways": ways,
        "languages": others(question.language),
        "form": form,
        "phone": phone_of(asked.case, question.language),
    }
    return render(request, f"portal/questions/{question.kind}.html", context, status=status)


def _answered(question: Question) -> str:
    """When he said it, by his clock."""
    said_at, zone = question.asked.answered_at, question.asked.case.zone
    return moments.moment(said_at, zone, question.language, offset=True) if said_at else ""
