"""Mistakes as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.delivery.shapes import asked_as_dict
from slovo.domain.mistakes.models import Cause, Mistake, Verification
from slovo.lib.moments import instant


def cause_as_dict(cause: Cause) -> dict[str, Any]:
    return {
        "code": cause.code,
        "name": cause.name,
        "branch": cause.branch,
        "retired_at": instant(cause.retired_at),
    }


def mistake_as_dict(mistake: Mistake) -> dict[str, Any]:
    """`step`: admit, plan, correct, verify, close, closed or dropped; `due_at` is its limit."""
    asked = sorted(mistake.verifications.all(), key=lambda each: each.pk)
    return {
        "id": mistake.pk,
        "case": mistake.case.ref,
        "text": mistake.text,
        "cause": mistake.cause.code if mistake.cause else None,
        "promise": mistake.promise_id,
        "step": str(mistake.step),
        "due_at": instant(mistake.due_at),
        "discovered_at": instant(mistake.discovered_at),
        "discovered_by": mistake.discovered_by.full_name,
        "found_early": mistake.found_early,
        "seen_by": mistake.seen_by.full_name if mistake.seen_by else None,
        "seen_at": instant(mistake.seen_at),
        "admit_by": instant(mistake.admit_by),
        "admitted_at": instant(mistake.admitted_at),
        "apologised_at": instant(mistake.apologised_at),
        "facts": mistake.facts or None,
        "apology": mistake.apology or None,
        "correction": mistake.correction or None,
        "ways": mistake.ways,
        "plan_by": instant(mistake.plan_by),
        "correction_promised_at": instant(mistake.plan_at),
        "correct_by": instant(mistake.correct_by),
        "plan": mistake.plan_id,
        "corrected_at": instant(mistake.corrected_at),
        "verify_by": instant(mistake.verify_by),
        "verified_by_client_at": instant(mistake.verified_by_client_at),
        "verifications": [verification_as_dict(one) for one in asked],
        "has_damage": mistake.has_damage,
        "closed_at": instant(mistake.closed_at),
        "closed_by": mistake.closed_by.full_name if mistake.closed_by else None,
        "dropped_why": mistake.dropped_why or None,
    }


def verification_as_dict(asked: Verification) -> dict[str, Any]:
    return asked_as_dict(asked) | {"done": asked.done}
