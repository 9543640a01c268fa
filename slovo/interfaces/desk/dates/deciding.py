"""What one says of a date while writing; with script a piece of the margin, else the whole page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import promise_draft_date, set_draft_date_aside
from slovo.interfaces.desk.composer import from_form
from slovo.interfaces.desk.dates.forms import DateInDraft, PromiseOfDraftDate, prefix_of
from slovo.interfaces.desk.dates.marks import Refused, marks_of
from slovo.interfaces.desk.doors import is_for, reader
from slovo.interfaces.desk.drafts import keep_draft
from slovo.interfaces.desk.forms import NotUnderstood, Writing
from slovo.interfaces.desk.repeats import repeats_of
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.verbs import verb
from slovo.lib import clock
from slovo.web.toasts import say


@verb
def look(request: HttpRequest, case: Case) -> HttpResponse:
    """The dates of the words as they stand now."""
    return margin(request, case)


@verb
def aside(request: HttpRequest, case: Case) -> HttpResponse:
    said = chosen(request, DateInDraft)
    sides = {"words": said["words"], "due_at": said["found"]}
    set_draft_date_aside(case, **sides, by=reader(request), at=clock.now())
    return decided(request, case, _("Remembered: not a promise."))


@verb
def promise(request: HttpRequest, case: Case) -> HttpResponse:
    try:
        said = chosen(request, PromiseOfDraftDate)
        words, found_at = said.pop("words"), said.pop("found")
        at = clock.now()
        promise_draft_date(case, words=words, found_at=found_at, by=reader(request), at=at, **said)
    except Refusal as refusal:
        if not is_for(request, "dates"):
            raise
        return margin(request, case, refusal)
    return decided(request, case, _("It is a promise now."))


def chosen(request: HttpRequest, kind: type[forms.Form]) -> dict[str, Any]:
    """What is said of the date whose button was pressed; «3@2027-03-22T18:00» says another day."""
    number, _at, due_at = request.POST.get("date", "").partition("@")
    prefix = prefix_of(number)
    typed = request.POST.copy()
    if due_at:
        typed[f"{prefix}-due_at"] = due_at
    form = kind(typed, prefix=prefix)
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    sentence = _("%(field)s: %(fault)s")
    raise NotUnderstood(sentence % {"field": form.fields[name].label or name, "fault": errors[0]})


def decided(request: HttpRequest, case: Case, words: str) -> HttpResponse:
    if is_for(request, "dates"):
        return margin(request, case)
    keep_draft(request, case)
    say(request, words)
    return redirect(reverse("case-show", args=[case.ref]) + "#write")


def margin(request: HttpRequest, case: Case, refusal: Refusal | None = None) -> HttpResponse:
    form = Writing(request.POST)
    told = form.cleaned_data.get("next_word_at") if form.is_valid() else None
    refused = Refused(request.POST, refusal) if refusal else None
    written = from_form(request.POST)
    voice = Voice.here(clock.now())
    marks = marks_of(
        case, reader(request), voice, written=written, next_word_at=told, refused=refused
    )
    status = 422 if refusal else 200
    repeats = repeats_of(case, reader(request), voice, written)
    context = {"case": case, "marks": marks, "repeats": repeats}
    return render(request, "desk/dates/marks.html", context, status=status)
