"""The nine steps of ISO 10002 in their order: each is taken, due, late, or lies ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _


@dataclass(frozen=True, slots=True)
class Step:
    """`look`: ended, soon, late, or empty while it lies ahead; `is_here`: the next to be taken."""

    name: str
    words: str
    look: str
    is_here: bool


def steps_of(complaint: Complaint, voice: Voice) -> list[Step]:
    found: list[Step] = []
    is_met = False
    for name, taken_at, due_at, words in _facts(complaint, voice):
        is_here = taken_at is None and not is_met
        is_met = is_met or is_here
        found.append(Step(name, *_said(taken_at, due_at, words, voice), is_here))
    return found


def state_of(complaint: Complaint, voice: Voice) -> Step:
    """Where it stands: the step that comes next, or the last one when all are taken."""
    name, taken_at, due_at, words = _next(_facts(complaint, voice))
    return Step(name, *_said(taken_at, due_at, words, voice), taken_at is None)


Fact = tuple[str, datetime | None, datetime | None, str]


def _facts(complaint: Complaint, voice: Voice) -> Iterator[Fact]:
    received, limit = complaint.received_at, complaint.limit_at
    by = complaint.received_by.full_name if complaint.received_by else _("the client himself")
    yield _("Communication"), received, None, str(complaint.get_medium_display())
    yield _("Receipt"), received, None, _("%(ref)s, %(by)s") % {"ref": complaint.ref, "by": by}
    word = complaint.progress_at
    is_open = complaint.decided_at is None and word is not None
    tracked = _("Word due %(when)s") % {"when": voice.by(word)} if is_open and word else ""
    yield _("Tracking"), complaint.filed_at, None, tracked
    yield _("Acknowledgement"), complaint.acknowledged_at, complaint.filed_at, ""
    yield _("Assessment"), complaint.assessed_at, complaint.assess_by, ""
    yield _("Investigation"), complaint.investigated_at, complaint.plan_at, ""
    yield _("Response"), complaint.responded_at, complaint.plan_at, ""
    yield _("Decision told"), complaint.decided_at, limit, ""
    yield _("Closing"), complaint.closed_at, None, ""


def _next(facts: Iterator[Fact]) -> Fact:
    """The first that is not taken yet; those behind it are not even put into words."""
    fact = next(facts)
    while fact[1] is not None:
        following = next(facts, None)
        if following is None:
            break
        fact = following
    return fact


def _said(
    taken_at: datetime | None, due_at: datetime | None, words: str, voice: Voice
) -> tuple[str, str]:
    if taken_at:
        return words or voice.full(taken_at), "ended"
    if due_at is None:
        return words, ""
    return voice.by(due_at), "late" if due_at <= voice.now else "soon"
