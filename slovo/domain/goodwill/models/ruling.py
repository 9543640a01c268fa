from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.models import InvoiceLine
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User
from slovo.domain.standards.models import RuleVersion


class Advice(models.TextChoices):
    """What the aid recommends; a person decides."""

    FAVOUR = "favour", _("Decide in the client’s favour")
    PRINCIPAL = "principal", _("The principal decides")


class RulingQuery(models.QuerySet["Ruling"]):
    def visible_to(self, user: User) -> "RulingQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]

    def open(self) -> "RulingQuery":
        """Not decided, or the client has not been told."""
        return self.filter(told_at=None, dropped_at=None)

    def due(self, at: datetime) -> "RulingQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("ruling")
class Ruling(models.Model):
    """A question of money between the client and us: its price, who decided it, for whom, by which
    rule, and when the client was told (R011)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rulings")
    text = models.CharField(max_length=500)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    is_client_wrong = models.BooleanField(default=True, help_text="then giving in is a concession")
    line = models.ForeignKey(InvoiceLine, null=True, on_delete=models.PROTECT, related_name="+")
    refund = models.ForeignKey(
        Promise, null=True, on_delete=models.PROTECT, related_name="+", help_text="he had paid it"
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    revenue = models.DecimalField(
        max_digits=14, decimal_places=2, help_text="of the client in the twelve months before"
    )
    expected = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, help_text="in 24 months if it goes on so"
    )
    past = models.PositiveIntegerField(help_text="concessions in the twelve months before")
    limit = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, help_text="of who asked; none for a principal"
    )
    advice = models.CharField(max_length=10, choices=Advice)
    is_in_favour = models.BooleanField(null=True)
    reason = models.TextField(blank=True, help_text="ours alone; the client never reads it")
    rule = models.ForeignKey(RuleVersion, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    tell_by = models.DateTimeField(help_text="untold then, it goes to the principal")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField(null=True, help_text="said, or delivered")
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    principal_told_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[RulingQuery] = RulingQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="a_question_has_its_price"),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_in_favour=None)
                | Q(decided_at__isnull=False, is_in_favour__isnull=False),
                name="a_decided_ruling_says_how",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(decided_at__lte=models.F("told_at")),
                name="decided_before_told",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="ruling_due", condition=Q(next_at__isnull=False)),
            models.Index(
                fields=["-asked_at"],
                name="ruling_open",
                condition=Q(told_at=None, dropped_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def share(self) -> float | None:
        """Of twelve months' revenue; None where there was none."""
        return float(self.price / self.revenue) if self.revenue > 0 else None

    @property
    def is_in_time(self) -> bool | None:
        return None if self.told_at is None else self.told_at <= self.tell_by

    @property
    def is_written(self) -> bool:
        """A letter with the decision is on its way, or has arrived."""
        return self.letter is not None and not self.letter.came_back

    @property
    def state(self) -> str:
        """asked, decided, told or dropped, by the stamps alone."""
        if self.dropped_at:
            return "dropped"
        if self.told_at:
            return "told"
        return "decided" if self.decided_at else "asked"

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "text": self.text,
            "price": self.price,
            "currency": self.currency,
            "is_client_wrong": self.is_client_wrong,
            "asked_at": self.asked_at,
            "is_in_favour": self.is_in_favour,
            "reason": self.reason,
            "rule": self.rule_id,
            "decided_by": self.decided_by_id,
            "decided_at": self.decided_at,
            "told_at": self.told_at,
            "dropped_at": self.dropped_at,
        }
