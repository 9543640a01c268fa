"""Goodwill: what is to be decided, the budget of the quarter, talks to hold; one question."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.formats import date_format
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.reckoning import today
from slovo.domain.cases.models import Case
from slovo.domain.goodwill.actions.ruling import decide_ruling, drop_ruling, put_ruling
from slovo.domain.goodwill.actions.talking import hold_boundary_talk
from slovo.domain.goodwill.actions.telling import tell_ruling
from slovo.domain.goodwill.budgets import quarters
from slovo.domain.goodwill.models import BoundaryTalk, Ruling
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.goodwill.models.ruling import RulingQuery
from slovo.domain.goodwill.wordings import ruling_html, talk_subject
from slovo.domain.goodwill.words import plain
from slovo.domain.standards.citing import warning
from slovo.interfaces.desk.asking import about_case, ask, ask_page, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.goodwill.forms import (
    DecisionForm,
    QuestionForm,
    TellForm,
    WhyForm,
    WordsForm,
)
from slovo.interfaces.desk.goodwill.rows import quarter_row, ruling_row
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.verbs import UNDO
from slovo.lib import clock
from slovo.web.toasts import say

RELATED = (
    "case__person",
    "case__organisation",
    "case__engagement",
    "asked_by",
    "decided_by",
    "rule__rule",
    "line__invoice",
)


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    at, user = clock.now(), reader(request)
    voice, visible = Voice.here(at), _visible(request)
    ended = visible.exclude(pk__in=visible.open().values("pk"))
    found = slice_of(ended, "-asked_at", request.GET.get("after", ""))
    first_day = quarter_of(today(at))
    talks = BoundaryTalk.objects.visible_to(user).open().select_related("person")
    context = {
        "open": [ruling_row(row, user, voice) for row in visible.open().order_by("tell_by", "pk")],
        "ended": [ruling_row(row, user, voice) for row in found.rows],
        "after": found.after,
        "quarters": [quarter_row(quarter, voice) for quarter in quarters(first_day, at, user)]
        if user.may("see_money")
        else [],
        "since": date_format(first_day, "j E Y"),
        "talks": [
            {"talk": talk, "words": talk_subject(talk, voice.language)}
            for talk in talks.order_by("called_at", "pk")
        ],
        "may_hold": user.may("hold_boundary_talk"),
        "may_set": user.may("set_limits"),
        "may_see_burden": user.may("see_burden"),
    }
    return render(request, "desk/goodwill/list.html", context)


@for_desk("put_ruling")
def put(request: HttpRequest, number: int) -> HttpResponse:
    related = ("engagement", "service_class__calendar")
    case = load_case(request, number, Case.objects.with_people().select_related(*related))
    user, at = reader(request), clock.now()
    form = QuestionForm(case, user, typed(request))
    made = ask(form, lambda **said: put_ruling(case, **said, by=user, at=at))
    if made is None:
        lede = _(
            "Say what it is about and what giving in would cost. You see what the client is "
            "worth to us and who may decide; a person decides."
        )
        words = {"title": _("In the client’s favour?"), "button": _("Weigh it")}
        return about_case(request, case, form, **words, lede=lede)
    return redirect("goodwill-show", made.pk)


@for_desk()
def show(request: HttpRequest, ruling_id: int) -> HttpResponse:
    ruling, user = load_ruling(request, ruling_id), reader(request)
    return render(
        request,
        "desk/goodwill/show.html",
        {
            "ruling": ruling,
            "row": ruling_row(ruling, user, Voice.here(clock.now())),
            "old_rule": warning(ruling.rule, ruling.decided_at)
            if ruling.rule and ruling.decided_at
            else "",
        },
    )


@for_desk("decide_ruling")
def decide(request: HttpRequest, ruling_id: int) -> HttpResponse:
    ruling, at = load_ruling(request, ruling_id), clock.now()
    first = {"is_in_favour": "yes" if ruling.advice == "favour" else ""}
    form = DecisionForm(typed(request), initial=first)
    made = ask(form, lambda **said: decide_ruling(ruling, **said, by=reader(request), at=at))
    if made is None:
        row = ruling_row(ruling, reader(request), Voice.here(at))
        context = {"ruling": ruling, "row": row}
        return show_form(request, "desk/goodwill/decide.html", form, context)
    say(request, __("It is decided. Tell the client now, without a reproach."))
    if made.rule and (words := warning(made.rule, at)):
        say(request, words)
    return redirect("goodwill-tell", made.pk)


@for_desk("answer_case")
def tell(request: HttpRequest, ruling_id: int) -> HttpResponse:
    ruling, at = load_ruling(request, ruling_id), clock.now()
    case = ruling.case
    words = plain(ruling_html(ruling)) if ruling.decided_at else ""
    first = {"text": words, "next_word_at": case.service_class.next_word_after(at, case.pace)}
    return form_page(
        request,
        TellForm(typed(request), initial=first),
        lambda **said: tell_ruling(ruling, **said, send_at=at + UNDO, by=reader(request), at=at),
        title=_("Tell the client"),
        lede=_("What was decided and what follows from it. Who was right is no part of it."),
        button=_("Tell it"),
        done=_("The client hears of it now."),
        back=("goodwill-show", ruling.pk),
    )


@for_desk("put_ruling")
def drop(request: HttpRequest, ruling_id: int) -> HttpResponse:
    ruling = load_ruling(request, ruling_id)
    return form_page(
        request,
        WhyForm(typed(request)),
        lambda why: drop_ruling(ruling, why=why, by=reader(request), at=clock.now()),
        title=_("There is nothing to decide any more"),
        lede=ruling.text,
        button=_("Put it aside"),
        done=_("It is put aside."),
        back=("goodwill-show", ruling.pk),
    )


@for_desk("hold_boundary_talk")
def hold(request: HttpRequest, boundary_talk_id: int) -> HttpResponse:
    talks = BoundaryTalk.objects.visible_to(reader(request)).select_related("person")
    talk = get_object_or_404(talks, pk=boundary_talk_id)
    return form_page(
        request,
        WordsForm(typed(request)),
        lambda words: hold_boundary_talk(talk, words=words, by=reader(request), at=clock.now()),
        title=_("The talk was held"),
        lede=talk_subject(talk, Voice.here(clock.now()).language),
        button=_("Keep it"),
        done=_("What came of the talk is kept."),
        back=("goodwill-list",),
    )


def form_page(
    request: HttpRequest,
    form: forms.Form,
    verb: Callable[..., object],
    *,
    back: tuple[Any, ...],
    **words: Any,
) -> HttpResponse:
    page, where = "desk/goodwill/form.html", resolve_url(*back)
    return ask_page(request, form, verb, template=page, back=where, **words)


def load_ruling(request: HttpRequest, ruling_id: int) -> Ruling:
    return get_object_or_404(_visible(request), pk=ruling_id)


def _visible(request: HttpRequest) -> RulingQuery:
    rows = Ruling.objects.visible_to(reader(request))
    return rows.select_related(*RELATED, "case__service_class__calendar")
