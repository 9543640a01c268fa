"""What a mistake costs us: free hours, verdicts on quality, losses, money that goes back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.seeing import within_sight
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.delivery.shapes import time_as_dict
from slovo.domain.mistakes.actions.conduct import flag_conduct, review_conduct
from slovo.domain.mistakes.actions.damages import claim_damage, decide_damage
from slovo.domain.mistakes.actions.payouts import pay_back
from slovo.domain.mistakes.actions.rework import link_rework, log_rework
from slovo.domain.mistakes.actions.verdicts import give_verdict
from slovo.domain.mistakes.models import ConductFlag, Damage, Payout
from slovo.domain.mistakes.money_shapes import (
    conduct_as_dict,
    damage_as_dict,
    payout_as_dict,
    verdict_as_dict,
)
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import load_case
from slovo.interfaces.api.mistakes import load_mistake
from slovo.interfaces.api.words import File, enclosed
from slovo.lib import clock
from slovo.web.downloads import download

router = Router()


class NewRework(Schema):
    day: date
    minutes: int = Field(gt=0)
    note: str = Field(max_length=300)


class NewDamage(Schema):
    text: str = Field(max_length=500)
    amount: Decimal = Field(max_digits=12, decimal_places=2)
    currency: str = Field(max_length=3)
    evidence: str = Field("", max_length=5000)
    file: File | None = None


class DamageDecision(Schema):
    """`pay_on`: needed when something is agreed; `reason`: when it is not all of it."""

    agreed: Decimal = Field(max_digits=12, decimal_places=2)
    pay_on: date | None = None
    reason: str = Field("", max_length=2000)


class NewVerdict(Schema):
    """`lines`: numbers of invoice lines."""

    text: str = Field(max_length=300)
    lines: list[int] = Field(max_length=200)


class Paid(Schema):
    reference: str = Field("", max_length=120)


class NewFlag(Schema):
    reason: str = Field("", max_length=500)


class Judged(Schema):
    is_upheld: bool
    words: str = Field(max_length=2000)


@router.post("/mistakes/{mistake_id}/rework", summary="Hours to put it right", response={201: dict})
def add_rework(request: HttpRequest, mistake_id: int, new: NewRework) -> Status[dict[str, Any]]:
    """The client never pays for them."""
    mistake = load_mistake(request, mistake_id)
    entry = log_rework(mistake, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, time_as_dict(entry))


@router.post(
    "/mistakes/{mistake_id}/rework/{entry_id}",
    summary="Hours written down before were to put it right",
    response=dict,
)
def link_time(request: HttpRequest, mistake_id: int, entry_id: int) -> dict[str, Any]:
    """What stands on an invoice is taken off it; what is paid for goes back."""
    mistake = load_mistake(request, mistake_id)
    entry = _one(TimeEntry.objects.filter(engagement=mistake.case.engagement_id), entry_id)
    made = link_rework(mistake, entry, by=asker(request), at=clock.now())
    return time_as_dict(made.time_entry)


@router.get(
    "/mistakes/{mistake_id}/damages", summary="What was lost", response=list[dict[str, Any]]
)
def list_damages(request: HttpRequest, mistake_id: int) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    damages = load_mistake(request, mistake_id).damages.select_related("decided_by", "noted_by")
    return [damage_as_dict(damage) for damage in damages]


@router.post("/mistakes/{mistake_id}/damages", summary="Claim a loss", response={201: dict})
def claim_a_damage(request: HttpRequest, mistake_id: int, new: NewDamage) -> Status[dict[str, Any]]:
    mistake = load_mistake(request, mistake_id)
    said = new.dict(exclude={"file"}) | {"file": enclosed(new.file)}
    damage = claim_damage(mistake, **said, by=asker(request), at=clock.now())
    return Status(201, damage_as_dict(damage))


@router.get("/damages/{damage_id}/file", summary="The file by which a loss is shown")
def show_damage_file(request: HttpRequest, damage_id: int) -> HttpResponse:
    damage = _one(Damage.objects.visible_to(asker(request)).exclude(file=""), damage_id)
    return download(damage.file, damage.name)


@router.post("/damages/{damage_id}/decide", summary="Decide about a loss", response=dict)
def decide_a_damage(request: HttpRequest, damage_id: int, said: DamageDecision) -> dict[str, Any]:
    """A principal's alone."""
    visible = Damage.objects.visible_to(asker(request)).select_related("mistake__case")
    damage = _one(visible, damage_id)
    return damage_as_dict(decide_damage(damage, **said.dict(), by=asker(request), at=clock.now()))


@router.post("/mistakes/{mistake_id}/verdicts", summary="Not of quality", response={201: dict})
def add_verdict(request: HttpRequest, mistake_id: int, new: NewVerdict) -> Status[dict[str, Any]]:
    """Unpaid lines are held at once; what is paid goes back within ten days."""
    mistake, user = load_mistake(request, mistake_id), asker(request)
    seen = InvoiceLine.objects.filter(within_sight(user, "invoice__engagement__"))
    lines = list(seen.filter(pk__in=new.lines).select_related("invoice").order_by("pk"))
    if len(lines) != len(set(new.lines)):
        raise Http404
    verdict = give_verdict(mistake, text=new.text, lines=lines, by=user, at=clock.now())
    return Status(201, verdict_as_dict(verdict))


@router.get(
    "/mistakes/{mistake_id}/payouts", summary="What goes back", response=list[dict[str, Any]]
)
def list_payouts(request: HttpRequest, mistake_id: int) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    return [payout_as_dict(payout) for payout in load_mistake(request, mistake_id).payouts.all()]


@router.post("/payouts/{payout_id}/pay", summary="Say that it is paid", response=dict)
def pay_a_payout(request: HttpRequest, payout_id: int, said: Paid) -> dict[str, Any]:
    visible = Payout.objects.visible_to(asker(request)).select_related("mistake__case", "promise")
    payout = _one(visible, payout_id)
    done = pay_back(payout, reference=said.reference, by=asker(request), at=clock.now())
    return payout_as_dict(done)


@router.get("/conduct", summary="List letters called rude", response=list[dict[str, Any]])
def list_conduct(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    visible = ConductFlag.objects.visible_to(asker(request))
    related = visible.select_related("case", "flagged_by", "person", "reviewed_by")
    return [conduct_as_dict(flag) for flag in related[:200]]


@router.post(
    "/cases/{ref}/letters/{message_id}/rude", summary="Call a letter rude", response={201: dict}
)
def flag_a_letter(
    request: HttpRequest, ref: str, message_id: int, new: NewFlag
) -> Status[dict[str, Any]]:
    message = _one(load_case(request, ref).messages.select_related("case"), message_id)
    flag = flag_conduct(message, reason=new.reason, by=asker(request), at=clock.now())
    return Status(201, conduct_as_dict(flag))


@router.post("/conduct/{flag_id}/review", summary="Say whether it was rude", response=dict)
def review_a_flag(request: HttpRequest, flag_id: int, said: Judged) -> dict[str, Any]:
    """A principal's alone; upheld it opens a mistake."""
    visible = ConductFlag.objects.visible_to(asker(request)).select_related("case", "message")
    flag = _one(visible, flag_id)
    return conduct_as_dict(review_conduct(flag, **said.dict(), by=asker(request), at=clock.now()))


def _one(rows: Any, key: int) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found
