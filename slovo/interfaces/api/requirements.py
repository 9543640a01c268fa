"""What the client requires, the offer that answers it, and whether we got him right."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from slovo.domain.delivery.actions.offers import answer_offer, send_offer
from slovo.domain.delivery.actions.requirements import (
    add_requirement,
    mark_fit,
    settle_requirement,
)
from slovo.domain.delivery.actions.understanding import answer_restatement, restate
from slovo.domain.delivery.models import Offer, Requirement, Restatement
from slovo.domain.delivery.shapes import (
    offer_as_dict,
    requirement_as_dict,
    restatement_as_dict,
)
from slovo.interfaces.api.agreements import SpokenAnswer, load_engagement, part_of
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()


class Text(Schema):
    text: str = ""


class Settled(Schema):
    """Declined needs `reason`; met needs `met_by` and `evidence`."""

    state: Literal["new", "accepted", "declined", "met"]
    reason: str = ""
    met_by: str = ""
    evidence: str = ""


class Compared(Schema):
    """Partly and no need `gap` and `alternative`."""

    fit: Literal["yes", "partly", "no"]
    gap: str = ""
    alternative: str = ""


@router.post(
    "/agreements/{engagement_id}/requirements",
    summary="Write down what the client requires",
    response={201: dict},
)
def post_requirement(request: HttpRequest, engagement_id: int, new: Text) -> Status[dict[str, Any]]:
    engagement = load_engagement(request, engagement_id)
    made = add_requirement(engagement, text=new.text, by=asker(request), at=clock.now())
    return Status(201, requirement_as_dict(made))


@router.post(
    "/agreements/{engagement_id}/requirements/{requirement_id}/settle",
    summary="Accept it, decline it, or say that it is met",
    response=dict,
)
def settle(
    request: HttpRequest, engagement_id: int, requirement_id: int, said: Settled
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Requirement, requirement_id)
    found = settle_requirement(known, **said.dict(), by=asker(request), at=clock.now())
    return requirement_as_dict(found)


@router.post(
    "/agreements/{engagement_id}/requirements/{requirement_id}/fit",
    summary="Say what our offer does about it",
    response=dict,
)
def compare(
    request: HttpRequest, engagement_id: int, requirement_id: int, said: Compared
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Requirement, requirement_id)
    return requirement_as_dict(mark_fit(known, **said.dict(), by=asker(request), at=clock.now()))


@router.post("/agreements/{engagement_id}/offers", summary="Send the offer", response={201: dict})
def post_offer(request: HttpRequest, engagement_id: int, cover: Text) -> Status[dict[str, Any]]:
    engagement = load_engagement(request, engagement_id)
    sent = send_offer(engagement, text=cover.text, by=asker(request), at=clock.now())
    return Status(201, offer_as_dict(sent))


@router.post(
    "/agreements/{engagement_id}/offers/{offer_id}/answer",
    summary="Write down what the client said to it",
    response=dict,
)
def answer_to_offer(
    request: HttpRequest, engagement_id: int, offer_id: int, said: SpokenAnswer
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Offer, offer_id)
    return offer_as_dict(answer_offer(known, **said.dict(), by=asker(request), at=clock.now()))


@router.post(
    "/agreements/{engagement_id}/restatements",
    summary="Ask the client whether we got him right",
    response={201: dict},
)
def post_restatement(request: HttpRequest, engagement_id: int, new: Text) -> Status[dict[str, Any]]:
    engagement = load_engagement(request, engagement_id)
    sent = restate(engagement, text=new.text, by=asker(request), at=clock.now())
    return Status(201, restatement_as_dict(sent))


@router.post(
    "/agreements/{engagement_id}/restatements/{restatement_id}/answer",
    summary="Write down his yes or his correction",
    response=dict,
)
def answer_to_restatement(
    request: HttpRequest, engagement_id: int, restatement_id: int, said: SpokenAnswer
) -> dict[str, Any]:
    known = part_of(request, engagement_id, Restatement, restatement_id)
    found = answer_restatement(known, **said.dict(), by=asker(request), at=clock.now())
    return restatement_as_dict(found)
