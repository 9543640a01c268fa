"""Courtesy as plain dictionaries, for the API; sentences are in the language that is on."""

from datetime import UTC, datetime
from typing import Any

from slovo.domain.courtesy.contact import Answer
from slovo.domain.courtesy.models import Approach, Blackout, Preference
from slovo.domain.courtesy.reasons import Hold


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    return {
        "allowed": answer.allowed,
        "reason": answer.reason,
        "free_at": _utc(answer.free_at),
        "rule": answer.hold.code if answer.hold else None,
    }


def blackout_as_dict(row: Blackout) -> dict[str, Any]:
    return {
        "id": row.pk,
        "person": row.person_id,
        "organisation": row.organisation_id,
        "role": row.standing_id,
        "nature": row.nature,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "repeats": row.repeats,
        "why": row.why,
    }


def preference_as_dict(row: Preference) -> dict[str, Any]:
    return {
        "level": row.level,
        "refused": row.refused,
        "words": row.words,
        "said_at": _utc(row.said_at),
        "heard_by": row.heard_by.full_name if row.heard_by else None,
    }


def approach_as_dict(one: Approach) -> dict[str, Any]:
    hold = Hold.kept(one.hold) if one.is_held else None
    return {
        "id": one.pk,
        "person": one.person_id,
        "kind": one.kind,
        "about": one.about,
        "subject": one.subject,
        "state": one.state,
        "asked_at": _utc(one.asked_at),
        "held_until": _utc(one.next_at),
        "reason": hold.sentence if hold else "",
        "said_at": _utc(one.freed_at),
        "cancelled_at": _utc(one.cancelled_at),
        "why": one.why,
        "forced_by": one.forced_by.full_name if one.forced_by else None,
        "forced_why": one.forced_why,
    }


def _utc(at: datetime | None) -> datetime | None:
    """To the second, as every time the API tells."""
    return at.astimezone(UTC).replace(microsecond=0) if at else None
