from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from slovo.domain.staff.models import User
from slovo.domain.standards.models import ServiceClass


class SavedViewQuery(models.QuerySet["SavedView"]):
    def known_to(self, user: User | int) -> "SavedViewQuery":
        """His own in his order, then those of the whole firm."""
        known = self.filter(Q(user=user) | Q(user=None))
        return known.order_by(F("user").asc(nulls_last=True), "place", "pk")

    def beside(self, user: User | None) -> "SavedViewQuery":
        """Those that stand in one row: his own, or the firm's."""
        return self.filter(user=user).order_by("place", "pk")


class SavedView(models.Model):
    """A list of cases under a name. It shows each reader what he may see and nothing else."""

    user = models.ForeignKey(
        User,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="whose; nobody's: the whole firm's",
    )
    name = models.CharField(max_length=60)
    among = models.CharField(
        max_length=20, blank=True, help_text="which standing list; empty: all cases"
    )
    words = models.CharField(max_length=100, blank=True, help_text="that are searched for")
    is_own = models.BooleanField(default=False, help_text="only what is in its reader's hands")
    colleague = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="only what is in his hands",
    )
    service_class = models.ForeignKey(
        ServiceClass, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    place = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects: ClassVar[SavedViewQuery] = SavedViewQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_view_of_a_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(user=None), name="one_view_of_a_name_in_the_firm"
            ),
            models.CheckConstraint(
                condition=Q(is_own=False) | Q(colleague=None), name="one_pair_of_hands_in_a_view"
            ),
        ]

    def __str__(self) -> str:
        return self.name
