from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Message
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.models.complaint import Complaint
from slovo.domain.complaints.models.finding import Finding
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class Result(models.TextChoices):
    """Whether the answer helped; nobody is satisfied because he is silent."""

    SOLVED = "solved", _("Solved")
    PARTLY = "partly", _("Partly solved")
    NO = "no", _("Not solved")
    UNKNOWN = "unknown", _("Unknown")


SAID = (Result.SOLVED, Result.PARTLY, Result.NO)


class FollowUpQuery(models.QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> "FollowUpQuery":
        if not user.may("see_cases"):
            return self.none()
        if not hides_from(user):
            return self
        return self.filter(complaint__in=Complaint.objects.visible_to(user).values("pk"))

    def open(self) -> "FollowUpQuery":
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> "FollowUpQuery":
        return self.filter(next_at__lte=at, ended_at=None).order_by("next_at", "pk")


@vouched("followup")
class FollowUp(models.Model):
    """Seven days after our answer arrived: did it help? (R060)"""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="follow_ups")
    finding = models.OneToOneField(
        Finding,
        null=True,
        on_delete=models.CASCADE,
        related_name="follow_up",
        help_text="empty: it was settled in the first talk",
    )
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, help_text="the letter with the question left")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    reply_by = models.DateTimeField(null=True, help_text="no reply until then: we call once")
    call_since = models.DateTimeField(null=True, help_text="somebody should call")
    call_by = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True, help_text="nobody called: the principal was told")
    tried_at = models.DateTimeField(null=True, help_text="we called, and he did not answer")
    tried_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=7, choices=Result, blank=True)
    score = models.PositiveSmallIntegerField(null=True, validators=[MaxValueValidator(10)])
    words = models.TextField(blank=True, help_text="his own")
    said_at = models.DateTimeField(null=True)
    heard_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="there is nothing to ask any more")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[FollowUpQuery] = FollowUpQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=["", Result.UNKNOWN], said_at=None)
                | (Q(result__in=SAID) & Q(said_at__isnull=False)),
                name="who_said_it_said_when",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=10), name="a_score_is_up_to_ten"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="followup_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["complaint", "ended_at", "id", "result"],
                name="followup_ended",
                condition=Q(ended_at__isnull=False),
            ),
            models.Index(
                fields=["-ended_at", "-id", "complaint", "result"],
                name="followup_newest",
                condition=Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.result}"

    @property
    def subject(self) -> str:
        """Its name in the journal, in his link and in what waits until he may be disturbed."""
        return f"followup:{self.pk}"

    @property
    def answered_at(self) -> datetime | None:
        """When he had our answer, or settled it with us at once."""
        if self.finding is None:
            at_once: datetime | None = self.complaint.resolved_at_once_at
            return at_once
        sent_at: datetime | None = self.finding.sent_at
        return sent_at

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.withdrawn_at is None

    @property
    def is_to_be_called(self) -> bool:
        return self.is_waiting and self.call_since is not None

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "complaint": self.complaint_id,
            "due_at": self.due_at,
            "asked_at": self.asked_at,
            "tried_at": self.tried_at,
            "result": self.result,
            "score": self.score,
            "said_at": self.said_at,
            "ended_at": self.ended_at,
        }


class Trigger(models.TextChoices):
    """Why a complaint is open again."""

    PARTLY = "partly", _("Our answer helped only in part")
    NO = "no", _("Our answer did not help")


@vouched("reopening")
class Reopening(models.Model):
    """It was not settled after all: open again, and only a principal closes it now."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="reopenings")
    why = models.CharField(max_length=6, choices=Trigger)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.complaint} {self.why}"

    def sealed_facts(self) -> dict[str, Any]:
        return {"complaint": self.complaint_id, "why": self.why, "at": self.at}
