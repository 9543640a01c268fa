"""The map of responsibility of an organisation, and a letter to whoever answers for a topic."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.writing_first import write_to_organisation
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.models import Topic
from slovo.domain.clients.responsibility import answers_for, map_of, topics, topics_in
from slovo.domain.courtesy.models import Approach
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.courtesy.rows import waiting_words
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.organisations import load_organisation
from slovo.interfaces.desk.relations.forms import LetterOfOurs, Responsible
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("person", "backup", "channel", "note")


@for_desk("name_responsible")
def name(request: HttpRequest, pk: int, topic_id: int) -> HttpResponse:
    organisation = load_organisation(request, pk)
    topic = get_object_or_404(Topic, pk=topic_id, dropped_at=None)
    known = organisation.responsibilities.filter(topic=topic).first()
    initial = {side: getattr(known, side) for side in SIDES} if known else {}
    form = Responsible(typed(request), initial=initial, organisation=organisation)
    by, at = reader(request), clock.now()
    named = ask(
        form, lambda **said: name_responsible(organisation, topic=topic, **said, by=by, at=at)
    )
    if named is None:
        context = {"organisation": organisation, "topic": topic}
        return show(request, "desk/relations/responsible.html", form, context)
    names = {"person": named.person, "topic": topic.name}
    say(request, _("%(person)s answers for “%(topic)s”.") % names)
    return redirect("organisation-show", pk)


@for_desk("write_to_organisation")
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """First what it is about; then the letter, with the person who answers for it."""
    organisation = load_organisation(request, pk)
    topic = topic_of(request)
    if topic is None:
        context = {"organisation": organisation, "zones": map_of(organisation)}
        status = 422 if request.method == "POST" else 200
        return render(request, "desk/relations/about.html", context, status=status)
    known = answers_for(organisation, topic)
    form = LetterOfOurs(
        typed(request), initial=first_words(request, known), organisation=organisation
    )
    at = clock.now()
    leaves_at = at + timedelta(seconds=settings.UNDO_SECONDS)
    case = ask(
        form,
        lambda **said: write_to_organisation(
            organisation, topic=topic, **said, send_at=leaves_at, by=reader(request), at=at
        ),
    )
    if case is None:
        context = {"organisation": organisation, "topic": topic, "known": known}
        return show(request, "desk/relations/write.html", form, context)
    say(request, _sent_words(case, at))
    return redirect("case-show", case.ref)


def _sent_words(case: Case, at: datetime) -> str:
    """On its way, or until when it waits and why."""
    held = Approach.objects.held().filter(case_id=case.pk).select_related("person").first()
    if held is None:
        return _("The letter is on its way.")
    return waiting_words(held, Voice.here(at))


def first_words(request: HttpRequest, known: Any) -> dict[str, Any]:
    """Whoever answers for it is proposed; a person may be asked for by the page we come from."""
    return {
        "person": known.person_id if known else None,
        "subject": request.GET.get("about", "")[:300],
    }


def topic_of(request: HttpRequest) -> Topic | None:
    """The one chosen, else the one the words are about, if they are about one only."""
    chosen = request.GET.get("topic", "")
    if chosen:
        topic = next((each for each in topics() if str(each.pk) == chosen), None)
        if topic is None:
            raise Http404
        return topic
    found = topics_in(request.GET.get("about", "")[:300], topics())
    return found[0] if len(found) == 1 else None
