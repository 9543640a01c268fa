from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role


class RoleLimit(models.Model):
    """How much a role may give away by its own decision; a principal has no limit (R011)."""

    role = models.CharField(max_length=20, choices=Role)
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["currency", "role"]
        constraints = [
            models.UniqueConstraint(fields=["role", "currency"], name="one_limit_for_a_role"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_limit_is_zero_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.currency}"


def limit_of(user: User, currency: str) -> Decimal | None:
    """The highest of his roles; None for a principal, who has none. Nothing set is zero."""
    if user.has_role(Role.PRINCIPAL):
        return None
    rows = RoleLimit.objects.filter(role__in=user.roles, currency=currency)
    highest: Decimal | None = rows.aggregate(most=models.Max("amount"))["most"]
    return highest or Decimal(0)


class Budget(models.Model):
    """How much goodwill may cost in a quarter."""

    first_day = models.DateField(help_text="of the quarter")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_day", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_day", "currency"], name="one_budget_for_a_quarter"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_budget_is_zero_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.currency}"


def quarter_of(day: date) -> date:
    """Its first day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_after(first_day: date) -> date:
    months: Any = first_day.year * 12 + first_day.month - 1 + 3
    return date(months // 12, months % 12 + 1, 1)
