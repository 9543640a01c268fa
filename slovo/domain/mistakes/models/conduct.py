from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models.mistake import Mistake
from slovo.domain.staff.models import User


class ConductFlagQuery(models.QuerySet["ConductFlag"]):
    def visible_to(self, user: User) -> "ConductFlagQuery":
        return shown_in(self, user) if user.may("see_cases") else self.none()

    def waiting(self) -> "ConductFlagQuery":
        return self.filter(reviewed_at=None)

    def due(self, at: datetime) -> "ConductFlagQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("conductflag")
class ConductFlag(models.Model):
    """Somebody, the client too, says that a letter of ours hurts; a principal reads it (R085)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conduct_flags")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="conduct_flags")
    reason = models.CharField(max_length=500, blank=True)
    flagged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="conduct_flags"
    )
    flagged_at = models.DateTimeField()
    review_by = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    is_upheld = models.BooleanField(null=True)
    words = models.TextField(blank=True, help_text="what the principal says to it")
    mistake = models.ForeignKey(
        Mistake, null=True, on_delete=models.PROTECT, related_name="conduct_flags"
    )
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[ConductFlagQuery] = ConductFlagQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-flagged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(flagged_by=None) ^ Q(person=None), name="a_flag_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None) | (Q(is_upheld__isnull=False) & ~Q(words="")),
                name="a_reviewed_flag_says_how",
            ),
            models.UniqueConstraint(
                fields=["message"],
                condition=Q(reviewed_at=None),
                name="a_letter_is_reviewed_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="conduct_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["review_by"], name="conduct_waiting", condition=Q(reviewed_at=None)
            ),
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "message": self.message_id,
            "reason": self.reason,
            "flagged_at": self.flagged_at,
            "reviewed_at": self.reviewed_at,
            "is_upheld": self.is_upheld,
            "words": self.words,
        }
