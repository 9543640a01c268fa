"""Dates that left without a decision: a list to look through, the first due first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import promise_date, set_date_aside
from slovo.domain.promises.dates import sentence_with
from slovo.domain.promises.models import FoundDate
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.composer import local
from slovo.interfaces.desk.dates.forms import PromiseOfDate
from slovo.interfaces.desk.dates.marks import instead_of
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

MOST = 100
EVERYTHING = ("case__person", "author", "message", "promise")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    found: FoundDate
    url: str
    sentence: str
    due: str
    left: str
    look_by: str
    is_late: bool


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    voice = Voice.here(clock.now())
    found = FoundDate.objects.visible_to(reader(request)).to_review()
    rows = found.select_related(*EVERYTHING).order_by("review_by", "pk")[: MOST + 1]
    shown = [review_row(one, voice) for one in rows]
    context = {"rows": shown[:MOST], "has_more": len(shown) > MOST}
    return render(request, "desk/dates/review.html", context)


@for_desk("make_promise")
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    voice = Voice.here(clock.now())
    row = review_row(found, voice)
    initial = {"text": row.sentence, "due_at": local(found.due_at, voice)}
    form = PromiseOfDate(typed(request), initial=initial)
    instead = None
    if form.is_bound and form.is_valid():
        try:
            promise_date(
                found, owner=found.author, by=reader(request), at=voice.now, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            instead = instead_of(refusal, voice)
        else:
            say(request, _("It is a promise now."))
            return redirect("date-review")
    status = 422 if form.errors else 200
    context = {"form": form, "row": row, "instead": instead}
    return render(request, "desk/dates/promise.html", context, status=status)


@require_POST
@for_desk("answer_case")
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        set_date_aside(load(request, pk), by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        say(request, _("Remembered: not a promise."))
    return redirect("date-review")


def load(request: HttpRequest, pk: int) -> FoundDate:
    visible = FoundDate.objects.visible_to(reader(request)).exclude(message=None)
    return get_object_or_404(visible.select_related(*EVERYTHING), pk=pk)


def review_row(found: FoundDate, voice: Voice) -> ReviewRow:
    message, review_by = found.message, found.review_by or found.found_at
    return ReviewRow(
        found=found,
        url=reverse("case-show", args=[found.case.ref]),
        sentence=sentence_with(message.text, found.words) if message else found.words,
        due=voice.full(found.due_at),
        left=voice.full(message.delivered_at) if message and message.delivered_at else "",
        look_by=voice.by(review_by),
        is_late=review_by <= voice.now,
    )
