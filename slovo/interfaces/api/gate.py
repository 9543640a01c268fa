"""The gate asked by itself: does a date fit, and which one can be kept."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from slovo.domain.cases.models import Case, Promise
from slovo.domain.promises.offer import Work, offer
from slovo.domain.promises.shapes import offer_as_dict
from slovo.domain.promises.standing import refuse_late, refuse_over, refuse_past, refuse_unable
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.interfaces.api.promises import load_person, load_promise
from slovo.lib import clock

router = Router()


class GateQuestion(Schema):
    """`instead_of`: the number of a promise that would get the new date; what is left out is its.

    `wished_at`: the date that the client wishes; without it only what can be kept is told.
    """

    wished_at: AwareDatetime | None = None
    kind: Literal["document", "work", "talk", "payment", "other"] | None = None
    owner: str | None = Field(None, description="a colleague's mail address, or “me”")
    effort_minutes: int | None = Field(None, ge=0)
    person_id: int | None = None
    instead_of: int | None = None


class DayShape(Schema):
    nature: str
    why: str


class HistoryShape(Schema):
    """Of his last promises of the kind: 80 % came within `days_for_80` days after their date."""

    count: int
    in_time: int
    days_for_80: int
    is_enough: bool


class GateShape(Schema):
    """`fits` and `free_minutes` are of the wished date; `earliest_at` is the first that fits.

    `keepable_at` adds what his history says. `is_hopeful`: the wished date fits, yet he is to say
    what will be dropped for it. The days are the client's own.
    """

    wished_at: str | None
    fits: bool | None
    is_hopeful: bool
    needed_minutes: int
    free_minutes: int | None
    earliest_at: str | None
    keepable_at: str | None
    history: HistoryShape
    wished_days: list[DayShape]
    keepable_days: list[DayShape]


@router.get(
    "/cases/{ref}/promises/gate", summary="Ask the gate before promising", response=GateShape
)
def ask_gate(request: HttpRequest, ref: str, asked: Query[GateQuestion]) -> dict[str, Any]:
    """Nothing is promised by asking."""
    case, at = load_case(request, ref), clock.now()
    refuse_unless_allowed("make_promise", asker(request))
    work = _work(request, case, asked)
    refuse_over(case)
    refuse_unable(work.owner)
    if work.without:
        refuse_late(work.without, at)
    if asked.wished_at:
        refuse_past(asked.wished_at, at)
    return offer_as_dict(offer(work, asked.wished_at, at))


def _work(request: HttpRequest, case: Case, asked: GateQuestion) -> Work:
    old = _old(request, case, asked.instead_of)
    owner = colleague(request, asked.owner) if asked.owner else old.owner if old else None
    effort = old.effort_minutes if old and asked.effort_minutes is None else asked.effort_minutes
    return Work(
        owner=owner or asker(request),
        kind=asked.kind or (old.kind if old else "other"),
        effort_minutes=effort,
        person=load_person(request, asked.person_id) or (old.person if old else case.person),
        without=old,
    )


def _old(request: HttpRequest, case: Case, pk: int | None) -> Promise | None:
    if pk is None:
        return None
    found = load_promise(request, pk)
    if found.case_id != case.pk:
        raise Http404
    return found
