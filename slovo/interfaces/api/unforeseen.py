"""What nobody could foresee, and how fast we were (R039)."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.risks.actions.surprises import (
    drop_surprise,
    help_client,
    note_surprise,
    say_first_word,
)
from slovo.domain.risks.models import Risk, Surprise
from slovo.domain.risks.shapes import month_as_dict, surprise_as_dict
from slovo.domain.risks.unforeseen import by_month
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import load_case
from slovo.lib import clock

router = Router()
A_YEAR = timedelta(days=366)
RELATED = ("case__person", "noted_by", "reaction")


class NewSurprise(Schema):
    """`risk`: the number of the bad news of this case that it belongs to."""

    text: str = Field("", max_length=500)
    detected_at: AwareDatetime | None = None
    risk: int | None = None


class FirstWord(Schema):
    words: str = Field(max_length=500)
    reacted_at: AwareDatetime | None = None


class Help(Schema):
    words: str = Field(max_length=500)
    helped_at: AwareDatetime | None = None


class Drop(Schema):
    why: str = Field(max_length=300)


@router.get("/unforeseen", summary="How fast we were, month by month", response=dict)
def list_unforeseen(request: HttpRequest) -> dict[str, Any]:
    """The last year: months with median and p90 in seconds, and the rows behind them."""
    refuse_unless_allowed("see_cases", asker(request))
    now = clock.now()
    visible = Surprise.objects.visible_to(asker(request)).select_related(*RELATED)
    found = list(visible.detected(now - A_YEAR, now + timedelta(seconds=1)))
    standing = [one for one in found if not one.dropped_at]
    return {
        "months": [month_as_dict(month) for month in by_month(standing, zone_of_firm())],
        "rows": [surprise_as_dict(one) for one in found],
    }


@router.post(
    "/cases/{ref}/unforeseen", summary="Write down what nobody could foresee", response={201: dict}
)
def add_unforeseen(request: HttpRequest, ref: str, new: NewSurprise) -> Status[dict[str, Any]]:
    case, user = load_case(request, ref), asker(request)
    risk = None
    if new.risk is not None:
        risk = Risk.objects.visible_to(user).filter(case=case, pk=new.risk).first()
        if risk is None:
            raise Http404
    said = new.dict() | {"risk": risk}
    return Status(201, surprise_as_dict(note_surprise(case, **said, by=user, at=clock.now())))


@router.post(
    "/unforeseen/{surprise_id}/word", summary="Say that he was told by voice", response=dict
)
def say_word(request: HttpRequest, surprise_id: int, said: FirstWord) -> dict[str, Any]:
    surprise = load_surprise(request, surprise_id)
    found = say_first_word(surprise, **said.dict(), by=asker(request), at=clock.now())
    return surprise_as_dict(found)


@router.post("/unforeseen/{surprise_id}/help", summary="Say what helped", response=dict)
def say_help(request: HttpRequest, surprise_id: int, said: Help) -> dict[str, Any]:
    surprise = load_surprise(request, surprise_id)
    return surprise_as_dict(help_client(surprise, **said.dict(), by=asker(request), at=clock.now()))


@router.post("/unforeseen/{surprise_id}/drop", summary="It was no surprise", response=dict)
def drop_unforeseen(request: HttpRequest, surprise_id: int, said: Drop) -> dict[str, Any]:
    surprise = load_surprise(request, surprise_id)
    found = drop_surprise(surprise, **said.dict(), by=asker(request), at=clock.now())
    return surprise_as_dict(found)


def load_surprise(request: HttpRequest, surprise_id: int) -> Surprise:
    visible = Surprise.objects.visible_to(asker(request)).select_related(*RELATED)
    found = visible.filter(pk=surprise_id).first()
    if found is None:
        raise Http404
    return found
