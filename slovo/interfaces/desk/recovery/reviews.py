"""Quarterly reviews: opened with frozen figures, read as they were signed, added to, printed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slovo.domain.billing.months import Month
from slovo.domain.complaints.actions.resolving import carry_out
from slovo.domain.complaints.actions.reviewing import add_addendum, open_review, sign_review
from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.complaints.review_words import quarter_words
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.recovery.behind import lists_of
from slovo.interfaces.desk.recovery.forms import (
    AddendumForm,
    DecisionForms,
    OutcomeForm,
    SignForm,
    decisions_of,
)
from slovo.interfaces.desk.recovery.review_rows import resolution_rows, review_figures, review_row
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

RELATED = ("opened_by", "signed_by")


@require_safe
@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """Whoever may not read reviews finds what is his to do."""
    user, voice = reader(request), Voice.here(clock.now())
    reviews = QuarterReview.objects.visible_to(user).select_related(*RELATED)
    last = Month(quarter_of(Month.at(voice.now).moved(-3).first))
    known = {review.quarter for review in reviews}
    resolutions = Resolution.objects.visible_to(user).open().select_related("owner", "review")
    context = {
        "reviews": [review_row(review, voice) for review in reviews],
        "resolutions": resolution_rows(resolutions.order_by("due_at", "pk"), user, voice),
        "may_open": user.may("open_review") and last.first not in known,
        "may_see": user.may("see_review"),
        "quarter": quarter_words(QuarterReview(quarter=last.first)),
    }
    return render(request, "desk/recovery/reviews.html", context)


@require_POST
@for_desk("open_review")
def start(request: HttpRequest) -> HttpResponse:
    """Of the last quarter that is over."""
    at = clock.now()
    quarter = quarter_of(Month.at(at).moved(-3).first)
    try:
        made = open_review(quarter, by=reader(request), at=at)
    except Refusal as refusal:
        say_refusal(request, str(refusal))
        return redirect("complaint-review")
    return redirect("review-show", made.key)


@require_safe
@for_desk("see_review")
def show(request: HttpRequest, quarter: str) -> HttpResponse:
    review, voice, user = _load(request, quarter), Voice.here(clock.now()), reader(request)
    resolutions = review.resolutions.select_related("owner", "review", "done_by")
    addenda = review.addenda.select_related("by").order_by("at", "pk")
    context = {
        "review": review,
        "row": review_row(review, voice),
        "figures": review_figures(review, voice),
        "lists": lists_of(review, user, voice),
        "resolutions": resolution_rows(resolutions.order_by("due_at", "pk"), user, voice),
        "addenda": [(each, voice.full(each.at)) for each in addenda],
        "may_sign": user.may("sign_review"),
    }
    return render(request, "desk/recovery/review.html", context)


@for_desk("sign_review")
def sign(request: HttpRequest, quarter: str) -> HttpResponse:
    review, by = _load(request, quarter), reader(request)
    form, lines = SignForm(typed(request)), DecisionForms(typed(request))

    def sign_it(conclusions: str) -> QuarterReview:
        said = decisions_of(lines)
        return sign_review(review, conclusions=conclusions, decisions=said, by=by, at=clock.now())

    is_whole = not lines.is_bound or lines.is_valid()
    made = ask(form, sign_it) if is_whole else None
    if made is None:
        if not is_whole:
            form.add_error(None, _("A decision is not whole: say what, whose it is and by when."))
        context = {"review": review, "lines": lines, "title": quarter_words(review)}
        return show_form(request, "desk/recovery/sign.html", form, context)
    say(request, _("It is signed. Whoever has something to do knows of it."))
    return redirect("review-show", made.key)


@for_desk("sign_review")
def add(request: HttpRequest, quarter: str) -> HttpResponse:
    review, by = _load(request, quarter), reader(request)
    form = AddendumForm(typed(request))
    made = ask(form, lambda text: add_addendum(review, text=text, by=by, at=clock.now()))
    if made is None:
        words = {"title": _("Addendum"), "lede": _("It stands below what was signed.")}
        return _form(request, form, review, **words, button=_("Add it"))
    say(request, _("It stands below the signature."))
    return redirect("review-show", review.key)


@for_desk("carry_out")
def done(request: HttpRequest, resolution_id: int) -> HttpResponse:
    mine = Resolution.objects.visible_to(reader(request)).select_related("review", "owner")
    found, by = get_object_or_404(mine, pk=resolution_id), reader(request)
    form = OutcomeForm(typed(request))
    made = ask(form, lambda outcome: carry_out(found, outcome=outcome, by=by, at=clock.now()))
    if made is None:
        words = {"title": _("It is done"), "lede": found.text, "button": _("Keep it")}
        return _form(request, form, None, **words)
    say(request, _("It is kept: the next review reads it."))
    return redirect("complaint-review")


def _form(
    request: HttpRequest, form: forms.Form, review: QuarterReview | None, **words: Any
) -> HttpResponse:
    back = reverse("review-show", args=[review.key]) if review else reverse("complaint-review")
    return show_form(request, "desk/recovery/form.html", form, {**words, "back": back})


def _load(request: HttpRequest, quarter: str) -> QuarterReview:
    rows = QuarterReview.objects.visible_to(reader(request)).select_related(*RELATED)
    return get_object_or_404(rows.of_quarter(quarter))
