"""Rhythm with clients as plain dictionaries, for the API. Times are UTC, `Z`."""

from datetime import date, datetime
from typing import Any

from slovo.domain.loyalty.acts import Act
from slovo.domain.loyalty.card import LoyaltyCard
from slovo.domain.loyalty.forgotten import Rhythm
from slovo.domain.loyalty.models import RealAction, Sign
from slovo.domain.loyalty.onboarding import Path
from slovo.domain.loyalty.starting import Start
from slovo.lib.moments import instant


def rhythm_as_dict(row: Rhythm, proposed: date | None = None) -> dict[str, Any]:
    """`share`: of the contacts of 90 days those that we began, in per cent.

    `proposed_on`: a day of the next week, outside his quiet ones, on which to call or to meet.
    """
    share = row.starts.share
    return {
        "person": row.person.pk,
        "name": row.person.full_name,
        "last_action": _act(row.act),
        "days": row.days,
        "last_voice": _act(row.voice),
        "voice_days": row.voice_days,
        "voice_within": row.voice_within,
        "proposed_on": proposed.isoformat() if proposed else None,
        "contacts": len(row.starts.rows),
        "started_by_us": row.starts.ours,
        "share": round(share.value * 100, 1) if share else None,
        "client_started_running": len(row.starts.running),
        "reasons": reasons_of(row),
    }


def reasons_of(row: Rhythm) -> list[str]:
    """Why he stands on the list; empty when he does not."""
    said = {
        "forgotten": row.is_forgotten,
        "no_voice": row.is_unheard,
        "client_starts": row.starts.is_low,
        "three_running": row.starts.is_streak,
    }
    return [reason for reason, holds in said.items() if holds]


def start_as_dict(start: Start, refs: dict[int, str]) -> dict[str, Any]:
    return {
        "at": instant(start.at),
        "by": "us" if start.is_ours else "client",
        "case": refs.get(start.case or 0),
        "how": start.how,
    }


def action_as_dict(action: RealAction) -> dict[str, Any]:
    return {
        "id": action.pk,
        "person": action.person_id,
        "kind": action.kind,
        "done_at": instant(action.done_at),
        "done_by": action.done_by.full_name,
        "started_by": action.started_by,
        "words": action.words,
    }


def loyalty_as_dict(card: LoyaltyCard) -> dict[str, Any]:
    """`null` is unknown, and never nought. Of signs the newest comes first."""
    tenure, repeat = card.tenure, card.repeat
    return {
        "tenure": {"since": tenure.since.isoformat(), "days": tenure.days} if tenure else None,
        "repeat": {
            "agreements": repeat.count,
            "first": repeat.first.isoformat(),
            "last": repeat.last.isoformat(),
            "within_a_year": repeat.within_a_year,
        }
        if repeat
        else None,
        "share_of_wallet": [sign_as_dict(sign) for sign in card.shares] or None,
        "price_reaction": [sign_as_dict(sign) for sign in card.prices] or None,
        "referrals": [sign_as_dict(sign) for sign in card.referrals] or None,
    }


def sign_as_dict(sign: Sign) -> dict[str, Any]:
    return {
        "id": sign.pk,
        "kind": sign.kind,
        "happened_on": sign.happened_on.isoformat(),
        "occasion": sign.occasion or None,
        "reaction": sign.reaction or None,
        "percent": sign.percent,
        "referred": sign.referred_id,
        "organisation": sign.organisation_id,
        "words": sign.words,
        "source": sign.source,
        "level": sign.level,
        "noted_by": sign.noted_by.full_name,
        "noted_at": instant(sign.noted_at),
    }


def path_as_dict(path: Path, at: datetime) -> dict[str, Any]:
    return {
        "engagement": path.engagement.pk,
        "person": path.engagement.person_id,
        "steps": [
            {
                "kind": step.kind,
                "due_at": instant(step.due_at),
                "done_at": instant(step.done_at),
                "gap": step.is_gap(at),
            }
            for step in path.steps
        ],
    }


def _act(act: Act | None) -> dict[str, Any] | None:
    return {"kind": act.kind, "at": instant(act.at)} if act else None
