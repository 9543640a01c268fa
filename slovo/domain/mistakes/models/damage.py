from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from slovo.domain.billing.models import Credit
from slovo.domain.cases.models import Message, Promise
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models.mistake import Mistake
from slovo.domain.post.enclosing import Enclosed
from slovo.domain.staff.models import User


class OfMistakeQuery(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "OfMistakeQuery":
        may = user.may("see_cases")
        return shown_in(self, user, "mistake__case") if may else self.none()

    def due(self, at: datetime) -> "OfMistakeQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("damage")
class Damage(Enclosed):
    """What the client lost by our fault: claimed with evidence, decided by a principal (R008)."""

    mistake = models.ForeignKey(Mistake, on_delete=models.CASCADE, related_name="damages")
    text = models.CharField(max_length=500)
    claimed = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    evidence = models.TextField(help_text="by what it is shown")
    claimed_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: by his link"
    )
    decide_by = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agreed = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    reason = models.TextField(blank=True, help_text="why it is not, or not all, agreed")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    next_at = models.DateTimeField(null=True)

    objects = OfMistakeQuery.as_manager()

    class Meta:
        ordering = ["claimed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed__gt=0), name="a_damage_is_more_than_nothing"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="a_damage_has_its_evidence"),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(agreed__isnull=False, decided_by__isnull=False),
                name="a_decided_damage_says_how_much",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="damage_due", condition=Q(next_at__isnull=False))
        ]

    def __str__(self) -> str:
        return self.text

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "mistake": self.mistake_id,
            "claimed": self.claimed,
            "currency": self.currency,
            "evidence": self.evidence,
            **self.sealed_file(),
            "claimed_at": self.claimed_at,
            "decided_at": self.decided_at,
            "agreed": self.agreed,
            "reason": self.reason,
        }


@vouched("verdict")
class Verdict(models.Model):
    """A principal says that work was not of quality: the client does not pay for it (R007)."""

    mistake = models.ForeignKey(Mistake, on_delete=models.CASCADE, related_name="verdicts")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="verdicts")
    text = models.CharField(max_length=300)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    lines = models.JSONField(default=list, help_text="numbers of the invoice lines it is about")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = OfMistakeQuery.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "mistake": self.mistake_id,
            "text": self.text,
            "given_at": self.given_at,
            "lines": self.lines,
        }


@vouched("payout")
class Payout(models.Model):
    """Money that goes back to the client by a day: a refund of what he paid, or a damage."""

    mistake = models.ForeignKey(Mistake, on_delete=models.CASCADE, related_name="payouts")
    damage = models.OneToOneField(
        Damage, null=True, on_delete=models.PROTECT, related_name="payout"
    )
    credit = models.OneToOneField(
        Credit, null=True, on_delete=models.PROTECT, related_name="payout"
    )
    verdict = models.ForeignKey(
        Verdict, null=True, on_delete=models.PROTECT, related_name="payouts"
    )
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    due_at = models.DateTimeField()
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120, blank=True)
    next_at = models.DateTimeField(null=True)

    objects = OfMistakeQuery.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payout_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(damage=None, credit__isnull=False)
                | Q(damage__isnull=False, credit=None),
                name="a_payout_is_a_refund_or_a_damage",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="payout_due", condition=Q(next_at__isnull=False))
        ]

    @property
    def is_refund(self) -> bool:
        return self.credit_id is not None

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "mistake": self.mistake_id,
            "amount": self.amount,
            "currency": self.currency,
            "due_at": self.due_at,
            "paid_at": self.paid_at,
        }
