from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role


class End(models.TextChoices):
    """The client knows, it passed, or the principal keeps it back for a legal reason."""

    TOLD = "told", _("The client was told")
    PASSED = "passed", _("It did not come true")
    WITHHELD = "withheld", _("Kept back for a legal reason")


class RiskQuery(models.QuerySet["Risk"]):
    def visible_to(self, user: User) -> "RiskQuery":
        """What is kept back for a legal reason is the principals' alone."""
        if not user.may("see_cases"):
            return self.none()
        told = self if user.has_role(Role.PRINCIPAL) else self.exclude(end=End.WITHHELD)
        return shown_in(told, user)  # type: ignore[no-any-return]

    def open(self) -> "RiskQuery":
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> "RiskQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("risk")
class Risk(models.Model):
    """Bad news we know and the client does not: who said so, who has seen it, when he must hear."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="risks")
    promise = models.ForeignKey(
        Promise, null=True, on_delete=models.PROTECT, related_name="risks", help_text="it endangers"
    )
    text = models.CharField(max_length=500, blank=True)
    is_critical = models.BooleanField(default=True)
    first_known_at = models.DateTimeField(help_text="the earliest that any of us knew")
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    seen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, help_text="a leader has read it")
    tell_by = models.DateTimeField(help_text="untold then, it goes to the principal")
    told_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, help_text="why it passed, or may not be told")
    deputy_told_at = models.DateTimeField(null=True)
    principal_told_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[RiskQuery] = RiskQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="an_ended_risk_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(end="withheld") | ~Q(reason=""), name="what_is_withheld_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(first_known_at__lte=models.F("raised_at")), name="known_before_raised"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="risk_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["case", "-raised_at"], name="risk_of_case"),
            models.Index(fields=["-raised_at"], name="risk_open", condition=Q(ended_at=None)),
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "promise": self.promise_id,
            "first_known_at": self.first_known_at,
            "raised_at": self.raised_at,
            "seen_at": self.seen_at,
            "told_at": self.told_at,
            "end": self.end,
            "reason": self.reason,
        }
