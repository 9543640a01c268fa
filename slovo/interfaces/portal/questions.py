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
from slovo.domain.delivery.actions.offers import answer_offer
from slovo.domain.delivery.actions.scope import answer_scope_change
from slovo.domain.delivery.actions.understanding import answer_restatement
from slovo.domain.delivery.models import Answer, Asked, Offer, Restatement, ScopeChange
from slovo.domain.delivery.questions import question_of
from slovo.domain.delivery.wordings import effect_of
from slovo.domain.journal.refusal import Refusal
from slovo.domain.risks.actions.choosing import choose_way
from slovo.domain.risks.models import Alternative, BadNews
from slovo.domain.risks.wordings import way_words
from slovo.domain.talks.actions.agreeing import answer_agreed_list
from slovo.domain.talks.models import AgreedList
from slovo.domain.talks.wordings import duty_lines
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

    choice = forms.ModelChoiceField(queryset=Alternative.objects.none(), required=False)
    words = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, news: BadNews, *args: Any) -> None:
        super().__init__(*args)
        self.fields["choice"].queryset = news.alternatives.all()  # type: ignore[attr-defined]


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


Verb = Callable[..., Asked]
ANSWERS: dict[type[Asked], Verb] = {
    ScopeChange: answer_scope_change,
    Offer: answer_offer,
    Restatement: answer_restatement,
    BadNews: choose_way,
    AgreedList: answer_agreed_list,
}


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
    form = form_of(question.asked, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        verb = ANSWERS[type(question.asked)]
        try:
            verb(question.asked, **form.cleaned_data, by=question.person, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"/q/{question.token}/")
    status = 422 if form.is_bound else 200
    page = f"portal/questions/{question.kind}.html"
    return render(request, page, {**context_of(question), "form": form}, status=status)


def form_of(asked: Asked, said: Any) -> forms.Form:
    return Choice(asked, said) if isinstance(asked, BadNews) else Verdict(said)


def context_of(question: Question) -> dict[str, Any]:
    asked, language = question.asked, question.language
    zone = asked.case.zone
    said_at = asked.answered_at
    told = moments.moment(said_at, zone, language, offset=True) if said_at else ""
    effect = effect_of(asked, language) if isinstance(asked, ScopeChange) else []
    return {
        "token": question.token,
        "asked": asked,
        "person": question.person,
        "answered": told,
        "effect": effect,
        "lines": lines_of(asked, language),
        "ways": ways_of(asked, language) if isinstance(asked, BadNews) else [],
        "languages": others(language),
    }


def ways_of(news: BadNews, language: str) -> list[tuple[int, str]]:
    ways = news.alternatives.all()
    return [(way.pk, way_words(way, news, language, news.asked_at)) for way in ways]


def lines_of(asked: Asked, language: str) -> list[str]:
    return duty_lines(asked, asked.asked_at, language) if isinstance(asked, AgreedList) else []
