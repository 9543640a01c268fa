"""An agreement at work: what the client was asked and said, and what was done."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.delivery.actions.scope import (
    answer_scope_change,
    ask_scope_change,
    withdraw_scope_change,
)
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.delivery.models import ScopeChange
from slovo.domain.delivery.shapes import change_as_dict, engagement_as_dict, time_as_dict
from slovo.domain.engagements.card import card_of, working_for
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()
Part = TypeVar("Part", bound=Model)


class NewChange(Schema):
    text: str
    more_minutes: int = Field(ge=0)
    more_money: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    currency: str = Field(min_length=3, max_length=3)
    done_by: date | None = None


class SpokenAnswer(Schema):
    """What the client said, in his own words, and when."""

    answer: Literal["yes", "no"]
    words: str
    said_at: AwareDatetime | None = None


class NewTime(Schema):
    day: date
    minutes: int = Field(gt=0)
    note: str = Field(max_length=300)
    scope_change: int | None = None


@router.get("/agreements/{engagement_id}", summary="Show an agreement at work", response=dict)
def show_agreement(request: HttpRequest, engagement_id: int) -> dict[str, Any]:
    return engagement_as_dict(load_engagement(request, engagement_id))


@router.get("/agreements/{engagement_id}/card", summary="How this client reaches us", response=dict)
def show_card(request: HttpRequest, engagement_id: int) -> dict[str, Any]:
    """Nine fields in the asker's language; `missing` names the empty ones."""
    engagement = load_engagement(request, engagement_id)
    card = card_of(working_for(engagement), clock.now(), asker(request).language)
    return {
        "percent": card.percent,
        "missing": [field.key for field in card.missing],
        **{field.key: field.value or None for field in card.fields},
    }


@router.post(
    "/agreements/{engagement_id}/scope-changes",
    summary="Ask the client about work beyond what was agreed",
    response={201: dict},
)
def add_scope_change(
    request: HttpRequest, engagement_id: int, new: NewChange
) -> Status[dict[str, Any]]:
    engagement = load_engagement(request, engagement_id)
    change = ask_scope_change(engagement, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, change_as_dict(change))


@router.post(
    "/agreements/{engagement_id}/scope-changes/{change_id}/answer",
    summary="Write down what the client said about it",
    response=dict,
)
def answer_change(
    request: HttpRequest, engagement_id: int, change_id: int, said: SpokenAnswer
) -> dict[str, Any]:
    change = part_of(request, engagement_id, ScopeChange, change_id)
    found = answer_scope_change(change, **said.dict(), by=asker(request), at=clock.now())
    return change_as_dict(found)


@router.post(
    "/agreements/{engagement_id}/scope-changes/{change_id}/withdraw",
    summary="No longer ask about it",
    response=dict,
)
def withdraw_change(request: HttpRequest, engagement_id: int, change_id: int) -> dict[str, Any]:
    change = part_of(request, engagement_id, ScopeChange, change_id)
    return change_as_dict(withdraw_scope_change(change, by=asker(request), at=clock.now()))


@router.post("/agreements/{engagement_id}/time", summary="Write down time", response={201: dict})
def add_time(request: HttpRequest, engagement_id: int, new: NewTime) -> Status[dict[str, Any]]:
    engagement = load_engagement(request, engagement_id)
    said = new.dict(exclude={"scope_change"})
    change = (
        part_of(request, engagement_id, ScopeChange, new.scope_change)
        if new.scope_change is not None
        else None
    )
    entry = log_time(engagement, **said, scope_change=change, by=asker(request), at=clock.now())
    return Status(201, time_as_dict(entry))


def load_engagement(request: HttpRequest, engagement_id: int) -> Engagement:
    visible = Engagement.objects.visible_to(asker(request))
    related = ("person", "organisation", "service_class", "principal", "handler", "answerer")
    found = visible.select_related(*related, "deputy").filter(pk=engagement_id).first()
    if found is None:
        raise Http404
    return found


def part_of(request: HttpRequest, engagement_id: int, model: type[Part], pk: int) -> Part:
    """A row of an agreement the asker may see; else there is nothing."""
    engagement = load_engagement(request, engagement_id)
    found = model._default_manager.filter(engagement=engagement, pk=pk).first()
    if found is None:
        raise Http404
    return found
