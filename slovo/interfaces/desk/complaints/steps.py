"""The nine steps of ISO 10002 in their order: each is taken, due, late, or lies ahead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop as _

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.spoken import Voice, quick


class Way(NamedTuple):
    """The columns that say when a step was taken, and by when it is due."""

    name: str
    taken: str
    due: str = ""


WAYS = (
    Way(_("Communication"), "received_at"),
    Way(_("Receipt"), "received_at"),
    Way(_("Tracking"), "filed_at"),
    Way(_("Acknowledgement"), "acknowledged_at", "filed_at"),
    Way(_("Assessment"), "assessed_at", "assess_by"),
    Way(_("Investigation"), "investigated_at", "plan_at"),
    Way(_("Response"), "responded_at", "plan_at"),
    Way(_("Decision told"), "decided_at", "answer_by"),
    Way(_("Closing"), "closed_at"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """`look`: ended, soon, late, or empty while it lies ahead; `is_here`: the next to be taken."""

    name: str
    words: str
    look: str
    is_here: bool


def steps_of(complaint: Complaint, voice: Voice) -> list[Step]:
    words, here = _words(complaint, voice), next_of(complaint)
    found = []
    for way in WAYS:
        taken_at: datetime | None = getattr(complaint, way.taken)
        due_at: datetime | None = getattr(complaint, way.due) if way.due else None
        said, look = words.get(way.name, ""), look_of(taken_at, due_at, voice)
        if not said and (at := taken_at or due_at):
            said = voice.full(at) if taken_at else voice.by(at)
        found.append(Step(quick(way.name), said, look, is_here=way is here))
    return found


def next_of(row: Any) -> Way | None:
    """The first of the ways that is not taken yet; `row` has their columns."""
    return next((way for way in WAYS if getattr(row, way.taken) is None), None)


def look_of(taken_at: datetime | None, due_at: datetime | None, voice: Voice) -> str:
    if taken_at:
        return "ended"
    if due_at is None:
        return ""
    return "late" if due_at <= voice.now else "soon"


def _words(complaint: Complaint, voice: Voice) -> dict[str, str]:
    """What is said of a step besides when it was taken."""
    received_by, word = complaint.received_by, complaint.progress_at
    by = received_by.full_name if received_by else quick("the client himself")
    is_tracked = word is not None and complaint.decided_at is None
    return {
        "Communication": str(complaint.get_medium_display()),
        "Receipt": quick("%(ref)s, %(by)s") % {"ref": complaint.ref, "by": by},
        "Tracking": quick("Word due %(when)s") % {"when": voice.by(word)} if is_tracked else "",
    }
