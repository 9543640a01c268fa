"""Missed calls as plain dictionaries: what the API prints. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.calls.models import Call, CallIn, MissedCall
from slovo.domain.staff.models import User
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


def told_as_dict(call: Call, user: User) -> dict[str, Any]:
    """`number` is the client's; `case`: where it stands, where `user` may read it."""
    word, chain = call.word, call.missed or call.answers
    case = word.case if word else chain.case if chain else None
    return {
        "id": call.pk,
        "uid": call.uid,
        "direction": call.course,
        "number": call.number,
        "person": call.person.full_name,
        "person_id": call.person_id,
        "colleague": call.user.email if call.user else None,
        "started_at": instant(call.started_at),
        "answered_at": instant(call.answered_at),
        "ended_at": instant(call.ended_at),
        "outcome": call.outcome,
        "case": case.ref if case and case.is_shown_to(user) else None,
        "missed_call": call.missed_id,
        "recording": call.recording,
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
