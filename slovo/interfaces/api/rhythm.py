"""Who is forgotten, who starts, what was done for a client, and the first thirty days."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.cases.models import Case
from slovo.domain.loyalty.actions.feeling import say_mood
from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.actions.wishing import wish_voice
from slovo.domain.loyalty.forgotten import listed, rhythms_of
from slovo.domain.loyalty.models import RealAction
from slovo.domain.loyalty.moods import moods_of, thing_of
from slovo.domain.loyalty.onboarding import path_of
from slovo.domain.loyalty.proposing import proposals
from slovo.domain.loyalty.shapes import action_as_dict, path_as_dict, rhythm_as_dict, start_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.agreements import load_engagement
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.interfaces.api.persons import load_person
from slovo.lib import clock

router = Router()
MOST = 200


class Whose(Schema):
    of: str = Field("", description="the address of a colleague; yourself when it is left out")


class NewAction(Schema):
    """`kind`: call, visit, warning or work; `started_by`: us or client; `done_at`: now."""

    kind: str
    words: str = Field("", max_length=1000)
    done_at: AwareDatetime | None = None
    started_by: str = "us"


class Felt(Schema):
    """Both marks from -2 to 2, or neither to skip it.

    `about`: talk:7, call:5, message:12 (said by phone), meeting:4 or realaction:3.
    """

    about: str
    client: int | None = None
    ours: int | None = None


@router.get("/forgotten", summary="List whom a colleague should turn to")
def list_forgotten(request: HttpRequest, asked: Query[Whose]) -> list[dict[str, Any]]:
    """The longest forgotten first, with the reasons."""
    refuse_unless_allowed("see_cases", asker(request))
    of = colleague(request, asked.of) if asked.of else asker(request)
    rows = listed(of, clock.now())[:MOST]
    days = proposals([row.person for row in rows if row.is_unheard], clock.now())
    return [rhythm_as_dict(row, days.get(row.person.pk)) for row in rows]


@router.get("/persons/{person_id}/rhythm", summary="Show the rhythm with a client")
def show_rhythm(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """The last real action and voice, and every contact of 90 days with who began it."""
    person, user = load_person(request, person_id), asker(request)
    row = rhythms_of([person], user.zone, clock.now())[0]
    keys = [start.case for start in row.starts.rows if start.case]
    cases = Case.objects.visible_to(user).in_bulk(keys)
    refs = {key: case.ref for key, case in cases.items()}
    starts = [start_as_dict(start, refs) for start in row.starts.rows]
    days = proposals([person] if row.is_unheard else [], clock.now())
    return rhythm_as_dict(row, days.get(person.pk)) | {"starts": starts}


@router.get("/persons/{person_id}/real-actions", summary="List what was noted for a client")
def list_real_actions(request: HttpRequest, person_id: int) -> list[dict[str, Any]]:
    person = load_person(request, person_id)
    rows = RealAction.objects.visible_to(asker(request)).filter(person=person)
    return [action_as_dict(row) for row in rows.select_related("done_by")[:MOST]]


@router.post(
    "/persons/{person_id}/real-actions",
    summary="Note a call, a visit, a warning or work",
    response={201: dict},
)
def post_real_action(
    request: HttpRequest, person_id: int, said: NewAction
) -> Status[dict[str, Any]]:
    person = load_person(request, person_id)
    made = note_real_action(person, **said.dict(), by=asker(request), at=clock.now())
    return Status(201, action_as_dict(made))


@router.post("/persons/{person_id}/moods", summary="Say how a talk or a call was felt")
def post_mood(request: HttpRequest, person_id: int, said: Felt) -> dict[str, Any]:
    """The moods so far, the oldest first; one without marks was skipped."""
    person, by = load_person(request, person_id), asker(request)
    thing = thing_of(person, said.about, by)
    if thing is None:
        raise Http404
    marks = {"client": said.client, "ours": said.ours}
    say_mood(thing, **marks, by=by, at=clock.now())
    found = moods_of(person)
    rows = [{"about": one.about, "client": one.client, "ours": one.ours} for one in found.rows]
    return {"moods": rows, "has_fallen": found.has_fallen}


@router.get("/engagements/{engagement_id}/first-days", summary="Show the first thirty days")
def show_first_days(request: HttpRequest, engagement_id: int) -> dict[str, Any]:
    """Not found before it is signed, after thirty days, and when it has ended."""
    at = clock.now()
    path = path_of(load_engagement(request, engagement_id), at)
    if path is None:
        raise Http404
    return path_as_dict(path, at)


class VoiceWished(Schema):
    """0: no calls; 90 is what everybody has."""

    every_days: Literal[0, 30, 60, 90, 180, 365]


@router.put("/persons/{person_id}/voice", summary="Say how often he wants to be called or met")
def put_voice_wish(request: HttpRequest, person_id: int, said: VoiceWished) -> dict[str, Any]:
    person, by, at = load_person(request, person_id), asker(request), clock.now()
    wish_voice(person, every_days=said.every_days, by=by, at=at)
    return rhythm_as_dict(rhythms_of([person], by.zone, at)[0])
