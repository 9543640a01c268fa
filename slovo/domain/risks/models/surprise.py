from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case, Message
from slovo.domain.journal.facts import vouched
from slovo.domain.risks.models.risk import End, Risk
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role


class SurpriseQuery(models.QuerySet["Surprise"]):
    def visible_to(self, user: User) -> "SurpriseQuery":
        """What belongs to a risk kept back for a legal reason is the principals' alone."""
        if not user.may("see_cases"):
            return self.none()
        is_principal = user.has_role(Role.PRINCIPAL)
        return self if is_principal else self.exclude(risk__end=End.WITHHELD)

    def standing(self) -> "SurpriseQuery":
        """Without what was noted by mistake."""
        return self.filter(dropped_at=None)

    def detected(self, since: datetime, until: datetime) -> "SurpriseQuery":
        return self.filter(detected_at__gte=since, detected_at__lt=until)


@vouched("surprise")
class Surprise(models.Model):
    """What nobody could foresee: when we noticed, when the client heard, when help came (R039)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="surprises")
    risk = models.OneToOneField(Risk, null=True, on_delete=models.PROTECT, related_name="surprise")
    text = models.CharField(max_length=500, blank=True)
    detected_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    reacted_at = models.DateTimeField(null=True, help_text="our first word about it reached him")
    reaction = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    reaction_words = models.CharField(max_length=500, blank=True, help_text="when it was said")
    helped_at = models.DateTimeField(null=True)
    help = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    help_words = models.CharField(max_length=500, blank=True)
    helped_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True, help_text="noted by mistake; counts in no month")
    dropped_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[SurpriseQuery] = SurpriseQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-detected_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(detected_at__lte=models.F("noted_at")), name="noticed_before_noted"
            ),
            models.CheckConstraint(
                condition=Q(helped_at=None) | ~Q(help_words=""), name="help_says_what_it_was"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None, dropped_why="")
                | (Q(dropped_at__isnull=False, dropped_by__isnull=False) & ~Q(dropped_why="")),
                name="dropped_by_whom_and_why",
            ),
        ]
        indexes = [models.Index(fields=["-detected_at"], name="surprise_detected")]

    @property
    def reacted_within(self) -> timedelta | None:
        return self.reacted_at - self.detected_at if self.reacted_at else None

    @property
    def helped_within(self) -> timedelta | None:
        return self.helped_at - self.detected_at if self.helped_at else None

    def sealed_facts(self) -> dict[str, Any]:
        """Without the stamp of dropping while there is none: what was sealed before stays true."""
        dropped = {"dropped_at": self.dropped_at} if self.dropped_at else {}
        return {
            "case": self.case_id,
            "detected_at": self.detected_at,
            "noted_at": self.noted_at,
            "reacted_at": self.reacted_at,
            "helped_at": self.helped_at,
            **dropped,
        }
