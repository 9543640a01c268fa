"""A question to the client as a colleague reads it, and what the client said to him."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models import Answer, Asked
from slovo.domain.delivery.wordings import question_url
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.spoken import Voice

Tokens = Mapping[str, str]


class SpokenAnswer(forms.Form):
    """What the client said to a colleague."""

    answer = forms.ChoiceField(
        label=_("The client said"), choices=Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In the client’s own words"),
        max_length=2000,
        widget=writing(),
        help_text=_("They stand in the written confirmation that leaves at once."),
    )
    said_at = Moment(label=_("When it was said"))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question to the client as a colleague reads it."""

    asked: Asked
    words: str
    look: str
    link: str


def question_row(asked: Asked, tokens: Tokens, voice: Voice) -> QuestionRow:
    token = tokens.get(asked.subject) if asked.is_waiting else None
    look = "waiting" if asked.is_waiting else ""
    return QuestionRow(asked, state_words(asked, voice), look, question_url(token) if token else "")


def state_words(asked: Asked, voice: Voice) -> str:
    if asked.withdrawn_at:
        return __("Taken back %(when)s.") % {"when": voice.full(asked.withdrawn_at)}
    if asked.answered_at is None:
        asks = {"when": voice.full(asked.asked_at), "name": asked.asked_by.full_name}
        said = __("Asked by %(name)s %(when)s; no answer yet.") % asks
        if asked.reminded_at:
            again = __("Asked once more %(when)s.") % {"when": voice.full(asked.reminded_at)}
            return f"{said} {again}"
        return said
    told = {
        "answer": asked.get_answer_display(),
        "when": voice.full(asked.answered_at),
        "name": asked.heard_by.full_name if asked.heard_by else "",
    }
    if asked.heard_by:
        return __("%(answer)s, said to %(name)s %(when)s.") % told
    return __("%(answer)s, on the client’s page %(when)s.") % told
