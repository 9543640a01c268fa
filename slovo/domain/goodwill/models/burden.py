from typing import Any, ClassVar

from django.db import models

from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class BurdenMonth(models.Model):
    """One month in which it was reckoned what each client costs us (R088)."""

    month = models.DateField(unique=True, help_text="its first day")
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class BurdenQuery(models.QuerySet["Burden"]):
    def visible_to(self, user: User) -> "BurdenQuery":
        return self if user.may("see_burden") else self.none()


@vouched("burden")
class Burden(models.Model):
    """Hours of ours that a client does not pay, for each thousand he pays, over three months (M24).

    Work done again by our own fault is not on his account.
    """

    month = models.ForeignKey(BurdenMonth, on_delete=models.PROTECT, related_name="rows")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="burdens")
    minutes = models.PositiveIntegerField(help_text="not billed, rework left out")
    contacts = models.PositiveIntegerField(help_text="times he wrote or phoned")
    fee = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    hours_per_1000 = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    median = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    is_over = models.BooleanField(default=False, help_text="more than three times the median")
    is_flagged = models.BooleanField(default=False, help_text="the second month running")

    objects: ClassVar[BurdenQuery] = BurdenQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-month", "-hours_per_1000", "pk"]

    @property
    def ratio(self) -> float | None:
        if not self.median or self.hours_per_1000 is None:
            return None
        return float(self.hours_per_1000 / self.median)

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "month": self.month_id,
            "person": self.person_id,
            "minutes": self.minutes,
            "fee": self.fee,
            "currency": self.currency,
            "hours_per_1000": self.hours_per_1000,
            "median": self.median,
            "is_flagged": self.is_flagged,
        }


class Borne(models.Model):
    """How much of it one colleague bore."""

    burden = models.ForeignKey(Burden, on_delete=models.CASCADE, related_name="borne")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()

    class Meta:
        ordering = ["-minutes", "pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.minutes}"
