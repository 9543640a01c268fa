"""A dispute on the page of its complaint."""

from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels

_DISPUTE = PreparedModels(
    Negotiation,
    lambda complaint: Negotiation.objects.filter(complaint=complaint).select_related(
        "agreed__talk"
    )[:1],
)


def dispute_of(complaint: Complaint, voice: Voice) -> dict[str, Any]:
    """The part of a complaint's page that shows its dispute; nothing while there is none."""
    found = next(iter(_DISPUTE(complaint=complaint.pk)), None)
    if found is None:
        return {"dispute": None}
    moves = found.moves.select_related("noted_by", "rule__rule").order_by("made_at", "pk")
    return {
        "dispute": found,
        "moves": [(move, voice.full(move.made_at)) for move in moves],
        "dispute_state": _state(found, voice),
        "is_disputed": found.ended_at is None and complaint.closed_at is None,
    }


def _state(found: Negotiation, voice: Voice) -> tuple[str, str]:
    """How it stands, and how that looks."""
    if found.ended_at:
        return _("Settled %(when)s") % {"when": voice.full(found.ended_at)}, "ended"
    if found.agreed_id:
        return _("What was agreed lies with the client"), "soon"
    if found.deadlocked_at and found.table_by:
        look = "late" if found.table_by <= voice.now else "soon"
        return _("Dead end: sit down together %(when)s") % {"when": voice.by(found.table_by)}, look
    if found.next_at:
        said = {"when": voice.by(found.next_at)}
        return _("Moving; without a new offer %(when)s it is a dead end") % said, ""
    return "", ""
