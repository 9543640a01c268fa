"""A complaint in dispute: offers, refusals, the sheet, the table and its end."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.complaints.actions.negotiating import note_move
from slovo.domain.complaints.actions.settling import (
    agree_at_table,
    prepare_table,
    set_next_round,
    settle_negotiation,
)
from slovo.domain.complaints.dispute_shapes import negotiation_as_dict
from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.rules import Cited, cited_version, warned
from slovo.interfaces.api.talks import LineGiven, lines_given
from slovo.lib import clock

router = Router()
PATH = "/complaints/{complaint_number}/negotiation"


class MoveMade(Cited):
    """What one side offered or refused, in its words; a refusal of ours names its rule."""

    kind: Literal["offer", "refusal"]
    side: Literal["us", "client"]
    text: str = Field(max_length=5_000)
    made_at: AwareDatetime | None = None


class Sheet(Schema):
    """Written before anybody sits down; `bounds`: what is not given away."""

    scope: str = Field(max_length=5_000)
    contract: str = Field(max_length=5_000)
    relationship: str = Field(max_length=5_000)
    bounds: str = Field(max_length=5_000)


class Agreement(Schema):
    held_at: AwareDatetime
    outcome: str = Field(max_length=5_000)
    lines: list[LineGiven] = Field(max_length=50)


class NextRound(Schema):
    held_at: AwareDatetime
    outcome: str = Field(max_length=5_000)
    round_at: AwareDatetime


class SettledDispute(Schema):
    outcome: str = Field(max_length=5_000)


@router.get(PATH, summary="Show the dispute over a complaint", response=dict)
def show_negotiation(request: HttpRequest, complaint_number: int) -> dict[str, Any]:
    return negotiation_as_dict(_load(request, complaint_number))


@router.post(PATH + "/moves", summary="Write down an offer or a refusal", response={201: dict})
def add_move(request: HttpRequest, complaint_number: int, made: MoveMade) -> Status[dict[str, Any]]:
    """Two refusals without an offer between them are a deadlock at once."""
    complaint = Complaint.objects.visible_to(asker(request)).select_related("case")
    found = complaint.filter(number=complaint_number).first()
    if found is None:
        raise Http404
    said = made.dict(exclude={"version"}) | {"rule": cited_version(made)}
    negotiation = note_move(found, **said, by=asker(request), at=clock.now())
    return Status(201, warned(negotiation_as_dict(negotiation), said["rule"]))


@router.post(PATH + "/sheet", summary="Write the sheet before the table", response=dict)
def write_sheet(request: HttpRequest, complaint_number: int, sheet: Sheet) -> dict[str, Any]:
    found = _load(request, complaint_number)
    made = prepare_table(found, **sheet.dict(), by=asker(request), at=clock.now())
    return negotiation_as_dict(made)


@router.post(PATH + "/agreement", summary="Write down what was agreed at the table", response=dict)
def agree_in_dispute(
    request: HttpRequest, complaint_number: int, said: Agreement
) -> dict[str, Any]:
    """The duties of both sides go to the client; his yes makes them promises."""
    found, by = _load(request, complaint_number), asker(request)
    sat = said.dict() | {"lines": lines_given(request, said.lines)}
    return negotiation_as_dict(agree_at_table(found, **sat, by=by, at=clock.now()))


@router.post(PATH + "/round", summary="Set the date of the next round", response=dict)
def next_round(request: HttpRequest, complaint_number: int, said: NextRound) -> dict[str, Any]:
    found, by = _load(request, complaint_number), asker(request)
    return negotiation_as_dict(set_next_round(found, **said.dict(), by=by, at=clock.now()))


@router.post(PATH + "/settled", summary="Write down how the dispute was settled", response=dict)
def settle_dispute(
    request: HttpRequest, complaint_number: int, said: SettledDispute
) -> dict[str, Any]:
    found, by = _load(request, complaint_number), asker(request)
    return negotiation_as_dict(settle_negotiation(found, **said.dict(), by=by, at=clock.now()))


def _load(request: HttpRequest, complaint_number: int) -> Negotiation:
    visible = Negotiation.objects.visible_to(asker(request)).select_related("complaint__case")
    found = visible.filter(complaint__number=complaint_number).first()
    if found is None:
        raise Http404
    return found
