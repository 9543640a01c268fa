"""How the last call or talk was, asked on the client's page in one tap."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.refusal import Refusal
from slovo.domain.loyalty.actions.feeling import MARKS, say_mood
from slovo.domain.loyalty.models import Mood
from slovo.domain.loyalty.moods import Thing, about, felt_at, moods_of, thing_of, unasked
from slovo.interfaces.desk.doors import back_to, for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web import toasts

WHAT = {
    "talk": gettext_lazy("The talk"),
    "call": gettext_lazy("The call"),
    "message": gettext_lazy("The call"),
    "meeting": gettext_lazy("The meeting"),
    "realaction": gettext_lazy("The call or visit"),
}


@require_POST
@for_desk("note_real_action")
def feel(request: HttpRequest, pk: int) -> HttpResponse:
    """`both` is one tap for both sides, or empty to skip; else `client` and `ours` apart."""
    people = Person.objects.visible_to(reader(request))
    person, at = get_object_or_404(people, pk=pk), clock.now()
    thing = thing_of(person, request.POST.get("about", ""), reader(request))
    if thing is None:
        raise Http404
    both = request.POST.get("both")
    marks = [request.POST.get(side, "") if both is None else both for side in ("client", "ours")]
    try:
        client, ours = (_mark(mark) for mark in marks)
        say_mood(thing, client=client, ours=ours, by=reader(request), at=at)
    except Refusal as refusal:
        moods = moods_context(person, Voice.here(at), thing)
        moods["back"] = request.POST.get("next") or reverse("person-show", args=[pk])
        context = {"person": person, "moods": moods, "refused": str(refusal)}
        return render(request, "desk/rhythm/feel.html", context, status=422)
    toasts.say(request, _("It is kept how it was."))
    return back_to(request, reverse("person-show", args=[pk]))


def moods_context(person: Person, voice: Voice, thing: Thing | None = None) -> dict[str, Any]:
    found, thing = moods_of(person), thing or unasked(person, voice.now)
    return {
        "words": ", ".join(sign(row.client) for row in found.rows),
        "has_fallen": found.has_fallen,
        **question(thing, voice),
    }


def question(thing: Thing | None, voice: Voice) -> dict[str, Any]:
    return {
        "about": about(thing) if thing else "",
        "what": _what(thing) if thing else "",
        "when": voice.full(felt_at(thing)) if thing else "",
        "marks": [(str(mark), sign(mark)) for mark in MARKS],
    }


def _what(thing: Thing) -> str:
    is_face_to_face = isinstance(thing, Message) and thing.channel == "in_person"
    return str(WHAT["talk" if is_face_to_face else thing._meta.model_name or ""])


def asked_of(request: HttpRequest, thing: Thing | None, voice: Voice) -> dict[str, Any] | None:
    """The question, unless somebody has answered it or the reader may not."""
    if thing is None or not reader(request).may("note_real_action"):
        return None
    is_said = Mood.objects.filter(about=about(thing)).exists()
    return None if is_said else question(thing, voice)


def asked_after(request: HttpRequest, person: Person, voice: Voice) -> dict[str, Any] | None:
    """What was noted a moment ago, on the page its writer went on to: `?felt=talk:7`."""
    named = request.GET.get("felt", "")
    thing = thing_of(person, named, reader(request)) if named else None
    return asked_of(request, thing, voice)


def after(url: str, thing: Thing | None) -> str:
    """The page one goes on to, asking there how it was."""
    return f"{url}?felt={about(thing)}" if thing else url


def sign(mark: int | None) -> str:
    """«+1», «0», «−2», or that nobody said it."""
    return _("gap") if mark is None else f"{mark:+}".replace("-", "−").replace("+0", "0")


def _mark(text: str) -> int | None:
    return int(text) if text in {"-2", "-1", "0", "1", "2"} else None if not text else 9
