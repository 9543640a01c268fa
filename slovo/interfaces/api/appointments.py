"""Decisions of the client, and the times we meet."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.delivery.actions.decisions import (
    ask_decision,
    put_decision,
    record_choice,
    withdraw_decision,
)
from slovo.domain.delivery.actions.meetings import say_ready, warn_client
from slovo.domain.delivery.actions.moving import cancel_appointment, move_meeting
from slovo.domain.delivery.actions.series import move_series, skip_meeting
from slovo.domain.delivery.models import Appointment, Decision, Meeting
from slovo.domain.delivery.shapes import appointment_as_dict, decision_as_dict, meeting_as_dict
from slovo.interfaces.api.agreements import load_engagement, part_of
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.words import WallTime
from slovo.lib import clock

router = Router()


class FigureGiven(Schema):
    what: str
    source: str = ""
    day: str = ""


class NewDecision(Schema):
    question: str
    options: list[str]
    figures: list[FigureGiven] = []


class Choice(Schema):
    choice: str
    words: str
    chosen_at: AwareDatetime | None = None


class NewAppointment(Schema):
    """`side`: whose clock it keeps to. `needs`: what must be ready, asked about beforehand.

    `told_how`: how a colleague told the client; empty: he is told now, by letter.
    """

    title: str
    day: date
    start: WallTime
    side: Literal["ours", "client"] = "ours"
    minutes: int = Field(60, ge=1, le=1440)
    place: str = ""
    repeats: Literal["", "weekly", "fortnightly", "monthly"] = ""
    until: date | None = None
    travel_minutes: int = Field(0, ge=0, le=2880)
    needs: str = Field("", max_length=300)
    bring: str = Field("", max_length=300)
    told_how: str = Field("", max_length=200)


class Told(Schema):
    """`told_how`: how a colleague told the client; empty: he is told now, by letter."""

    told_how: str = Field("", max_length=200)


class NewMeetingTime(Told):
    """`all_after`: of a series this one and all that follow; else this one alone."""

    day: date
    start: WallTime
    all_after: bool = False


class Warned(Schema):
    words: str
    is_spoken: bool = False


@router.post(
    "/agreements/{engagement_id}/decisions",
    summary="Write down what the client has to decide",
    response={201: dict},
)
def post_decision(
    request: HttpRequest, engagement_id: int, new: NewDecision
) -> Status[dict[str, Any]]:
    """`warnings` of the answer names figures without a source or a day."""
    engagement = load_engagement(request, engagement_id)
    made = put_decision(engagement, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, decision_as_dict(made))


@router.post(
    "/agreements/{engagement_id}/decisions/{decision_id}/choice",
    summary="Write down what the client chose",
    response=dict,
)
def choose(
    request: HttpRequest, engagement_id: int, decision_id: int, said: Choice
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Decision, decision_id)
    return decision_as_dict(record_choice(known, **said.dict(), by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/decisions/{decision_id}/ask",
    summary="Ask the client by letter, with a link of his own",
    response=dict,
)
def ask(request: HttpRequest, engagement_id: int, decision_id: int) -> dict[str, Any]:
    known = part_of(request, engagement_id, Decision, decision_id)
    return decision_as_dict(ask_decision(known, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/decisions/{decision_id}/withdraw",
    summary="No longer ask for the decision",
    response=dict,
)
def withdraw_decision_question(
    request: HttpRequest, engagement_id: int, decision_id: int
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Decision, decision_id)
    return decision_as_dict(withdraw_decision(known, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/appointments",
    summary="Agree on a time to meet",
    response={201: dict},
)
def post_appointment(
    request: HttpRequest, engagement_id: int, new: NewAppointment
) -> Status[dict[str, Any]]:
    engagement = load_engagement(request, engagement_id)
    made = make_appointment(engagement, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, appointment_as_dict(made))


@router.post(
    "/agreements/{engagement_id}/appointments/{appointment_id}/cancel",
    summary="Call it off",
    response=dict,
)
def call_off(
    request: HttpRequest, engagement_id: int, appointment_id: int, said: Told | None = None
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Appointment, appointment_id)
    how = said.told_how if said else ""
    found = cancel_appointment(known, told_how=how, by=asker(request), at=clock.now())
    return appointment_as_dict(found)


@router.post(
    "/agreements/{engagement_id}/meetings/{meeting_id}/move",
    summary="Move one meeting to another time",
    response=dict,
)
def move(
    request: HttpRequest, engagement_id: int, meeting_id: int, new: NewMeetingTime
) -> dict[str, Any]:
    meeting = load_meeting(request, engagement_id, meeting_id)
    said = new.dict()
    moved = move_series if said.pop("all_after") else move_meeting
    return meeting_as_dict(moved(meeting, **said, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/meetings/{meeting_id}/skip",
    summary="Leave one meeting of a series out",
    response=dict,
)
def skip(
    request: HttpRequest, engagement_id: int, meeting_id: int, said: Told | None = None
) -> dict[str, Any]:
    meeting = load_meeting(request, engagement_id, meeting_id)
    how = said.told_how if said else ""
    return meeting_as_dict(skip_meeting(meeting, told_how=how, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/meetings/{meeting_id}/ready",
    summary="Say that what it needs is ready",
    response=dict,
)
def ready(request: HttpRequest, engagement_id: int, meeting_id: int) -> dict[str, Any]:
    meeting = load_meeting(request, engagement_id, meeting_id)
    return meeting_as_dict(say_ready(meeting, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/meetings/{meeting_id}/warn",
    summary="Tell the client before he sets out",
    response=dict,
)
def warn(request: HttpRequest, engagement_id: int, meeting_id: int, said: Warned) -> dict[str, Any]:
    meeting = load_meeting(request, engagement_id, meeting_id)
    return meeting_as_dict(warn_client(meeting, **said.dict(), by=asker(request), at=clock.now()))


def load_meeting(request: HttpRequest, engagement_id: int, meeting_id: int) -> Meeting:
    engagement = load_engagement(request, engagement_id)
    rows = Meeting.objects.filter(appointment__engagement=engagement, pk=meeting_id)
    found = rows.select_related("appointment").first()
    if found is None:
        raise Http404
    return found
