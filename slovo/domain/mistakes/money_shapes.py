"""Losses, money that goes back, flags and numbers as plain dictionaries, for the API."""

from typing import Any

from slovo.domain.mistakes.figures import Forgiven, Kept, Times
from slovo.domain.mistakes.models import ConductFlag, Damage, Payout, Verdict, Wording
from slovo.lib.moments import instant
from slovo.lib.stats import Share


def damage_as_dict(damage: Damage) -> dict[str, Any]:
    """Sums are strings, such as "3400.00"; `agreed` is null while nobody has decided."""
    return {
        "id": damage.pk,
        "mistake": damage.mistake_id,
        "text": damage.text,
        "claimed": str(damage.claimed),
        "currency": damage.currency,
        "evidence": damage.evidence,
        "file": damage.name or None,
        "claimed_at": instant(damage.claimed_at),
        "decide_by": instant(damage.decide_by),
        "decided_at": instant(damage.decided_at),
        "decided_by": damage.decided_by.full_name if damage.decided_by else None,
        "agreed": str(damage.agreed) if damage.agreed is not None else None,
        "reason": damage.reason or None,
    }


def payout_as_dict(payout: Payout) -> dict[str, Any]:
    """`kind`: refund or damage."""
    return {
        "id": payout.pk,
        "mistake": payout.mistake_id,
        "kind": "refund" if payout.is_refund else "damage",
        "damage": payout.damage_id,
        "amount": str(payout.amount),
        "currency": payout.currency,
        "due_at": instant(payout.due_at),
        "promise": payout.promise_id,
        "paid_at": instant(payout.paid_at),
        "reference": payout.reference or None,
    }


def verdict_as_dict(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.pk,
        "mistake": verdict.mistake_id,
        "text": verdict.text,
        "given_by": verdict.given_by.full_name,
        "given_at": instant(verdict.given_at),
        "lines": verdict.lines,
        "payouts": [payout_as_dict(payout) for payout in verdict.payouts.all()],
    }


def conduct_as_dict(flag: ConductFlag) -> dict[str, Any]:
    """`is_upheld` is null while no principal has read it; upheld it has its `mistake`."""
    whose = flag.flagged_by or flag.person
    return {
        "id": flag.pk,
        "case": flag.case.ref,
        "message": flag.message_id,
        "reason": flag.reason or None,
        "flagged_by": whose.full_name if whose else None,
        "is_by_client": flag.person_id is not None,
        "flagged_at": instant(flag.flagged_at),
        "review_by": instant(flag.review_by),
        "reviewed_at": instant(flag.reviewed_at),
        "reviewed_by": flag.reviewed_by.full_name if flag.reviewed_by else None,
        "is_upheld": flag.is_upheld,
        "words": flag.words or None,
        "mistake": flag.mistake_id,
    }


def times_as_dict(row: Times) -> dict[str, Any]:
    """`median` in seconds; `low` and `high`: 95 % by Wilson."""
    return {
        "name": row.name,
        "median": row.median,
        "in_limit": row.in_limit,
        "count": row.count,
        **_between(row.interval),
    }


def kept_as_dict(row: Kept) -> dict[str, Any]:
    """`name`: all, well or not."""
    return {"name": row.name, "kept": row.kept, "count": row.count, **_between(row.interval)}


def forgiven_as_dict(row: Forgiven) -> dict[str, Any]:
    """`second`: failures that were the same again within 180 days."""
    return {
        "person": row.person.full_name,
        "person_id": row.person.pk,
        "count": row.count,
        "second": row.seconds,
        "failures": [
            {
                "about": failure.subject,
                "case": failure.case.ref,
                "cause": failure.cause.code,
                "at": instant(failure.at),
            }
            for failure in row.failures
        ],
    }


def wording_as_dict(row: Wording) -> dict[str, Any]:
    sides = ("place", "country", "language", "text")
    return {side: getattr(row, side) for side in sides}


def _between(interval: Share | None) -> dict[str, float | None]:
    if interval is None:
        return {"share": None, "low": None, "high": None}
    return {"share": interval.value, "low": interval.low, "high": interval.high}
