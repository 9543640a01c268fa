"""What the client requires, how far our offer does it, and the offer itself."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.actions.offers import answer_offer, send_offer
from slovo.domain.delivery.actions.requirements import (
    add_requirement,
    mark_fit,
    settle_requirement,
)
from slovo.domain.delivery.models import Fit, Offer, Requirement, Standing
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.agreements.questions import (
    QuestionRow,
    SpokenAnswer,
    Tokens,
    question_row,
)
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


class RequirementForm(forms.Form):
    text = forms.CharField(
        label=_("What the client requires"),
        max_length=2000,
        widget=writing(),
        help_text=_("One thing at a time, as the client says it."),
    )


class SettleForm(forms.Form):
    state = forms.ChoiceField(label=_("Where it stands"), choices=Standing.choices)
    reason = forms.CharField(
        label=_("Why, if it is declined"), required=False, max_length=2000, widget=writing(2)
    )
    met_by = forms.CharField(
        label=_("What meets it"), required=False, max_length=2000, widget=writing(2)
    )
    evidence = forms.CharField(
        label=_("Where one can see that"),
        required=False,
        max_length=2000,
        widget=writing(2),
        help_text=_("A document, a link, a date: something the client could be shown."),
    )


class FitForm(forms.Form):
    fit = forms.ChoiceField(
        label=_("Does our offer do it?"), choices=Fit.choices, widget=forms.RadioSelect
    )
    gap = forms.CharField(
        label=_("What is missing"), required=False, max_length=2000, widget=writing(2)
    )
    alternative = forms.CharField(
        label=_("Another way"),
        required=False,
        max_length=2000,
        widget=writing(2),
        help_text=_("What else can be done, even by somebody else. It stands in the offer."),
    )


class OfferForm(forms.Form):
    text = forms.CharField(
        label=_("Words before the sheet"), required=False, max_length=5000, widget=writing(4)
    )


def offer_rows(engagement: Engagement, tokens: Tokens, voice: Voice) -> list[QuestionRow]:
    rows = engagement.offers.select_related("asked_by", "heard_by")
    return [question_row(row, tokens, voice) for row in rows]


@for_desk("save_requirement")
def add(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    return form_page(
        request,
        engagement,
        RequirementForm(typed(request)),
        lambda text: add_requirement(engagement, text=text, by=reader(request), at=clock.now()),
        title=_("A requirement of the client"),
        lede=_("The agreement cannot end before each one is met, or declined with a reason."),
        button=_("Write it down"),
        part="requirements",
    )


@for_desk("save_requirement")
def settle(request: HttpRequest, engagement_id: int, requirement_id: int) -> HttpResponse:
    engagement, known = load_requirement(request, engagement_id, requirement_id)
    return form_page(
        request,
        engagement,
        SettleForm(typed(request), initial=sides_of(known, "state reason met_by evidence")),
        lambda **said: settle_requirement(known, **said, by=reader(request), at=clock.now()),
        title=_("Where it stands"),
        lede=known.text,
        button=_("Keep"),
        part="requirements",
    )


@for_desk("save_requirement")
def fit(request: HttpRequest, engagement_id: int, requirement_id: int) -> HttpResponse:
    engagement, known = load_requirement(request, engagement_id, requirement_id)
    return form_page(
        request,
        engagement,
        FitForm(typed(request), initial=sides_of(known, "fit gap alternative")),
        lambda **said: mark_fit(known, **said, by=reader(request), at=clock.now()),
        title=_("What our offer does about it"),
        lede=known.text,
        button=_("Keep"),
        part="requirements",
    )


@for_desk("send_offer")
def offer(request: HttpRequest, engagement_id: int) -> HttpResponse:
    """The sheet as the client gets it, to read, to print and to send."""
    engagement = load_engagement(request, engagement_id)
    rows = engagement.requirements.exclude(state=Standing.DECLINED)
    return form_page(
        request,
        engagement,
        OfferForm(typed(request)),
        lambda text: send_offer(engagement, text=text, by=reader(request), at=clock.now()),
        title=_("What we offer, and what we do not"),
        button=_("Send the offer"),
        done=_("The offer is on its way."),
        part="requirements",
        template="offer",
        rows=rows,
    )


@for_desk("send_offer")
def answer(request: HttpRequest, engagement_id: int, offer_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = get_object_or_404(Offer, engagement=engagement, pk=offer_id)
    at = clock.now()
    return form_page(
        request,
        engagement,
        SpokenAnswer(typed(request), initial={"said_at": at}),
        lambda **said: answer_offer(known, **said, by=reader(request), at=at),
        title=_("Write down what the client said"),
        lede=_("Does our offer suit you?"),
        button=_("Keep it and confirm in writing"),
        done=_("It is kept, and the written confirmation is on its way."),
        part="requirements",
    )


def sides_of(known: Requirement, names: str) -> dict[str, Any]:
    return {name: getattr(known, name) for name in names.split()}


def load_requirement(
    request: HttpRequest, engagement_id: int, requirement_id: int
) -> tuple[Engagement, Requirement]:
    engagement = load_engagement(request, engagement_id)
    return engagement, get_object_or_404(Requirement, engagement=engagement, pk=requirement_id)
