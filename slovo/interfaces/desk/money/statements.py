"""What was promised against what came: expectation, statement, and what is done about it."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.actions.expecting import answer_expectation, state_expectation
from slovo.domain.billing.actions.reviewing import settle_review
from slovo.domain.billing.models import Expectation, Review
from slovo.domain.billing.models.expectation import expectation_of
from slovo.domain.billing.months import Month
from slovo.domain.billing.seeing import within_sight
from slovo.domain.billing.sheet import Teller
from slovo.domain.billing.statement import parts
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.agreements.doors import form_page
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.agreements.questions import (
    QuestionRow,
    SpokenAnswer,
    Tokens,
    question_row,
)
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.money.doors import load_engagement
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say


class ExpectationForm(forms.Form):
    text = forms.CharField(
        label=_("What the client can count on"),
        max_length=5000,
        widget=writing(5),
        help_text=_("In plain words: who answers, how soon, how often you write by yourself."),
    )


class SettleForm(forms.Form):
    words = forms.CharField(label=_("What is done about it"), max_length=2000, widget=writing(3))


@dataclass(frozen=True, slots=True)
class BelowRow:
    """A client who got less than promised, for two months."""

    review: Review
    words: str
    url: str


def expectation_row(engagement: Engagement, tokens: Tokens, voice: Voice) -> QuestionRow | None:
    found = expectation_of(engagement)
    return question_row(found, tokens, voice) if found else None


def below_rows(user: User, voice: Voice) -> list[BelowRow]:
    """What waits for a principal's word, the oldest first."""
    if not user.may("settle_review"):
        return []
    rows = Review.objects.visible_to(user).to_settle().order_by("told_at", "pk")
    return [_below(row, voice) for row in rows.select_related("engagement__person")]


def _below(review: Review, voice: Voice) -> BelowRow:
    teller = Teller(voice.language, voice.zone)
    person = review.engagement.person_id
    return BelowRow(review, teller.below(review), statement_url(person, review.month))


def statement_url(person_id: int, month: date) -> str:
    return reverse("statement-show", args=[person_id, month.year, month.month])


@for_desk("state_expectation")
def expect(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    last = expectation_of(engagement)
    first = last.text if last else engagement.service_class.about
    return form_page(
        request,
        engagement,
        ExpectationForm(typed(request), initial={"text": first}),
        lambda text: state_expectation(engagement, text=text, by=reader(request), at=clock.now()),
        title=_("What the client counts on"),
        lede=_("The client confirms it. Each month shows what was promised and what came."),
        button=_("Send it to the client"),
        done=_("The client is asked. The answer comes to you."),
        part="expectation",
    )


@for_desk("state_expectation")
def answer(request: HttpRequest, engagement_id: int, expectation_id: int) -> HttpResponse:
    engagement, at = load_engagement(request, engagement_id), clock.now()
    known = get_object_or_404(Expectation, engagement=engagement, pk=expectation_id)
    return form_page(
        request,
        engagement,
        SpokenAnswer(typed(request), initial={"said_at": at}),
        lambda **said: answer_expectation(known, **said, by=reader(request), at=at),
        title=_("Write down what the client said"),
        lede=known.text,
        button=_("Keep it and confirm in writing"),
        done=_("It is kept, and the written confirmation is on its way."),
        part="expectation",
    )


@for_desk("see_money")
def show(request: HttpRequest, person_id: int, year: int, month: int) -> HttpResponse:
    person, user = get_object_or_404(Person, pk=person_id), reader(request)
    sees_all = user.has_role(Role.PRINCIPAL) or user.has_role(Role.COMPLAINT_OWNER)
    seen = within_sight(user)
    engagements = Engagement.objects.filter(seen, person=person).select_related("service_class")
    if not sees_all and not engagements.exists():
        raise Http404
    voice, chosen = Voice.here(clock.now()), Month.numbered(year, month)
    if chosen is None:
        raise Http404
    teller = Teller(voice.language, voice.zone)
    found = parts(person, engagements.order_by("pk"), chosen, voice.now, alone=sees_all)
    this = Month.at(voice.now)
    context = {
        "person": person,
        "sheets": [teller.sheet(part) for part in found],
        "month": teller.month(chosen.first),
        "before": chosen.moved(-1).first,
        "after": chosen.moved(1).first if chosen.first < this.first else None,
        "is_running": chosen == this,
    }
    return render(request, "desk/money/statement.html", context)


@for_desk("settle_review")
def settle(request: HttpRequest, review_id: int) -> HttpResponse:
    """The statement says it; here is said what is done."""
    visible = Review.objects.visible_to(reader(request)).select_related("engagement__person")
    review = get_object_or_404(visible, pk=review_id)
    form, row = SettleForm(typed(request)), _below(review, Voice.here(clock.now()))
    done = ask(
        form, lambda words: settle_review(review, words=words, by=reader(request), at=clock.now())
    )
    if done is not None:
        say(request, str(_("It is written down. The next month shows whether it helped.")))
        return redirect("today")
    context = {
        "engagement": review.engagement,
        "title": _("Below what was promised"),
        "lede": row.words,
        "button": _("This is done about it"),
        "url": row.url,
        "back": reverse("today"),
    }
    return show_form(request, "desk/money/settle.html", form, context)
