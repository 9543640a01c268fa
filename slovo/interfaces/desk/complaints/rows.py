"""A complaint in words for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.complaints.steps import next_of
from slovo.interfaces.desk.spoken import Voice, short
from slovo.interfaces.desk.spoken import quick as _
from slovo.web.patterns import Pattern

SHORT = 120


class Line(NamedTuple):
    """What is read of a complaint for a row of the list."""

    pk: int
    number: int
    stated: str
    received_at: datetime
    filed_at: datetime
    acknowledged_at: datetime | None
    assessed_at: datetime | None
    investigated_at: datetime | None
    responded_at: datetime | None
    decided_at: datetime | None
    closed_at: datetime | None
    assess_by: datetime
    plan_at: datetime
    answer_by: datetime
    outside_owner_name: str
    person__full_name: str
    organisation__name: str | None
    owner__full_name: str | None


class Standing(NamedTuple):
    """Where it stands; `limit`: by when it is to be answered, unless it is."""

    limit: str
    state: str
    look: str


def standing(row: Any, voice: Voice) -> Standing:
    """Of a complaint, or of a row of the list."""
    here = next_of(row)
    limit = "" if row.decided_at else voice.by(row.answer_by)
    if here is None or row.closed_at:
        return Standing(limit, _("Closed"), "ended")
    dues = [] if row.decided_at else [row.answer_by]
    if here.due:
        dues.append(getattr(row, here.due))
    is_late = any(due <= voice.now for due in dues)
    return Standing(limit, _(here.name), "late" if is_late else "soon")


def drawn(rows: Iterable[Line], voice: Voice) -> list[SafeString]:
    """Rows of the list."""
    pattern = Pattern("desk/complaints/list_row.html", voice.language)
    url, found = reverse("complaint-show", args=[0]).replace("0", "%s"), []
    for row in rows:
        gaps = {
            "url": url % row.number,
            "text": short(row.stated, SHORT),
            "ref": f"C-{row.number}",
            "person": row.person__full_name,
            "organisation": row.organisation__name or "",
            "owner": row.owner__full_name or row.outside_owner_name or _("nobody yet"),
            "received": voice.full(row.received_at),
            **standing(row, voice)._asdict(),
        }
        found.append(pattern.fill(gaps, has_organisation=row.organisation__name is not None))
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
