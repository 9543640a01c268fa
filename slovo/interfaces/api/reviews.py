"""Quarterly reviews of complaints and mistakes: listed, opened, signed, added to, carried out."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.complaints.actions.resolving import carry_out
from slovo.domain.complaints.actions.reviewing import (
    Decided,
    add_addendum,
    open_review,
    sign_review,
)
from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.complaints.review_shapes import resolution_as_dict, review_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.lib import clock

router = Router()
ONE = "/quarter-reviews/{quarter}"


class OpenedReview(Schema):
    """Any day of the quarter, which must be over."""

    quarter: date


class DecisionGiven(Schema):
    """`owner`: the mail address of a colleague."""

    text: str = Field(max_length=500)
    owner: str
    due_on: date


class Signature(Schema):
    conclusions: str = Field(max_length=20_000)
    decisions: list[DecisionGiven] = Field([], max_length=50)


class AddendumGiven(Schema):
    text: str = Field(max_length=20_000)


class OutcomeGiven(Schema):
    outcome: str = Field(max_length=500)


@router.get("/quarter-reviews", summary="List quarterly reviews", response=list[dict[str, Any]])
def list_reviews(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_review", asker(request))
    rows = QuarterReview.objects.visible_to(asker(request)).select_related("signed_by")
    return [review_as_dict(review) for review in rows.order_by("-quarter")]


@router.post("/quarter-reviews", summary="Open a quarterly review", response={201: dict})
def start_review(request: HttpRequest, said: OpenedReview) -> Status[dict[str, Any]]:
    made = open_review(said.quarter, by=asker(request), at=clock.now())
    return Status(201, review_as_dict(made))


@router.get(ONE, summary="Show a quarterly review", response=dict)
def show_review(request: HttpRequest, quarter: str) -> dict[str, Any]:
    return review_as_dict(_load(request, quarter))


@router.post(f"{ONE}/sign", summary="Sign a quarterly review", response=dict)
def put_signature(request: HttpRequest, quarter: str, said: Signature) -> dict[str, Any]:
    review = _load(request, quarter)
    decisions = [
        Decided(each.text, colleague(request, each.owner), each.due_on) for each in said.decisions
    ]
    done = sign_review(
        review,
        conclusions=said.conclusions,
        decisions=decisions,
        by=asker(request),
        at=clock.now(),
    )
    return review_as_dict(done)


@router.post(f"{ONE}/addenda", summary="Add to a signed review", response={201: dict})
def add_to_review(
    request: HttpRequest, quarter: str, said: AddendumGiven
) -> Status[dict[str, Any]]:
    review = _load(request, quarter)
    add_addendum(review, text=said.text, by=asker(request), at=clock.now())
    return Status(201, review_as_dict(review))


@router.post(
    "/resolutions/{resolution_id}/done", summary="Carry out what a review decided", response=dict
)
def keep_resolution(request: HttpRequest, resolution_id: int, said: OutcomeGiven) -> dict[str, Any]:
    refuse_unless_allowed("carry_out", asker(request))
    rows = Resolution.objects.visible_to(asker(request)).select_related("owner", "review")
    found = rows.filter(pk=resolution_id).first()
    if found is None:
        raise Http404
    done = carry_out(found, outcome=said.outcome, by=asker(request), at=clock.now())
    return resolution_as_dict(done)


def _load(request: HttpRequest, quarter: str) -> QuarterReview:
    found = QuarterReview.objects.visible_to(asker(request)).of_quarter(quarter).first()
    if found is None:
        raise Http404
    return found
