"""A complaint in words for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from django.urls import reverse
from django.utils.safestring import SafeString

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.complaints.steps import state_of
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _
from slovo.web.patterns import Pattern

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


def drawn(complaints: Iterable[Complaint], voice: Voice) -> list[SafeString]:
    """Rows of the list."""
    pattern = Pattern("desk/complaints/list_row.html", voice.language)
    url, found = reverse("complaint-show", args=[0]).replace("0", "%s"), []
    for complaint in complaints:
        row, organisation = complaint_row(complaint, voice), complaint.organisation
        gaps = {
            "url": url % complaint.number,
            "text": row.text,
            "ref": complaint.ref,
            "person": complaint.person.full_name,
            "organisation": organisation.name if organisation else "",
            "owner": row.owner,
            "received": row.received,
            "limit": row.limit,
            "look": row.look,
            "state": row.state,
        }
        found.append(pattern.fill(gaps, has_organisation=organisation is not None))
    return found


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
