from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.seeing import within_sight
from slovo.domain.delivery.models import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


@vouched("expectation")
class Expectation(Asked):
    """What the client counts on from the start, in plain words, confirmed by him (R036)."""

    headline = _("Is this what you count on?")
    text = models.TextField()
    answer_minutes = models.PositiveIntegerField(help_text="within which a person answers")

    @property
    def client_confirmed_at(self) -> datetime | None:
        return self.answered_at if self.is_agreed else None

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {"text": self.text, "answer_minutes": self.answer_minutes}


def expectation_of(engagement: Engagement) -> Expectation | None:
    """The last one that still counts: confirmed, or waiting for his word."""
    rows = Expectation.objects.filter(engagement=engagement, withdrawn_at=None)
    found: Expectation | None = rows.order_by("pk").last()
    return found


def confirmed_minutes(engagement: Engagement, at: datetime) -> int | None:
    """What he last confirmed by then that he counts on."""
    rows = Expectation.objects.filter(engagement=engagement, withdrawn_at=None, answer="yes")
    rows = rows.filter(answered_at__lt=at).order_by("answered_at", "pk")
    found: int | None = rows.values_list("answer_minutes", flat=True).last()
    return found


class ReviewQuery(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> "ReviewQuery":
        return self.filter(within_sight(user, "engagement__"))

    def due(self, at: datetime) -> "ReviewQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")

    def to_settle(self) -> "ReviewQuery":
        """A principal was told, and has not said yet what is done about it."""
        return self.filter(told_at__isnull=False, settled_at=None)


@vouched("review")
class Review(models.Model):
    """One month of an agreement: the answers promised, and the answers that came (R036)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="reviews")
    month = models.DateField(help_text="its first day")
    next_at = models.DateTimeField(null=True, help_text="when it is looked at, the month over")
    promised_seconds = models.PositiveIntegerField(null=True)
    median_seconds = models.PositiveIntegerField(null=True)
    answers = models.PositiveIntegerField(default=0)
    reviewed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="below for the second month: told")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="what is done about it")

    objects: ClassVar[ReviewQuery] = ReviewQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "month"], name="a_month_is_reviewed_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(words=""), name="a_settled_review_says_how"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="review_due", condition=Q(next_at__isnull=False)),
            models.Index(
                fields=["told_at"],
                name="review_to_settle",
                condition=Q(told_at__isnull=False, settled_at=None),
            ),
        ]

    @property
    def is_below(self) -> bool:
        """Slower in the middle than promised."""
        if self.median_seconds is None or self.promised_seconds is None:
            return False
        return self.median_seconds > self.promised_seconds

    @property
    def before(self) -> date:
        """The month before it."""
        year, month = divmod(self.month.year * 12 + self.month.month - 2, 12)
        return date(year, month + 1, 1)

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "engagement": self.engagement_id,
            "month": self.month,
            "promised_seconds": self.promised_seconds,
            "median_seconds": self.median_seconds,
            "answers": self.answers,
            "reviewed_at": self.reviewed_at,
            "told_at": self.told_at,
            "settled_at": self.settled_at,
            "words": self.words,
        }
