import re
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from slovo.domain.billing.months import Month
from slovo.domain.complaints.models.complaint import stamp
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User

KEY = re.compile(r"(2\d{3})-Q([1-4])")


class QuarterReviewQuery(models.QuerySet["QuarterReview"]):
    def visible_to(self, user: User) -> "QuarterReviewQuery":
        return self if user.may("see_review") else self.none()

    def of_quarter(self, key: str) -> "QuarterReviewQuery":
        """«2026-Q4»; anything else is none."""
        found = KEY.fullmatch(key)
        if found is None:
            return self.none()
        return self.filter(quarter=date(int(found[1]), int(found[2]) * 3 - 2, 1))

    def due(self, at: datetime) -> "QuarterReviewQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("quarterreview")
class QuarterReview(models.Model):
    """A quarter of complaints and mistakes as it was: a principal says what follows, and signs."""

    quarter = models.DateField(unique=True, help_text="its first day")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: the house"
    )
    numbers = models.JSONField(help_text="figure → part, count, beside, as they were")
    rows = models.JSONField(help_text="list → how many, and the keys of the first of them")
    due_at = models.DateTimeField(help_text="to be signed by then")
    missed_at = stamp("nobody signed in time: the principals were told")
    conclusions = models.TextField(blank=True)
    signed_at = stamp()
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    next_at = stamp()

    objects: ClassVar[QuarterReviewQuery] = QuarterReviewQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-quarter"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | (Q(signed_at__gte=F("opened_at"), signed_by__isnull=False) & ~Q(conclusions="")),
                name="who_signs_says_what_follows",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="quarterreview_due", condition=Q(next_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """«2026-Q4», in addresses."""
        return f"{self.quarter.year}-Q{(self.quarter.month + 2) // 3}"

    @property
    def month(self) -> Month:
        return Month(self.quarter)

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "quarter": self.quarter.isoformat(),
            "numbers": self.numbers,
            "rows": self.rows,
            "conclusions": self.conclusions,
            "signed_at": self.signed_at,
            "signed_by": self.signed_by_id,
        }


class ResolutionQuery(models.QuerySet["Resolution"]):
    def visible_to(self, user: User) -> "ResolutionQuery":
        """With the review; one's own without it."""
        return self if user.may("see_review") else self.filter(owner=user)

    def open(self) -> "ResolutionQuery":
        return self.filter(done_at=None)

    def due(self, at: datetime) -> "ResolutionQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("resolution")
class Resolution(models.Model):
    """What a review decided: whose it is, and by when."""

    review = models.ForeignKey(QuarterReview, on_delete=models.PROTECT, related_name="resolutions")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="resolutions")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    late_at = stamp("its owner and the principals were told")
    done_at = stamp()
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=500, blank=True)
    next_at = stamp()

    objects: ClassVar[ResolutionQuery] = ResolutionQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | (Q(done_by__isnull=False) & ~Q(outcome="")),
                name="done_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="resolution_due", condition=Q(next_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "review": self.review_id,
            "text": self.text,
            "owner": self.owner_id,
            "due_at": self.due_at,
            "done_at": self.done_at,
            "outcome": self.outcome,
        }


@vouched("addendum")
class Addendum(models.Model):
    """What was found out after a review was signed: it stands below, and changes nothing above."""

    review = models.ForeignKey(QuarterReview, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    def sealed_facts(self) -> dict[str, Any]:
        return {"review": self.review_id, "text": self.text, "by": self.by_id, "at": self.at}
