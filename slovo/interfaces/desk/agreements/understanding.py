"""What we understood, said in the client's words and confirmed before work."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.actions.understanding import answer_restatement, restate
from slovo.domain.delivery.models import Answer, Restatement
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.agreements.questions import (
    QuestionRow,
    SpokenAnswer,
    Tokens,
    question_row,
)
from slovo.interfaces.desk.asking import Words, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


class RestatementForm(forms.Form):
    text = forms.CharField(
        label=_("What the client wants"),
        max_length=5000,
        widget=writing(6),
        help_text=_("In the client’s own words, not ours: what, why, by when, what must not be."),
    )


def restatement_rows(engagement: Engagement, tokens: Tokens, voice: Voice) -> list[QuestionRow]:
    rows = engagement.restatements.filter(withdrawn_at=None)
    return [question_row(row, tokens, voice) for row in rows.select_related("asked_by", "heard_by")]


@for_desk("restate")
def ask(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    last = engagement.restatements.filter(withdrawn_at=None).order_by("pk").last()
    is_corrected = last is not None and last.answer == Answer.NO
    lede: Words = _("The client confirms or corrects it on one page. Work begins after the yes.")
    if last is not None and is_corrected:
        lede = __("The client’s correction: “%(words)s”") % {"words": last.words}
    return form_page(
        request,
        engagement,
        RestatementForm(typed(request), initial={"text": last.text if last else ""}),
        lambda text: restate(engagement, text=text, by=reader(request), at=clock.now()),
        title=_("Did I get you right?"),
        lede=lede,
        button=_("Send it to the client"),
        done=_("The client is asked. The answer comes to you."),
        part="understanding",
    )


@for_desk("restate")
def answer(request: HttpRequest, engagement_id: int, restatement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = get_object_or_404(Restatement, engagement=engagement, pk=restatement_id)
    at = clock.now()
    return form_page(
        request,
        engagement,
        SpokenAnswer(typed(request), initial={"said_at": at}),
        lambda **said: answer_restatement(known, **said, by=reader(request), at=at),
        title=_("Write down what the client said"),
        lede=known.text,
        button=_("Keep it and confirm in writing"),
        done=_("It is kept, and the written confirmation is on its way."),
        part="understanding",
    )
