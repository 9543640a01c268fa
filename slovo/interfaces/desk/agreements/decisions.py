"""What the client has to decide: the data with their sources, the ways, his choice."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.delivery.actions.decisions import (
    ask_decision,
    put_decision,
    record_choice,
    withdraw_decision,
)
from slovo.domain.delivery.models import Asked, Decision
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement, page_of, press
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.agreements.questions import (
    QuestionRow,
    Tokens,
    question_row,
    state_words,
)
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

FIGURES = 4


class FigureForm(forms.Form):
    """One thing the client was told; without words it does not exist."""

    what = forms.CharField(label=_("What"), required=False, max_length=300)
    source = forms.CharField(label=_("From where"), required=False, max_length=300)
    day = DateField(label=_("Of which day"), required=False)


class DecisionForm(forms.Form):
    question = forms.CharField(label=_("What is to be decided"), max_length=2000, widget=writing())
    options = forms.CharField(
        label=_("The ways"),
        max_length=5000,
        widget=writing(4),
        help_text=_("One a line, two or more. Doing nothing is a way, too."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.figures = [FigureForm(data, prefix=f"f{place}") for place in range(FIGURES)]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(figure.is_valid() for figure in self.figures)])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        rows = [figure.cleaned_data for figure in self.figures if figure.is_valid()]
        told = [{**row, "day": row["day"].isoformat() if row["day"] else ""} for row in rows]
        options = said.get("options", "").splitlines()
        return {"question": said.get("question", ""), "options": options, "figures": told}


class ChoiceForm(forms.Form):
    choice = forms.ChoiceField(label=_("The client chose"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In the client’s own words"),
        max_length=2000,
        widget=writing(),
        help_text=_("They stand in the written confirmation that leaves at once."),
    )
    chosen_at = Moment(label=_("When it was said"))

    def __init__(self, *args: Any, options: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["choice"]
        field.choices = [(option, option) for option in options]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    question: QuestionRow
    words: str

    @property
    def decision(self) -> Asked:
        return self.question.asked


def decision_rows(engagement: Engagement, tokens: Tokens, voice: Voice) -> list[DecisionRow]:
    rows = engagement.decisions.select_related("asked_by", "heard_by")
    return [DecisionRow(question_row(row, tokens, voice), _state(row, voice)) for row in rows]


def _state(row: Decision, voice: Voice) -> str:
    if row.withdrawn_at or (row.answered_at is None and row.letter_id):
        return state_words(row, voice)
    if row.answered_at is None:
        put = {"when": voice.full(row.asked_at)}
        return __("Put to the client %(when)s; not decided yet.") % put
    return f"{state_words(row, voice)} {_confirmation(row, voice)}"


def _confirmation(row: Decision, voice: Voice) -> str:
    if row.confirmed_at:
        return __("Confirmed in writing %(when)s.") % {"when": voice.full(row.confirmed_at)}
    if row.confirm_due_at and row.confirm_due_at <= voice.now:
        return __("Not confirmed in writing, and the business day is over.")
    when = voice.by(row.confirm_due_at) if row.confirm_due_at else ""
    return __("The written confirmation is due %(when)s.") % {"when": when}


@for_desk("put_decision")
def put(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    form = DecisionForm(typed(request))
    made = ask(
        form,
        lambda **said: put_decision(engagement, **said, by=reader(request), at=clock.now()),
    )
    if made is not None:
        if made.unsourced:
            told = ", ".join(row["what"] for row in made.unsourced)
            say(request, __("Without a source or a day: %(what)s. Add them.") % {"what": told})
        return redirect(page_of(engagement, "decisions"))
    words = {"engagement": engagement, "title": _("Something to decide"), "button": _("Keep")}
    back = {"back": page_of(engagement, "decisions")}
    return show(request, "desk/agreements/decision.html", form, words | back)


@for_desk("put_decision")
def choose(request: HttpRequest, engagement_id: int, decision_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = load_decision(engagement, decision_id)
    at = clock.now()
    return form_page(
        request,
        engagement,
        ChoiceForm(typed(request), initial={"chosen_at": at}, options=known.options),
        lambda **said: record_choice(known, **said, by=reader(request), at=at),
        title=_("What the client chose"),
        lede=known.question,
        button=_("Keep it and confirm in writing"),
        done=_("It is kept, and the written confirmation is on its way."),
        part="decisions",
    )


@require_POST
@for_desk("put_decision")
def invite(request: HttpRequest, engagement_id: int, decision_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = load_decision(engagement, decision_id)
    return press(
        request,
        engagement,
        lambda: ask_decision(known, by=reader(request), at=clock.now()),
        done=__("The client is asked. The answer comes to you."),
        part="decisions",
    )


@require_POST
@for_desk("put_decision")
def withdraw(request: HttpRequest, engagement_id: int, decision_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = load_decision(engagement, decision_id)
    return press(
        request,
        engagement,
        lambda: withdraw_decision(known, by=reader(request), at=clock.now()),
        done=__("The question is taken back."),
        part="decisions",
    )


def load_decision(engagement: Engagement, decision_id: int) -> Decision:
    return get_object_or_404(Decision, engagement=engagement, pk=decision_id)
