"""Missed calls: noted by a program or a colleague, called back, tried in vain."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.calls.actions.answering import call_back, try_call
from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.calls.actions.teams import approve_call_in, ask_call_in, call_team
from slovo.domain.calls.models import CallIn, MissedCall
from slovo.domain.calls.shapes import call_as_dict, team_call_as_dict
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import Team
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.lib import clock

router = Router()
RELATED = ("case", "person", "called_by")


class Missed(Schema):
    """`missed_at`: null is now."""

    missed_at: AwareDatetime | None = None


class CalledBack(Schema):
    """`covers`: his other cases whose letters he was told we have read."""

    text: str = Field("", max_length=5000)
    next_word_at: AwareDatetime | None = None
    covers: list[str] = []


@router.get("/missed-calls", summary="List calls that wait", response=list[dict[str, Any]])
def list_missed_calls(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    waiting = MissedCall.objects.visible_to(asker(request)).waiting().select_related(*RELATED)
    return [call_as_dict(call) for call in waiting]


@router.post("/cases/{ref}/missed-calls", summary="Note a missed call", response={201: dict})
def note_call_of_case(request: HttpRequest, ref: str, new: Missed) -> Status[dict[str, Any]]:
    case = load_case(request, ref)
    by, at = asker(request), clock.now()
    call = note_missed_call(case.person, case=case, missed_at=new.missed_at, by=by, at=at)
    return Status(201, call_as_dict(call))


@router.post(
    "/persons/{person_id}/missed-calls",
    summary="Note a missed call that belongs to no case yet",
    response={201: dict},
)
def note_call_of_person(
    request: HttpRequest, person_id: int, new: Missed
) -> Status[dict[str, Any]]:
    by, at = asker(request), clock.now()
    refuse_unless_allowed("note_missed_call", by)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Http404
    call = note_missed_call(person.kept, missed_at=new.missed_at, by=by, at=at)
    return Status(201, call_as_dict(call))


@router.post("/missed-calls/{call_id}/back", summary="Say that you called back", response=dict)
def called_back(request: HttpRequest, call_id: int, said: CalledBack) -> dict[str, Any]:
    covers = [load_case(request, ref) for ref in said.covers]
    call = call_back(
        _call(request, call_id),
        text=said.text,
        next_word_at=said.next_word_at,
        covers=covers,
        by=asker(request),
        at=clock.now(),
    )
    return call_as_dict(call)


@router.post("/missed-calls/{call_id}/tried", summary="Say that he did not pick up", response=dict)
def call_tried(request: HttpRequest, call_id: int) -> dict[str, Any]:
    return call_as_dict(try_call(_call(request, call_id), by=asker(request), at=clock.now()))


class NewTeamCall(Schema):
    team: str = Field(description="its name")
    why: str = Field(max_length=300)


class CalledIn(Schema):
    """Mail addresses of members; empty: a principal is asked."""

    members: list[str] = []


@router.post("/cases/{ref}/team-calls", summary="Call a team to a case", response={201: dict})
def call_a_team(request: HttpRequest, ref: str, new: NewTeamCall) -> Status[dict[str, Any]]:
    case = load_case(request, ref)
    team = Team.objects.filter(name__iexact=new.team.strip(), closed_at=None).first()
    if team is None:
        raise Http404
    call = call_team(case, team=team, why=new.why, by=asker(request), at=clock.now())
    return Status(201, team_call_as_dict(call))


@router.post(
    "/team-calls/{callin_id}/in", summary="Call members in out of their hours", response=dict
)
def call_in(request: HttpRequest, callin_id: int, said: CalledIn) -> dict[str, Any]:
    by, at = asker(request), clock.now()
    visible = CallIn.objects.filter(case__in=Case.objects.visible_to(by))
    call = visible.select_related("case", "team", "answers").filter(pk=callin_id).first()
    if call is None:
        raise Http404
    if not said.members:
        return team_call_as_dict(ask_call_in(call, by=by, at=at))
    members = [colleague(request, email) for email in said.members]
    return team_call_as_dict(approve_call_in(call, members=members, by=by, at=at))


def _call(request: HttpRequest, call_id: int) -> MissedCall:
    visible = MissedCall.objects.visible_to(asker(request)).select_related(*RELATED)
    call = visible.filter(pk=call_id).first()
    if call is None:
        raise Http404
    return call
