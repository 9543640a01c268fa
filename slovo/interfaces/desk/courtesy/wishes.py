"""What a client said about being written to, and whose turn it is in an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.models import Kind
from slovo.domain.courtesy.rotation import Turn, topics_in, whose_turn
from slovo.interfaces.desk.asking import ask
from slovo.interfaces.desk.courtesy.forms import PreferenceForm
from slovo.interfaces.desk.courtesy.rows import his_time, house_zone
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.organisations import load_organisation
from slovo.interfaces.desk.people import person_page
from slovo.interfaces.desk.people_forms import StandingForm
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

KINDS = (Kind.SURVEY, Kind.CARE, Kind.NEWS)


@require_POST
@for_desk("save_preference")
def prefer(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    form = PreferenceForm(request.POST)
    saved = ask(
        form,
        lambda **said: save_preference(person, **said, by=reader(request), at=clock.now()),
    )
    if saved is None:
        return person_page(request, person, StandingForm(), wish=form)
    say(request, _("It holds from now on, and the client has it in writing."))
    return redirect("person-show", pk)


@for_desk()
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Of those who answer for one thing, the one who was left in peace longest."""
    known, at = load_organisation(request, pk), clock.now()
    topics = topics_in(known)
    topic = request.GET.get("topic", "") or next(iter(topics), "")
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else Kind.SURVEY
    found, voice = whose_turn(known, topic, kind, at), Voice.here(at)
    rows = [_row(row, voice, is_his=row.person == found.person) for row in found.rows]
    first = next((row.person for row in found.rows if row.free_at == found.wait_until), None)
    context = {
        "organisation": known,
        "topics": topics,
        "topic": topic,
        "kind": kind,
        "kinds": [(each.value, each.label) for each in KINDS],
        "found": found,
        "rows": rows,
        "wait": his_time(first, found.wait_until, voice, house_zone())
        if first and found.wait_until
        else "",
    }
    return render(request, "desk/courtesy/turn.html", context)


def _row(row: Turn, voice: Voice, *, is_his: bool) -> dict[str, object]:
    free = row.free_at if row.free_at and row.free_at > voice.now else None
    return {
        "person": row.person,
        "asked": voice.full(row.asked_at) if row.asked_at else "",
        "free": his_time(row.person, free, voice, house_zone()) if free else "",
        "is_free": row.free_at is not None and free is None,
        "why": "" if row.free_at is not None and free is None else row.reason,
        "is_his": is_his,
    }
