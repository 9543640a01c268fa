"""Missed calls as plain dictionaries: what the API prints. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.calls.models import CallIn, MissedCall
from slovo.lib.moments import instant


def call_as_dict(call: MissedCall) -> dict[str, Any]:
    return {
        "id": call.pk,
        "case": call.case.ref,
        "person": call.person.full_name,
        "person_id": call.person_id,
        "missed_at": instant(call.missed_at),
        "back_by": instant(call.back_by),
        "tried_at": instant(call.tried_at),
        "back_at": instant(call.back_at),
        "called_by": call.called_by.full_name if call.called_by else None,
        "is_met": call.is_met if call.back_at else None,
    }


def team_call_as_dict(call: CallIn) -> dict[str, Any]:
    """`answers`: the team itself, or the one that takes over until `opens_at`."""
    return {
        "id": call.pk,
        "case": call.case.ref,
        "team": call.team.name,
        "answers": call.answers.name,
        "opens_at": instant(call.opens_at),
        "asked_at": instant(call.asked_at),
        "wanted_at": instant(call.wanted_at),
        "approved_at": instant(call.approved_at),
    }
