"""The rota as plain dictionaries: what the API prints. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.duty.coverage import Desk, Hole
from slovo.domain.duty.models import Shift, Swap
from slovo.domain.duty.proposing import Proposal
from slovo.lib.moments import instant


def shift_as_dict(shift: Shift) -> dict[str, Any]:
    """`hours`: real ones, whatever the clocks did meanwhile."""
    return {
        "id": shift.pk,
        "team": shift.team.name,
        "user": shift.user.full_name,
        "user_email": shift.user.email,
        "zone": shift.zone,
        "day": shift.day.isoformat(),
        "starts_at": instant(shift.starts_at),
        "ends_at": instant(shift.ends_at),
        "hours": shift.length.total_seconds() / 3600,
        "has_short_rest": shift.overridden_by_id is not None,
        "dropped_at": instant(shift.dropped_at),
    }


def hole_as_dict(hole: Hole, proposal: Proposal | None) -> dict[str, Any]:
    """`proposed`: the mail address of who could be there; `instead`: whose duty he would take."""
    instead = proposal.instead if proposal else None
    return {
        "team": hole.team.name,
        "starts_at": instant(hole.starts),
        "ends_at": instant(hole.ends),
        "hours": hole.length.total_seconds() / 3600,
        "away": [user.full_name for user in hole.away],
        "proposed": proposal.user.email if proposal else None,
        "instead": instead.pk if instead else None,
    }


def desk_as_dict(desk: Desk) -> dict[str, Any]:
    """`answers`: the team itself, or the one that takes over until `opens_at`."""
    return {
        "team": desk.asked.name,
        "answers": desk.team.name,
        "opens_at": instant(desk.opens_at),
        "on_duty": [shift_as_dict(shift) for shift in desk.shifts],
    }


def swap_as_dict(swap: Swap) -> dict[str, Any]:
    return {
        "id": swap.pk,
        "shift": swap.shift_id,
        "asked_by": swap.asked_by.full_name,
        "to": swap.to.full_name,
        "in_return": swap.in_return_id,
        "answer": swap.answer,
        "asked_at": instant(swap.asked_at),
        "answered_at": instant(swap.answered_at),
    }
