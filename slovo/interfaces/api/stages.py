"""The way of an agreement: maps, stages, and the client's part in them."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.delivery.actions.maps import save_stage_map
from slovo.domain.delivery.actions.stages import (
    enter_stage,
    follow_map,
    name_stage_owner,
    pass_stage,
    record_part,
)
from slovo.domain.delivery.models import Stage, StageMap
from slovo.domain.delivery.shapes import map_as_dict, stage_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.agreements import load_engagement, part_of
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.lib import clock

router = Router()


class Step(Schema):
    """`hand`: handler, answerer, deputy, principal, or empty: named later."""

    name: str = Field(max_length=120)
    hand: Literal["", "handler", "answerer", "deputy", "principal"] = ""
    days: int = Field(ge=1, le=400)
    message: str = ""
    client_part: str = Field("", max_length=300)
    is_work: bool = False
    is_key: bool = False


class NewMap(Schema):
    name: str
    steps: list[Step]


class Followed(Schema):
    map: int


class Owner(Schema):
    owner: str = Field(description="a colleague's address, or me")


class TakenPart(Schema):
    """Answered and waived need the client's words."""

    part: Literal["met", "answered", "waived"]
    words: str = ""


@router.get("/stage-maps", summary="List maps of stages", response=list[dict[str, Any]])
def list_stage_maps(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    return [map_as_dict(row) for row in StageMap.objects.order_by("name")]


@router.post("/stage-maps", summary="Write a map of stages", response={201: dict})
def add_stage_map(request: HttpRequest, new: NewMap) -> Status[dict[str, Any]]:
    steps = [step.dict() for step in new.steps]
    made = save_stage_map(None, name=new.name, steps=steps, by=asker(request), at=clock.now())
    return Status(201, map_as_dict(made))


@router.post(
    "/agreements/{engagement_id}/stages",
    summary="Follow a map",
    response={201: list[dict[str, Any]]},
)
def follow(
    request: HttpRequest, engagement_id: int, followed: Followed
) -> Status[list[dict[str, Any]]]:
    engagement = load_engagement(request, engagement_id)
    known = StageMap.objects.filter(pk=followed.map).first()
    if known is None:
        raise Http404
    made = follow_map(engagement, stage_map=known, by=asker(request), at=clock.now())
    return Status(201, [stage_as_dict(stage) for stage in made])


@router.post(
    "/agreements/{engagement_id}/stages/{stage_id}/owner", summary="Name its owner", response=dict
)
def own_stage(
    request: HttpRequest, engagement_id: int, stage_id: int, named: Owner
) -> dict[str, Any]:
    stage = part_of(request, engagement_id, Stage, stage_id)
    owner = colleague(request, named.owner)
    return stage_as_dict(name_stage_owner(stage, owner=owner, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/stages/{stage_id}/enter", summary="Begin it", response=dict
)
def begin_stage(request: HttpRequest, engagement_id: int, stage_id: int) -> dict[str, Any]:
    stage = part_of(request, engagement_id, Stage, stage_id)
    return stage_as_dict(enter_stage(stage, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/stages/{stage_id}/pass", summary="It is behind us", response=dict
)
def leave_stage(request: HttpRequest, engagement_id: int, stage_id: int) -> dict[str, Any]:
    stage = part_of(request, engagement_id, Stage, stage_id)
    return stage_as_dict(pass_stage(stage, by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/stages/{stage_id}/part",
    summary="Write down the client's part in it",
    response=dict,
)
def share_stage(
    request: HttpRequest, engagement_id: int, stage_id: int, taken: TakenPart
) -> dict[str, Any]:
    stage = part_of(request, engagement_id, Stage, stage_id)
    return stage_as_dict(record_part(stage, **taken.dict(), by=asker(request), at=clock.now()))
