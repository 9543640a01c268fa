"""Talks: written down, the list sent, the answer kept; and those whose list has not left."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from slovo.domain.access.links import standing_tokens
from slovo.domain.cases.models import Case
from slovo.domain.clients.models.detail import Use
from slovo.domain.journal.refusal import Refusal
from slovo.domain.talks.actions.agreeing import (
    agree_after_talk,
    answer_agreed_list,
    send_agreed_list,
)
from slovo.domain.talks.actions.holding import close_talk, note_talk
from slovo.domain.talks.models import AgreedList, Talk
from slovo.domain.talks.wordings import duty_lines
from slovo.interfaces.desk.agreements.questions import SpokenAnswer, question_row
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.remembered import beside
from slovo.interfaces.desk.rhythm.feeling import asked_of
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.talks.forms import LineForms, TalkForm, lines_of
from slovo.lib import clock
from slovo.web.toasts import say

RELATED = ("case__person", "case__engagement", "case__service_class__calendar", "held_by")


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """First those whose list has not left; below them all the others."""
    voice, visible = Voice.here(clock.now()), Talk.objects.visible_to(reader(request))
    listed = visible.exclude(listed_at=None).select_related(*RELATED)
    found = slice_of(listed, "-held_at", request.GET.get("after", ""))
    open_ones = visible.unlisted().select_related(*RELATED).order_by("list_by", "pk")
    context = {
        "open": [(talk, _state(talk, voice)) for talk in open_ones],
        "listed": [(talk, _state(talk, voice)) for talk in found.rows],
        "after": found.after,
    }
    return render(request, "desk/talks/list.html", context)


@for_desk("note_talk")
def new(request: HttpRequest, number: int) -> HttpResponse:
    """One page for all three ends: the list leaves now, later, or there is nothing to list."""
    cases = Case.objects.with_people().select_related("service_class__calendar", "engagement")
    case, at = load_case(request, number, cases), clock.now()
    form = TalkForm(typed(request), initial={"held_at": at})
    lines = LineForms(typed(request))
    is_list = request.POST.get("do", "send") == "send"
    if form.is_bound and form.is_valid() and (not is_list or lines.is_valid()):
        try:
            talk = _note(request, case, form.cleaned_data["held_at"], lines, at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("talk-show", talk.pk)
    here = Voice.here(at)
    known = beside(case.person, reader(request), here, Use.CALL, Use.VISIT)
    return _lines_page(request, form, lines, {"case": case, "is_new": True, **known})


def _note(request: HttpRequest, case: Case, held_at: datetime, lines: Any, at: datetime) -> Talk:
    user, do = reader(request), request.POST.get("do", "send")
    if do == "send":
        talk = agree_after_talk(case, held_at=held_at, lines=lines_of(lines), by=user, at=at)
        say(request, __("The list is on its way. The client is asked whether it is right."))
        return talk
    talk = note_talk(case, held_at=held_at, by=user, at=at)
    if do == "nothing":
        close_talk(talk, by=user, at=at)
    return talk


@for_desk()
def show(request: HttpRequest, talk_id: int) -> HttpResponse:
    talk, voice = load_talk(request, talk_id), Voice.here(clock.now())
    related = ("asked_by", "heard_by", "case__person")
    tokens, client = standing_tokens(talk.case.person), talk.case.person.full_name
    lists = talk.lists.select_related(*related).order_by("-pk")
    context = {
        "talk": talk,
        "state": _state(talk, voice),
        "felt": asked_of(request, talk, voice),
        "lists": [
            (
                question_row(one, tokens, voice),
                duty_lines(one, voice.now, voice.language, client, voice.zone),
            )
            for one in lists
        ],
    }
    return render(request, "desk/talks/show.html", context)


@for_desk("send_agreed_list")
def write(request: HttpRequest, talk_id: int) -> HttpResponse:
    talk, lines = load_talk(request, talk_id), LineForms(typed(request))
    form = forms.Form(typed(request))
    if form.is_bound and lines.is_valid():
        try:
            send_agreed_list(talk, lines=lines_of(lines), by=reader(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, __("The list is on its way. The client is asked whether it is right."))
            return redirect("talk-show", talk.pk)
    return _lines_page(request, form, lines, {"case": talk.case, "talk": talk})


@require_POST
@for_desk("note_talk")
def nothing(request: HttpRequest, talk_id: int) -> HttpResponse:
    close_talk(load_talk(request, talk_id), by=reader(request), at=clock.now())
    return redirect("talk-show", talk_id)


@for_desk("answer_agreed_list")
def answer(request: HttpRequest, talk_id: int, list_id: int) -> HttpResponse:
    talk, at = load_talk(request, talk_id), clock.now()
    agreed = get_object_or_404(AgreedList, talk=talk, pk=list_id)
    form = SpokenAnswer(typed(request), initial={"said_at": at})
    if ask(form, lambda **said: answer_agreed_list(agreed, **said, by=reader(request), at=at)):
        say(request, __("It is kept, and the written confirmation is on its way."))
        return redirect("talk-show", talk.pk)
    return show_form(request, "desk/talks/answer.html", form, {"talk": talk})


def _lines_page(
    request: HttpRequest, form: forms.Form, lines: Any, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "desk/talks/lines.html", {"form": form, "lines": lines, **context}, status=status
    )


def _state(talk: Talk, voice: Voice) -> tuple[str, str]:
    """How it stands, and how that looks."""
    if talk.nothing:
        return __("Nothing was agreed"), "ended"
    if talk.listed_at:
        return __("The list left %(when)s") % {"when": voice.full(talk.listed_at)}, "ended"
    look = "late" if talk.list_by <= voice.now else "soon"
    return __("The list is to leave %(when)s") % {"when": voice.by(talk.list_by)}, look


def load_talk(request: HttpRequest, talk_id: int) -> Talk:
    visible = Talk.objects.visible_to(reader(request)).select_related(*RELATED)
    return get_object_or_404(visible, pk=talk_id)
