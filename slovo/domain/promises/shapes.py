"""Promises as plain dictionaries: what the API says. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.cases.models import Promise
from slovo.domain.cases.shapes import promise_as_dict
from slovo.domain.courtesy.models import Blackout
from slovo.domain.promises.dates import WrittenDate, sentence_with
from slovo.domain.promises.models import FoundDate
from slovo.domain.promises.offer import Offer
from slovo.lib.moments import instant


def given_as_dict(promise: Promise) -> dict[str, Any]:
    """What `promise_as_dict` says and all that a person's promise has more."""
    return {
        **promise_as_dict(promise),
        "id": promise.pk,
        "person": promise.person.full_name,
        "person_id": promise.person_id,
        "owner_email": promise.owner.email if promise.owner else None,
        "effort_minutes": promise.effort_minutes,
        "wished_at": instant(promise.wished_at),
        "dropped": promise.dropped or None,
        "beyond_capacity_by": promise.overridden_by.full_name if promise.overridden_by else None,
        "replaces": promise.replaces_id,
        "consent": promise.consent or None,
        "proof": promise.proof or None,
        "message": promise.evidence_id,
    }


def offer_as_dict(found: Offer) -> dict[str, Any]:
    """What the gate says; without a wished date nothing is said of one."""
    fit, late, is_wished = found.fit, found.late, found.wished_at is not None
    return {
        "wished_at": instant(found.wished_at),
        "fits": fit.fits if is_wished else None,
        "is_hopeful": found.is_hopeful,
        "needed_minutes": fit.needed_minutes,
        "free_minutes": fit.free_minutes if is_wished else None,
        "earliest_at": instant(fit.earliest),
        "keepable_at": instant(found.keepable_at),
        "history": {
            "count": late.count,
            "in_time": late.in_time,
            "days_for_80": late.days_for_80,
            "is_enough": late.is_enough,
        },
        "wished_days": [_day_as_dict(day) for day in found.wished_days],
        "keepable_days": [_day_as_dict(day) for day in found.keepable_days],
    }


def _day_as_dict(day: Blackout) -> dict[str, str]:
    return {"nature": day.nature, "why": day.why}


def written_as_dict(date: WrittenDate) -> dict[str, Any]:
    """A date of a letter that is leaving; `is_open`: it comes to the list to look at."""
    decided = date.decided
    return {
        "words": date.words,
        "sentence": date.sentence,
        "due_at": instant(date.due_at),
        "promise": decided.promise_id if decided else None,
        "is_aside": bool(decided and decided.aside_at),
        "is_open": date.is_open,
    }


def found_as_dict(found: FoundDate) -> dict[str, Any]:
    """A date of a letter: what was written, what it means, what was decided."""
    return {
        "id": found.pk,
        "case": found.case.ref,
        "author": found.author.full_name,
        "message": found.message_id,
        "words": found.words,
        "sentence": sentence_with(found.message.text if found.message else "", found.words),
        "due_at": instant(found.due_at),
        "review_by": instant(found.review_by),
        "promise": found.promise_id,
        "aside_at": instant(found.aside_at),
    }
