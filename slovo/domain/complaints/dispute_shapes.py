"""A dispute as a plain dictionary, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.complaints.models import Negotiation
from slovo.domain.talks.shapes import agreed_as_dict
from slovo.lib.moments import instant


def negotiation_as_dict(negotiation: Negotiation) -> dict[str, Any]:
    """`refusals`: since the last offer; `agreed`: the list that lies with the client, or null."""
    moves = negotiation.moves.select_related("noted_by", "rule__rule").order_by("made_at", "pk")
    agreed = negotiation.agreed
    return {
        "complaint": negotiation.complaint.number,
        "begun_at": instant(negotiation.begun_at),
        "moved_at": instant(negotiation.moved_at),
        "refusals": negotiation.refusals,
        "deadlocked_at": instant(negotiation.deadlocked_at),
        "table_by": instant(negotiation.table_by),
        "scope": negotiation.scope,
        "contract": negotiation.contract,
        "relationship": negotiation.relationship,
        "bounds": negotiation.bounds,
        "prepared_at": instant(negotiation.prepared_at),
        "held_at": instant(negotiation.held_at),
        "outcome": negotiation.outcome,
        "agreed": agreed_as_dict(agreed) if agreed else None,
        "ended_at": instant(negotiation.ended_at),
        "moves": [
            {
                "kind": move.kind,
                "side": move.side,
                "text": move.text,
                "rule": str(move.rule) if move.rule else None,
                "made_at": instant(move.made_at),
                "noted_by": move.noted_by.full_name if move.noted_by else None,
            }
            for move in moves
        ],
    }
