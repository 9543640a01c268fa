"""A lane of Today: quarters that wait for a signature, and what reviews decided."""

from dataclasses import dataclass

from django.urls import reverse

from slovo.domain.complaints.models import QuarterReview
from slovo.domain.complaints.morning import Waiting as Row
from slovo.domain.complaints.morning import reviews_waiting, waiting_words
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice


@dataclass(frozen=True, slots=True)
class Waiting:
    words: str
    url: str
    state: str
    look: str


def quarters_waiting(user: User, voice: Voice) -> list[Waiting]:
    return [_waiting(row, voice) for row in reviews_waiting(user)]


def _waiting(row: Row, voice: Voice) -> Waiting:
    if isinstance(row, QuarterReview):
        url = reverse("review-show", args=[row.key])
    else:
        url = reverse("resolution-done", args=[row.pk])
    look = "late" if row.due_at <= voice.now else "soon"
    return Waiting(waiting_words(row), url, voice.by(row.due_at), look)
