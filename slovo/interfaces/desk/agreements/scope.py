"""Work beyond what was agreed, and the time that stands on it."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.delivery.actions.scope import (
    answer_scope_change,
    ask_scope_change,
    withdraw_scope_change,
)
from slovo.domain.delivery.models import ScopeChange
from slovo.domain.delivery.wordings import effect_of
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement, press
from slovo.interfaces.desk.agreements.fields import DateField, WorkField, writing
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


class ScopeForm(forms.Form):
    text = forms.CharField(
        label=_("What is to be done beyond what was agreed"),
        max_length=5000,
        widget=writing(4),
        help_text=_("In words the client understands: they stand in the letter."),
    )
    more_minutes = WorkField(
        label=_("More hours"), help_text=_("Zero if it takes no more time. Such as 11 or 1.5.")
    )
    more_money = forms.DecimalField(
        label=_("More money"), min_value=0, max_digits=12, decimal_places=2
    )
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3, initial="UAH")
    done_by = DateField(
        label=_("All is done by"),
        required=False,
        help_text=_("If the client says yes. Leave it empty when the end does not move."),
    )


@dataclass(frozen=True, slots=True)
class ChangeRow:
    question: QuestionRow
    effect: str


def change_rows(engagement: Engagement, tokens: Tokens, voice: Voice) -> list[ChangeRow]:
    rows = engagement.scopechanges.select_related("asked_by", "heard_by")
    return [
        ChangeRow(question_row(change, tokens, voice), " ".join(effect_of(change, voice.language)))
        for change in rows
    ]


@for_desk("ask_scope_change")
def change(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    return form_page(
        request,
        engagement,
        ScopeForm(typed(request)),
        lambda **said: ask_scope_change(engagement, **said, by=reader(request), at=clock.now()),
        title=_("Ask about a change of scope"),
        lede=_(
            "The client gets one question by letter, yes or no, with time and money. "
            "Nothing beyond scope is begun or counted before the yes."
        ),
        button=_("Ask the client"),
        done=_("The client is asked. The answer comes to you."),
        part="scope",
    )


@for_desk("answer_scope_change")
def answer(request: HttpRequest, engagement_id: int, change_id: int) -> HttpResponse:
    engagement, known = load_change(request, engagement_id, change_id)
    at = clock.now()
    return form_page(
        request,
        engagement,
        SpokenAnswer(typed(request), initial={"said_at": at}),
        lambda **said: answer_scope_change(known, **said, by=reader(request), at=at),
        title=_("Write down what the client said"),
        lede=known.text,
        button=_("Keep it and confirm in writing"),
        done=_("It is kept, and the written confirmation is on its way."),
        part="scope",
    )


@require_POST
@for_desk("ask_scope_change")
def withdraw(request: HttpRequest, engagement_id: int, change_id: int) -> HttpResponse:
    engagement, known = load_change(request, engagement_id, change_id)
    return press(
        request,
        engagement,
        lambda: withdraw_scope_change(known, by=reader(request), at=clock.now()),
        done=__("The question is taken back. Time that waited for it does not count."),
        part="scope",
    )


def load_change(
    request: HttpRequest, engagement_id: int, change_id: int
) -> tuple[Engagement, ScopeChange]:
    engagement = load_engagement(request, engagement_id)
    return engagement, get_object_or_404(ScopeChange, engagement=engagement, pk=change_id)
