"""Reviews on the morning list: quarters that wait for a signature, and what reviews decided."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.cases.shapes import late_seconds
from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.complaints.review_words import quarter_words
from slovo.domain.staff.models import User
from slovo.lib.moments import instant
from slovo.lib.prepared import PreparedModels

LANE = "reviews"
MOST = 8
Waiting = QuarterReview | Resolution


def reviews_waiting(user: User) -> list[Waiting]:
    """Whoever may sign: conclusions, decisions, signature. Everybody: what is his to do."""
    reviews = _UNSIGNED() if user.may("sign_review") else []
    return [*reviews, *_DECIDED(user=user.pk)]


def waiting_words(row: Waiting) -> str:
    if isinstance(row, Resolution):
        return row.text
    return _("Conclude and sign the review of %(quarter)s") % {"quarter": quarter_words(row)}


def review_rows(user: User | None, at: datetime) -> list[dict[str, Any]]:
    """As rows of the morning list; no case is theirs, and no client."""
    return [
        {
            "list": LANE,
            "case": "",
            "subject": waiting_words(row),
            "person": "",
            "owner": user.full_name if user and isinstance(row, Resolution) else None,
            "due_at": instant(row.due_at),
            "late_seconds": late_seconds(row.due_at, at),
        }
        for row in (reviews_waiting(user) if user else [])
    ]


def _decided(user: int) -> Any:
    return Resolution.objects.open().filter(owner=user).order_by("due_at", "pk")[:MOST]


_UNSIGNED = PreparedModels(
    QuarterReview,
    lambda: QuarterReview.objects.filter(signed_at=None).order_by("due_at", "pk")[:MOST],
)
_DECIDED = PreparedModels(Resolution, _decided)
