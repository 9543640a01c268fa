"""Dates that left in a letter without a decision: looked through, promised or set aside."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.promises.actions.dates import promise_date, set_date_aside
from slovo.domain.promises.models import FoundDate
from slovo.domain.promises.shapes import found_as_dict, given_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.promises import GivenShape
from slovo.lib import clock

router = Router()
RELATED = ("case__person", "author", "message", "promise")
MOST = 100


class FoundShape(Schema):
    """`words` as they stand in the letter, `sentence` around them, and what they mean."""

    id: int
    case: str
    author: str
    message: int | None
    words: str
    sentence: str
    due_at: str
    review_by: str | None
    promise: int | None
    aside_at: str | None


class DatePromised(Schema):
    """The letter's date, or another one that can be kept; its author owes it."""

    text: str = Field(max_length=300)
    due_at: AwareDatetime | None = Field(None, description="null: the date of the letter")
    kind: Literal["document", "work", "talk", "payment", "other"] = "other"
    effort_minutes: int | None = Field(None, ge=0)
    dropped: str = Field("", max_length=300)
    override: bool = False


@router.get("/dates", summary="List dates nobody has decided about", response=list[FoundShape])
def list_dates(request: HttpRequest) -> list[dict[str, Any]]:
    """What is to be looked at first stands first; at most a hundred."""
    refuse_unless_allowed("see_cases", asker(request))
    found = FoundDate.objects.visible_to(asker(request)).to_review().select_related(*RELATED)
    return [found_as_dict(one) for one in found.order_by("review_by", "pk")[:MOST]]


@router.post(
    "/dates/{date_id}/promise",
    summary="Make it a promise, through the gate",
    response={201: GivenShape},
)
def promise_of_date(
    request: HttpRequest, date_id: int, new: DatePromised
) -> Status[dict[str, Any]]:
    found = load_date(request, date_id)
    said = new.dict(exclude={"override"}) | {"due_at": new.due_at or found.due_at}
    made = promise_date(
        found,
        **said,
        is_override=new.override,
        owner=found.author,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, given_as_dict(made))


@router.post("/dates/{date_id}/aside", summary="Say that it is not a promise", response=FoundShape)
def set_aside(request: HttpRequest, date_id: int) -> dict[str, Any]:
    found = load_date(request, date_id)
    return found_as_dict(set_date_aside(found, by=asker(request), at=clock.now()))


def load_date(request: HttpRequest, date_id: int) -> FoundDate:
    visible = FoundDate.objects.visible_to(asker(request)).exclude(message=None)
    found = visible.select_related(*RELATED).filter(pk=date_id).first()
    if found is None:
        raise Http404
    return found
