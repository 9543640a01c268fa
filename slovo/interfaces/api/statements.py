"""What a client counts on, what came, and what a principal does when it stays below."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.billing.actions.expecting import answer_expectation, state_expectation
from slovo.domain.billing.actions.importing import import_invoices, import_payments
from slovo.domain.billing.actions.reviewing import settle_review
from slovo.domain.billing.models import Expectation, Review
from slovo.domain.billing.months import Month
from slovo.domain.billing.shapes import expectation_as_dict, review_as_dict, sheet_as_dict
from slovo.domain.billing.sheet import Teller
from slovo.domain.billing.statement import parts
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.agreements import SpokenAnswer
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.money import load_within_sight
from slovo.lib import clock

router = Router()


class NewExpectation(Schema):
    text: str = Field(max_length=5000)


class SettledReview(Schema):
    words: str = Field(max_length=2000)


class Table(Schema):
    """`text`: the table, its first line the names of columns."""

    text: str = Field(max_length=1024 * 1024)


@router.post(
    "/agreements/{engagement_id}/expectations",
    summary="Ask the client whether he counts on this",
    response={201: dict},
)
def post_expectation(
    request: HttpRequest, engagement_id: int, new: NewExpectation
) -> Status[dict[str, Any]]:
    engagement = load_within_sight(request, engagement_id)
    made = state_expectation(engagement, text=new.text, by=asker(request), at=clock.now())
    return Status(201, expectation_as_dict(made))


@router.post(
    "/agreements/{engagement_id}/expectations/{expectation_id}/answer",
    summary="Write down what the client said",
    response=dict,
)
def answer_to_expectation(
    request: HttpRequest, engagement_id: int, expectation_id: int, said: SpokenAnswer
) -> dict[str, Any]:
    engagement = load_within_sight(request, engagement_id)
    known = Expectation.objects.filter(engagement=engagement, pk=expectation_id).first()
    if known is None:
        raise Http404
    found = answer_expectation(known, **said.dict(), by=asker(request), at=clock.now())
    return expectation_as_dict(found)


@router.get(
    "/agreements/{engagement_id}/statement/{year}/{month}",
    summary="Promised against delivered in a month",
    response=dict,
)
def statement(request: HttpRequest, engagement_id: int, year: int, month: int) -> dict[str, Any]:
    """In the asker's own language and zone; every figure with its rows."""
    engagement, user = load_within_sight(request, engagement_id), asker(request)
    chosen = Month.numbered(year, month)
    if chosen is None:
        raise Http404
    [part] = parts(engagement.person, [engagement], chosen, clock.now(), alone=False)
    return sheet_as_dict(Teller(user.language, user.zone).sheet(part))


@router.get("/reviews", summary="Months below what was promised", response=list[dict[str, Any]])
def reviews(request: HttpRequest) -> list[dict[str, Any]]:
    """Those a principal has not said anything about yet."""
    refuse_unless_allowed("see_money", asker(request))
    rows = Review.objects.visible_to(asker(request)).to_settle()
    return [review_as_dict(row) for row in rows.order_by("told_at", "pk")]


@router.post("/reviews/{review_id}/settle", summary="Say what is done", response=dict)
def settle_one(request: HttpRequest, review_id: int, said: SettledReview) -> dict[str, Any]:
    known = Review.objects.visible_to(asker(request)).filter(pk=review_id).first()
    if known is None:
        raise Http404
    return review_as_dict(settle_review(known, words=said.words, by=asker(request), at=clock.now()))


@router.post("/imports/payments", summary="Take in a table of payments", response=dict)
def payments_from_table(request: HttpRequest, table: Table) -> dict[str, int]:
    count = import_payments(table.text.encode(), by=asker(request), at=clock.now())
    return {"taken_in": count}


@router.post("/imports/invoices", summary="Take in a table of invoices", response=dict)
def invoices_from_table(request: HttpRequest, table: Table) -> dict[str, int]:
    count = import_invoices(table.text.encode(), by=asker(request), at=clock.now())
    return {"taken_in": count}
