"""A complaint in words for one reader."""

from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.complaints.steps import state_of
from slovo.interfaces.desk.spoken import Voice

SHORT = 120


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    complaint: Complaint
    text: str
    owner: str
    received: str
    limit: str
    state: str
    look: str


def complaint_row(complaint: Complaint, voice: Voice) -> ComplaintRow:
    step = state_of(complaint, voice)
    is_answered = complaint.decided_at is not None
    is_late = not is_answered and complaint.limit_at <= voice.now
    return ComplaintRow(
        complaint,
        shorten(complaint.stated, SHORT, placeholder="…"),
        complaint.owner_name or _("nobody yet"),
        voice.full(complaint.received_at),
        "" if is_answered else voice.by(complaint.limit_at),
        _("Closed") if complaint.closed_at else step.name,
        "ended" if complaint.closed_at else "late" if is_late or step.look == "late" else "soon",
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """Both limits in words; `is_own`: ours is the earlier one."""

    plan: str
    own: str
    legal: str
    is_own: bool
    may_refer: bool


def limits_of(complaint: Complaint, voice: Voice) -> Limits:
    legal = complaint.legal_limit_at
    is_late = bool(legal and legal <= voice.now and not complaint.decided_at)
    return Limits(
        voice.by(complaint.plan_at),
        voice.by(complaint.own_limit_at),
        voice.by(legal) if legal else "",
        complaint.limit_at == complaint.own_limit_at,
        is_late or complaint.rejected_at is not None,
    )
