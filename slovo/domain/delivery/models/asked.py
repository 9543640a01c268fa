from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User


class Answer(models.TextChoices):
    """What the client said to the one question he was asked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class AskedQuery(models.QuerySet[Any]):
    def waiting(self) -> "AskedQuery":
        return self.filter(answered_at=None, withdrawn_at=None)

    def due(self, at: datetime) -> "AskedQuery":
        return self.waiting().filter(next_at__lte=at).order_by("next_at", "pk")


class Asked(models.Model):
    """One question to the client: by letter with a link, answered there or to a colleague."""

    headline: ClassVar[Words]

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="%(class)ss")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    words = models.TextField(blank=True, help_text="his own")
    answered_at = models.DateTimeField(null=True, help_text="when he said it")
    heard_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the colleague he said it to; empty when he answered by his link",
    )
    recorded_at = models.DateTimeField(null=True)
    confirmation = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, help_text="we no longer ask")
    next_at = models.DateTimeField(null=True, help_text="when the keeper reminds him")

    objects = AskedQuery.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False, recorded_at__isnull=False) & ~Q(answer="")),
                name="%(class)s_answer_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="%(class)s_due", condition=Q(next_at__isnull=False)
            ),
        ]

    @property
    def subject(self) -> str:
        """Its name in the journal and in the client's link, such as scopechange:7."""
        return f"{self._meta.model_name}:{self.pk}"

    @property
    def state(self) -> str:
        """asked, yes, no or withdrawn, by the stamps alone."""
        if self.withdrawn_at:
            return "withdrawn"
        return self.answer if self.answered_at else "asked"

    @property
    def is_waiting(self) -> bool:
        return self.state == "asked"

    @property
    def is_agreed(self) -> bool:
        return self.state == "yes"

    @property
    def with_letter(self) -> list[models.Model]:
        return [self, *([self.letter] if self.letter else [])]

    @property
    def with_confirmation(self) -> list[models.Model]:
        return [self, *([self.confirmation] if self.confirmation else [])]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "engagement": self.engagement_id,
            "asked_at": self.asked_at,
            "answer": self.answer,
            "words": self.words,
            "answered_at": self.answered_at,
            "withdrawn_at": self.withdrawn_at,
        }
