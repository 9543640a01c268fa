"""Bad news: the list with its speed (M17), one risk, and what may be done about it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case
from slovo.domain.promises.dates import sentence_with
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.actions.choosing import choose_way
from slovo.domain.risks.actions.raising import (
    dismiss_risk,
    raise_risk,
    see_risk,
    withhold_risk,
)
from slovo.domain.risks.actions.telling import tell_bad_news
from slovo.domain.risks.leading import is_leader
from slovo.domain.risks.models import BadNews, Risk, Surprise
from slovo.domain.risks.models.risk import RiskQuery
from slovo.domain.risks.speed import report
from slovo.interfaces.desk.asking import about_case, ask, ask_page, typed
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.risks.forms import ChoiceForm, NewsForm, RaiseForm, WhyForm, soonest
from slovo.interfaces.desk.risks.rows import figures, news_row, risk_row
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.verbs import UNDO
from slovo.lib import clock
from slovo.web.toasts import say

WINDOW = timedelta(days=90)
RELATED = ("case__person", "promise", "raised_by", "seen_by", "ended_by")


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """What is open first in its own list; below it the last ninety days with their speed."""
    at = clock.now()
    voice, visible = Voice.here(at), _visible(request)
    ended = visible.exclude(ended_at=None)
    found = slice_of(ended.select_related(*RELATED), "-raised_at", request.GET.get("after", ""))
    context = {
        "open": [risk_row(risk, voice) for risk in visible.open().select_related(*RELATED)],
        "ended": [risk_row(risk, voice) for risk in found.rows],
        "after": found.after,
        "figures": figures(report(visible, at - WINDOW, at + timedelta(seconds=1)), voice),
    }
    return render(request, "desk/risks/list.html", context)


@for_desk()
def show(request: HttpRequest, risk_id: int) -> HttpResponse:
    risk, user = load_risk(request, risk_id), reader(request)
    voice = Voice.here(clock.now())
    news = risk.news.select_related("asked_by", "heard_by", "choice", "case__person").order_by("pk")
    context = {
        "risk": risk,
        "surprise": Surprise.objects.standing().filter(risk=risk).first(),
        "row": risk_row(risk, voice),
        "news": [news_row(one, voice) for one in news.prefetch_related("alternatives")],
        "may_see": risk.seen_at is None and is_leader(user, risk.case),
        "may_withhold": user.may("withhold_risk"),
    }
    return render(request, "desk/risks/show.html", context)


@for_desk("raise_risk")
def raise_in(request: HttpRequest, number: int) -> HttpResponse:
    case = load_case(request, number, Case.objects.with_people().select_related("service_class"))
    found = found_date(request, case)
    form = RaiseForm(case, typed(request), initial={"is_critical": True})
    first: dict[str, Any] = words_of(found) if found else {"promise": soonest(form)}
    form.initial.update(first)
    user, at = reader(request), clock.now()
    risk = ask(form, lambda **said: raise_risk(case, **said, found=found, by=user, at=at))
    if risk is None:
        lede = _(
            "One more press, and those who lead the case know. Said early it is a credit to you."
        )
        words = {"title": _("Bad news"), "lede": lede, "button": _("Tell them now")}
        return about_case(request, case, form, **words)
    say(request, __("Those who lead the case know of it now."))
    return redirect("risk-show", risk.pk)


def found_date(request: HttpRequest, case: Case) -> FoundDate | None:
    """The date of a letter from whose row one comes."""
    key = request.GET.get("date", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    visible = FoundDate.objects.visible_to(reader(request)).filter(case=case)
    return visible.select_related("case", "message").filter(pk=int(key)).first()


def words_of(found: FoundDate) -> dict[str, str]:
    sentence = sentence_with(found.message.text, found.words) if found.message else found.words
    return {"text": __("We wrote: “%(sentence)s”. It cannot be kept.") % {"sentence": sentence}}


@require_POST
@for_desk("see_risk")
def see(request: HttpRequest, risk_id: int) -> HttpResponse:
    risk = see_risk(load_risk(request, risk_id), by=reader(request), at=clock.now())
    return redirect("risk-show", risk.pk)


@for_desk("tell_bad_news")
def tell(request: HttpRequest, risk_id: int) -> HttpResponse:
    risk, at = load_risk(request, risk_id), clock.now()
    case = risk.case
    first = {"next_word_at": case.service_class.next_word_after(at, case.pace), "cause": risk.text}
    return _form_page(
        request,
        risk,
        NewsForm(typed(request), initial=first),
        lambda **said: tell_bad_news(risk, **said, send_at=at + UNDO, by=reader(request), at=at),
        title=_("Tell the client"),
        lede=_("What happened, what it means, what can be done, and when the next word comes."),
        button=_("Send it"),
        done=_("The letter leaves in a moment. The client is asked to choose."),
    )


@for_desk("choose_way")
def choose(request: HttpRequest, risk_id: int, news_id: int) -> HttpResponse:
    risk, at = load_risk(request, risk_id), clock.now()
    news = get_object_or_404(BadNews, risk=risk, pk=news_id)
    return _form_page(
        request,
        risk,
        ChoiceForm(news, typed(request), initial={"said_at": at}),
        lambda **said: choose_way(news, **said, by=reader(request), at=at),
        title=_("Write down what the client said"),
        lede=news.effect,
        button=_("Keep it"),
        done=_("The choice is kept."),
    )


@for_desk("dismiss_risk")
def dismiss(request: HttpRequest, risk_id: int) -> HttpResponse:
    risk = load_risk(request, risk_id)
    return _form_page(
        request,
        risk,
        WhyForm(typed(request)),
        lambda **said: dismiss_risk(risk, **said, by=reader(request), at=clock.now()),
        title=_("It did not come true"),
        lede=_("The client need not hear of it. Say why, so that everybody can follow."),
        button=_("Close it"),
        done=_("It is closed."),
    )


@for_desk("withhold_risk")
def withhold(request: HttpRequest, risk_id: int) -> HttpResponse:
    risk = load_risk(request, risk_id)
    return _form_page(
        request,
        risk,
        WhyForm(typed(request)),
        lambda **said: withhold_risk(risk, **said, by=reader(request), at=clock.now()),
        title=_("Keep it back"),
        lede=_("Only for a legal reason, in writing. From now on only principals see it."),
        button=_("Keep it back"),
        done=_("It is kept back. Only principals see it."),
    )


def _form_page(
    request: HttpRequest, risk: Risk, form: forms.Form, verb: Callable[..., object], **words: Any
) -> HttpResponse:
    page, back = "desk/risks/form.html", reverse("risk-show", args=[risk.pk])
    return ask_page(request, form, verb, template=page, back=back, risk=risk, **words)


def load_risk(request: HttpRequest, risk_id: int) -> Risk:
    related = (*RELATED, "case__service_class__calendar", "case__engagement", "promise__owner")
    return get_object_or_404(_visible(request).select_related(*related), pk=risk_id)


def _visible(request: HttpRequest) -> RiskQuery:
    return Risk.objects.visible_to(reader(request))
