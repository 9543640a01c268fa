"""Goodwill: questions of money weighed, decided and told; limits, budget, talks, burdens."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.html import linebreaks
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.seeing import is_within_sight
from slovo.domain.goodwill.actions.limits import save_limits, set_budget
from slovo.domain.goodwill.actions.ruling import (
    LineElsewhere,
    decide_ruling,
    drop_ruling,
    put_ruling,
)
from slovo.domain.goodwill.actions.talking import hold_boundary_talk
from slovo.domain.goodwill.actions.telling import tell_ruling
from slovo.domain.goodwill.budgets import quarters
from slovo.domain.goodwill.models import BoundaryTalk, Burden, BurdenMonth, Ruling
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.goodwill.shapes import (
    burden_as_dict,
    quarter_as_dict,
    ruling_as_dict,
    talk_as_dict,
)
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role, refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import load_case
from slovo.interfaces.api.rules import Cited, cited_version, warned
from slovo.lib import clock

router = Router()
MOST = 200
RELATED = ("case__person", "case__engagement", "asked_by", "decided_by", "rule__rule")


class NewQuestion(Schema):
    """`line`: the number of a line of this client's invoices; the money comes off there."""

    text: str = Field(max_length=500)
    price: Decimal = Field(max_digits=12, decimal_places=2)
    currency: str = Field(min_length=3, max_length=3)
    is_client_wrong: bool = True
    line: int | None = None


class Verdict(Cited):
    is_in_favour: bool
    reason: str = Field("", max_length=2000)


class ToldDecision(Schema):
    """`is_spoken`: it was told by voice just now."""

    text: str = Field(max_length=20_000)
    next_word_at: AwareDatetime | None = None
    is_spoken: bool = False


class DroppedQuestion(Schema):
    why: str = Field("", max_length=300)


class TalkOutcome(Schema):
    words: str = Field("", max_length=2000)


class NewLimits(Schema):
    """`amounts`: by role: front_office, specialist, complaint_owner."""

    currency: str = Field(min_length=3, max_length=3)
    amounts: dict[str, Decimal]


class NewBudget(Schema):
    first_day: date
    currency: str = Field(min_length=3, max_length=3)
    amount: Decimal = Field(max_digits=12, decimal_places=2)


@router.get("/goodwill", summary="Questions to decide and tell", response=list[dict[str, Any]])
def list_rulings(request: HttpRequest) -> list[dict[str, Any]]:
    """The most urgent first."""
    refuse_unless_allowed("see_cases", asker(request))
    rows = Ruling.objects.visible_to(asker(request)).open().select_related(*RELATED)
    return [_shaped(request, row) for row in rows.order_by("tell_by", "pk")[:MOST]]


@router.post("/cases/{ref}/goodwill", summary="Weigh a question of money", response={201: dict})
def post_ruling(request: HttpRequest, ref: str, new: NewQuestion) -> Status[dict[str, Any]]:
    case, by = load_case(request, ref), asker(request)
    said = new.dict() | {"line": _line(by, new.line)}
    return Status(201, _shaped(request, put_ruling(case, **said, by=by, at=clock.now())))


@router.get("/goodwill/{ruling_id}", summary="One question", response=dict)
def show_ruling(request: HttpRequest, ruling_id: int) -> dict[str, Any]:
    return _shaped(request, _load(request, ruling_id))


@router.post("/goodwill/{ruling_id}/decide", summary="Decide it by a rule", response=dict)
def decide(request: HttpRequest, ruling_id: int, said: Verdict) -> dict[str, Any]:
    """`warning` in the answer: a newer version of the cited rule is in force."""
    ruling, rule = _load(request, ruling_id), cited_version(said)
    sides = said.dict(include={"is_in_favour", "reason"}) | {"rule": rule}
    made = decide_ruling(ruling, **sides, by=asker(request), at=clock.now())
    return warned(_shaped(request, made), rule)


@router.post("/goodwill/{ruling_id}/tell", summary="Tell the client", response=dict)
def tell_decision(request: HttpRequest, ruling_id: int, said: ToldDecision) -> dict[str, Any]:
    ruling = _load(request, ruling_id)
    sides = said.dict(include={"next_word_at", "is_spoken"})
    html = linebreaks(said.text, autoescape=True)
    made = tell_ruling(ruling, html=html, **sides, by=asker(request), at=clock.now())
    return _shaped(request, made)


@router.post("/goodwill/{ruling_id}/drop", summary="Nothing is asked any more", response=dict)
def drop_question(request: HttpRequest, ruling_id: int, said: DroppedQuestion) -> dict[str, Any]:
    ruling = _load(request, ruling_id)
    return _shaped(request, drop_ruling(ruling, why=said.why, by=asker(request), at=clock.now()))


@router.get("/goodwill-budget", summary="The quarter", response=list[dict[str, Any]])
def show_budget(request: HttpRequest, day: date | None = None) -> list[dict[str, Any]]:
    """Of the quarter of `day`, today's when it is left out."""
    refuse_unless_allowed("see_money", asker(request))
    at = clock.now()
    found = quarters(quarter_of(day or today(at)), at, asker(request))
    return [quarter_as_dict(quarter) for quarter in found]


@router.post("/goodwill-budget", summary="Set the budget of a quarter", response=dict)
def post_budget(request: HttpRequest, new: NewBudget) -> dict[str, Any]:
    made = set_budget(**new.dict(), by=asker(request), at=clock.now())
    return {
        "first_day": made.first_day.isoformat(),
        "currency": made.currency,
        "amount": str(made.amount),
    }


@router.post("/goodwill-limits", summary="What each role may decide about", response=dict)
def post_limits(request: HttpRequest, new: NewLimits) -> dict[str, Any]:
    rows = save_limits(**new.dict(), by=asker(request), at=clock.now())
    return {str(row.role): str(row.amount) for row in rows}


@router.get("/boundary-talks", summary="Talks to hold", response=list[dict[str, Any]])
def list_boundary_talks(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    rows = BoundaryTalk.objects.visible_to(asker(request)).open().order_by("called_at", "pk")
    return [talk_as_dict(row) for row in rows[:MOST]]


@router.post("/boundary-talks/{boundary_talk_id}/held", summary="It was held", response=dict)
def hold_talk(request: HttpRequest, boundary_talk_id: int, said: TalkOutcome) -> dict[str, Any]:
    talk = BoundaryTalk.objects.visible_to(asker(request)).filter(pk=boundary_talk_id).first()
    if talk is None:
        raise Http404
    held = hold_boundary_talk(talk, words=said.words, by=asker(request), at=clock.now())
    return talk_as_dict(held)


@router.get("/burdens", summary="What clients cost us", response=list[dict[str, Any]])
def list_burdens(request: HttpRequest, month: str = "") -> list[dict[str, Any]]:
    """Of a month such as 2027-03, else of the last that was looked at."""
    refuse_unless_allowed("see_burden", asker(request))
    months = BurdenMonth.objects.order_by("-month")
    chosen = next((row for row in months if not month or str(row) == month), None)
    rows = Burden.objects.visible_to(asker(request)).filter(month=chosen)
    return [burden_as_dict(row) for row in rows.prefetch_related("borne__user").order_by("pk")]


def _shaped(request: HttpRequest, ruling: Ruling) -> dict[str, Any]:
    user, engagement = asker(request), ruling.case.engagement
    leads = user.has_role(Role.PRINCIPAL) or user.has_role(Role.COMPLAINT_OWNER)
    shows = is_within_sight(user, engagement) if engagement else leads
    return ruling_as_dict(ruling, shows_money=shows)


def _load(request: HttpRequest, ruling_id: int) -> Ruling:
    visible = Ruling.objects.visible_to(asker(request)).select_related(*RELATED)
    found = visible.filter(pk=ruling_id).first()
    if found is None:
        raise Http404
    return found


def _line(user: User, pk: int | None) -> InvoiceLine | None:
    if pk is None:
        return None
    seen = InvoiceLine.objects.live().filter(invoice__in=Invoice.objects.visible_to(user))
    found = seen.select_related("invoice").filter(pk=pk).first()
    if found is None:
        raise LineElsewhere.unknown()
    return found
