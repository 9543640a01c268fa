"""A lane of Today: quarters that wait for a signature, and what reviews decided."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.complaints.review_words import quarter_words
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels

MOST = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    words: str
    url: str
    state: str
    look: str


def quarters_waiting(user: User, voice: Voice) -> list[Waiting]:
    """Whoever may sign: conclusions, decisions, signature. Everybody: what is his to do."""
    reviews = _UNSIGNED() if user.may("sign_review") else []
    return [
        *(_waiting(_review(row), "review-show", row.key, row.due_at, voice) for row in reviews),
        *(
            _waiting(row.text, "resolution-done", row.pk, row.due_at, voice)
            for row in _DECIDED(user=user.pk)
        ),
    ]


def _review(review: QuarterReview) -> str:
    return _("Conclude and sign the review of %(quarter)s") % {"quarter": quarter_words(review)}


def _waiting(words: str, page: str, key: Any, due_at: Any, voice: Voice) -> Waiting:
    look = "late" if due_at <= voice.now else "soon"
    return Waiting(words, reverse(page, args=[key]), voice.by(due_at), look)


def _decided(user: int) -> Any:
    return Resolution.objects.open().filter(owner=user).order_by("due_at", "pk")[:MOST]


_UNSIGNED = PreparedModels(
    QuarterReview,
    lambda: QuarterReview.objects.filter(signed_at=None).order_by("due_at", "pk")[:MOST],
)
_DECIDED = PreparedModels(Resolution, _decided)
