"""Who stands in the house twice: the pairs, the merger of two, and its undoing."""

from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.indexing import index_people
from slovo.domain.clients.actions.merging import merge_people, tell_apart, undo_merger
from slovo.domain.clients.doubles import Double, doubles
from slovo.domain.clients.merging import moving
from slovo.domain.clients.models import Merger, Person, Standing
from slovo.domain.clients.traces import unseen
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.doubles.words import REASONS, left_in_words, what_moves
from slovo.interfaces.desk.seeking import people_named
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

MOST_PAIRS, MOST_FOUND, MOST_MERGERS = 50, 20, 20


@for_desk("merge_people")
def show_list(request: HttpRequest) -> HttpResponse:
    index_people(by=reader(request), at=clock.now())
    found = doubles()
    mergers = Merger.objects.visible_to(reader(request)).may_be_undone(clock.now())
    context = {
        "pairs": _pairs(request, found[:MOST_PAIRS]),
        "count": len(found),
        "waiting": unseen().count(),
        "mergers": mergers.select_related("kept", "gone", "by")[:MOST_MERGERS],
    }
    return render(request, "desk/doubles/list.html", context)


@require_POST
@for_desk("merge_people")
def apart(request: HttpRequest, pk: int, other_id: int) -> HttpResponse:
    one, other = _person(pk), _person(other_id)
    try:
        tell_apart(one, other, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
    else:
        words = _("%(one)s and %(other)s are two people. They are not shown as a pair again.")
        say(request, words % {"one": one, "other": other})
    return redirect("person-doubles")


@for_desk("merge_people")
def seek(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom he is the same as, when nothing gave it away."""
    person = load_person(request, pk)
    words = request.GET.get("q", "").strip()[:200]
    found = people_named(words).exclude(pk=person.pk) if words else Person.objects.none()
    people = found.distinct().prefetch_related("addresses")[:MOST_FOUND]
    context = {"person": person, "people": people, "q": words}
    return render(request, "desk/doubles/seek.html", context)


@for_desk("merge_people")
def merge(request: HttpRequest, pk: int, other_id: int) -> HttpResponse:
    """Side by side, and what will move; `pk` is kept."""
    kept, gone = _person(pk), _person(other_id)
    form = forms.Form(typed(request))
    merger = ask(form, lambda: merge_people(kept, gone, by=reader(request), at=clock.now()))
    if merger is not None:
        words = _("%(gone)s is now one with %(kept)s.") % {"gone": gone, "kept": kept}
        say(request, words, undo_url=reverse("merger-undo", args=[merger.pk]))
        return redirect("person-show", kept.pk)
    counts = {
        named: key.model._default_manager.filter(**{key.name: gone}).count()
        for named, key in moving().items()
    }
    moves = what_moves({named: count for named, count in counts.items() if count})
    context = {"kept": kept, "gone": gone, "sides": (kept, gone), "moves": moves}
    return show(request, "desk/doubles/merge.html", form, context)


@require_POST
@for_desk("merge_people")
def undo(request: HttpRequest, merger_id: int) -> HttpResponse:
    mergers = Merger.objects.visible_to(reader(request)).select_related("kept", "gone")
    merger = get_object_or_404(mergers, pk=merger_id)
    try:
        left = undo_merger(merger, by=reader(request), at=clock.now())
    except Refusal as refusal:
        say_refusal(request, str(refusal))
        return redirect("person-doubles")
    names = {"gone": merger.gone, "kept": merger.kept, "left": left_in_words(left)}
    words = _("%(gone)s and %(kept)s are two people again.") % names
    if left:
        changed = _("What changed since stays with %(kept)s: %(left)s.") % names
        words = f"{words} {changed}"
    say(request, words)
    return redirect("person-show", merger.gone_id)


def _person(pk: int) -> Person:
    """As he is, even if he was merged: the verb says so in words."""
    people = Person.objects.prefetch_related("addresses", _running())
    return get_object_or_404(people, pk=pk)


def _running() -> Any:
    running = Standing.objects.filter(to_date=None).select_related("organisation")
    return Prefetch("standings", running, to_attr="running")


def _pairs(request: HttpRequest, found: list[Double]) -> list[dict[str, Any]]:
    keys = {key for pair in found for key in (pair.one, pair.other)}
    people = Person.objects.visible_to(reader(request)).filter(pk__in=keys)
    by_key = {each.pk: each for each in people.prefetch_related("addresses", _running())}
    return [
        {
            "one": by_key[pair.one],
            "other": by_key[pair.other],
            "sides": (by_key[pair.one], by_key[pair.other]),
            "why": ", ".join(str(REASONS[reason]) for reason in REASONS if reason in pair.reasons),
        }
        for pair in found
    ]
