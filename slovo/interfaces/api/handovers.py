"""Whom clients trust here, and the introductions without which nobody leaves."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.clients.models import Relationship, holders_of
from slovo.domain.handovers.actions.introducing import (
    DaysMissing,
    Told,
    introduce_stand_in,
    introduce_successor,
)
from slovo.domain.handovers.holdings import holdings_of
from slovo.domain.handovers.models import Introduction
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.interfaces.api.persons import load_person, visible_persons
from slovo.lib import clock

router = Router()


class HolderGiven(Schema):
    user: str = Field(description="a colleague's mail address, or “me”")


class HolderShape(Schema):
    user: str
    email: str
    since: AwareDatetime


class HoldingShape(Schema):
    """`holds`: a line for each thing."""

    person: int
    full_name: str
    holds: list[str]


class IntroductionGiven(Schema):
    """With `first_day` and `last_day`: a stand-in for an absence; else for good."""

    persons: list[int] = Field(min_length=1, max_length=500)
    to: str = Field(description="a colleague's mail address")
    introduced_at: AwareDatetime
    how: Literal["meeting", "call", "video", "letter"]
    words: str = Field(max_length=1000)
    brief: str = Field(description="three lines: what he wants, what he fears, what we promised")
    first_day: date | None = None
    last_day: date | None = None


class IntroductionShape(Schema):
    person: int
    of: str
    to: str
    introduced_at: datetime
    how: str
    words: str
    first_day: date | None
    last_day: date | None


@router.get(
    "/persons/{person_id}/holders", summary="Whom he trusts here", response=list[HolderShape]
)
def list_holders(request: HttpRequest, person_id: int) -> list[dict[str, Any]]:
    return [_holder(held) for held in holders_of(load_person(request, person_id))]


@router.post(
    "/persons/{person_id}/holders",
    summary="Name whom he trusts here",
    response={201: HolderShape},
)
def add_holder(request: HttpRequest, person_id: int, given: HolderGiven) -> Status[dict[str, Any]]:
    person = load_person(request, person_id)
    user = colleague(request, given.user)
    return Status(
        201, _holder(hold_relationship(person, user=user, by=asker(request), at=clock.now()))
    )


@router.get(
    "/colleagues/{email}/holdings",
    summary="What a colleague holds for clients",
    response=list[HoldingShape],
)
def list_holdings(request: HttpRequest, email: str) -> list[dict[str, Any]]:
    reader = asker(request)
    refuse_unless_allowed("introduce_successor", reader)
    return [
        {"person": each.person.pk, "full_name": each.person.full_name, "holds": each.words(reader)}
        for each in holdings_of(colleague(request, email))
    ]


@router.post(
    "/colleagues/{email}/introductions",
    summary="Write down that clients were introduced",
    response={201: list[IntroductionShape]},
)
def add_introductions(
    request: HttpRequest, email: str, given: IntroductionGiven
) -> Status[list[dict[str, Any]]]:
    by, at = asker(request), clock.now()
    refuse_unless_allowed("introduce_successor", by)
    of, to = colleague(request, email), colleague(request, given.to)
    people = list(visible_persons(request).filter(pk__in=given.persons).order_by("pk"))
    told = Told(given.introduced_at, given.how, given.words, given.brief)
    if given.first_day is None and given.last_day is None:
        made = introduce_successor(people, of=of, to=to, told=told, by=by, at=at)
    elif given.first_day is None or given.last_day is None:
        raise DaysMissing(_("Say both days, or neither."))
    else:
        days = (given.first_day, given.last_day)
        made = introduce_stand_in(people, of=of, to=to, days=days, told=told, by=by, at=at)
    return Status(201, [_introduction(each) for each in made])


def _holder(held: Relationship) -> dict[str, Any]:
    return {"user": held.user.full_name, "email": held.user.email, "since": held.since}


def _introduction(made: Introduction) -> dict[str, Any]:
    return {
        "person": made.person_id,
        "of": made.of.full_name,
        "to": made.to.full_name,
        "introduced_at": made.introduced_at,
        "how": made.how,
        "words": made.words,
        "first_day": made.first_day,
        "last_day": made.last_day,
    }
