"""The rota: who is on duty, when nobody is, and duties planned or swapped."""

from datetime import date, timedelta
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.duty.actions.passing import pass_duties
from slovo.domain.duty.actions.shifts import add_shift, drop_shift
from slovo.domain.duty.actions.swaps import accept_swap, ask_swap, decline_swap, withdraw_swap
from slovo.domain.duty.coverage import desk_of, holes
from slovo.domain.duty.models import Shift, Swap
from slovo.domain.duty.proposing import proposals
from slovo.domain.duty.shapes import desk_as_dict, hole_as_dict, shift_as_dict, swap_as_dict
from slovo.domain.duty.times import Hours
from slovo.domain.staff.models import Team
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.interfaces.api.words import WallTime
from slovo.lib import clock

router = Router()
MOST = 1000
ANSWERS = {"accept": accept_swap, "decline": decline_swap, "withdraw": withdraw_swap}


class NewShift(Schema):
    """Hours by the team's clock; `days`: it ends so many days later, null: at the next `ends`."""

    team: str = Field(description="its name")
    user: str = Field("me", description="a colleague's mail address, or “me”")
    day: date
    starts: WallTime
    ends: WallTime
    days: int | None = Field(None, ge=0, le=7)
    is_override: bool = Field(default=False, description="a principal allows a short rest")


class NewSwap(Schema):
    to: str = Field(description="a colleague's mail address")
    in_return: int | None = Field(None, description="the number of a duty of his")
    why: str = Field("", max_length=200)


class DutiesPassed(Schema):
    team: str = Field(description="its name")
    of: str = Field(description="a colleague's mail address, or “me”")
    to: str = Field(description="a colleague's mail address, or “me”")
    is_override: bool = Field(default=False, description="a principal allows a short rest")


class SwapAnswer(Schema):
    answer: Literal["accept", "decline", "withdraw"]


@router.get("/duty", summary="Say who is on duty now, and when nobody is", response=dict[str, Any])
def duty_now(request: HttpRequest) -> dict[str, Any]:
    refuse_unless_allowed("see_rota", asker(request))
    at = clock.now()
    teams = Team.objects.filter(closed_at=None).select_related("otherwise").order_by("pk")
    found = holes(at)
    told = zip(found, proposals(found, at), strict=True)
    return {
        "teams": [desk_as_dict(desk_of(team, at)) for team in teams],
        "holes": [hole_as_dict(hole, proposal) for hole, proposal in told],
    }


@router.get("/duty/shifts", summary="List the duties of a time", response=list[dict[str, Any]])
def list_shifts(
    request: HttpRequest, since: AwareDatetime | None = None, until: AwareDatetime | None = None
) -> list[dict[str, Any]]:
    """From now, and for fourteen days, unless said otherwise."""
    refuse_unless_allowed("see_rota", asker(request))
    begins = since or clock.now()
    rows = Shift.objects.visible_to(asker(request)).within(
        begins, until or begins + timedelta(days=14)
    )
    return [shift_as_dict(shift) for shift in rows[:MOST]]


@router.post("/duty/shifts", summary="Put a colleague on the rota", response={201: dict})
def put_on_rota(request: HttpRequest, new: NewShift) -> Status[dict[str, Any]]:
    user = colleague(request, new.user)
    refuse_unless_allowed("save_rota", asker(request))
    team = _team(new.team)
    hours = Hours.between(new.starts, new.ends)
    shift = add_shift(
        team,
        user=user,
        day=new.day,
        hours=hours if new.days is None else Hours(new.starts, new.ends, new.days),
        is_override=new.is_override,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, shift_as_dict(shift))


@router.post("/duty/shifts/{shift_id}/drop", summary="Take a duty off the rota", response=dict)
def take_off_rota(request: HttpRequest, shift_id: int) -> dict[str, Any]:
    shift = _shift(request, shift_id)
    drop_shift(shift, by=asker(request), at=clock.now())
    return shift_as_dict(_shift(request, shift_id))


@router.post("/duty/pass", summary="Give all duties of a colleague to another", response=dict)
def pass_on_duties(request: HttpRequest, said: DutiesPassed) -> dict[str, int]:
    """`passed`: how many; of a duty that comes again all that is to come counts as one."""
    refuse_unless_allowed("save_rota", asker(request))
    by, team = asker(request), _team(said.team)
    sides = {"of": colleague(request, said.of), "to": colleague(request, said.to)}
    passed = pass_duties(team, **sides, is_override=said.is_override, by=by, at=clock.now())
    return {"passed": passed}


@router.post(
    "/duty/shifts/{shift_id}/swaps",
    summary="Ask a colleague to take your duty",
    response={201: dict},
)
def ask_for_swap(request: HttpRequest, shift_id: int, new: NewSwap) -> Status[dict[str, Any]]:
    shift, to = _shift(request, shift_id), colleague(request, new.to)
    back = _shift(request, new.in_return) if new.in_return else None
    by, at = asker(request), clock.now()
    swap = ask_swap(shift, to=to, in_return=back, why=new.why, by=by, at=at)
    return Status(201, swap_as_dict(swap))


@router.get("/duty/swaps", summary="List wishes to swap that wait", response=list[dict[str, Any]])
def list_swaps(request: HttpRequest) -> list[dict[str, Any]]:
    """Those asked of you, and yours, as long as the duty has not begun."""
    user = asker(request)
    refuse_unless_allowed("swap_shift", user)
    waiting = Swap.objects.waiting(clock.now()).between(user)
    return [swap_as_dict(swap) for swap in waiting.select_related("to", "asked_by")]


@router.post("/duty/swaps/{swap_id}", summary="Answer a wish to swap", response=dict)
def answer_swap(request: HttpRequest, swap_id: int, said: SwapAnswer) -> dict[str, Any]:
    user = asker(request)
    refuse_unless_allowed("swap_shift", user)
    ours = Swap.objects.between(user).select_related("to", "asked_by")
    swap = ours.filter(pk=swap_id).first()
    if swap is None:
        raise Http404
    return swap_as_dict(ANSWERS[said.answer](swap, by=user, at=clock.now()))


def _shift(request: HttpRequest, shift_id: int) -> Shift:
    visible = Shift.objects.visible_to(asker(request)).select_related("team", "user")
    shift = visible.filter(pk=shift_id).first()
    if shift is None:
        raise Http404
    return shift


def _team(name: str) -> Team:
    found = Team.objects.filter(name__iexact=name.strip(), closed_at=None).first()
    if found is None:
        raise Http404
    return found
