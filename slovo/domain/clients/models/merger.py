from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from slovo.domain.clients.models.person import Person
from slovo.domain.staff.models import User

MAY_BE_UNDONE = timedelta(days=30)


class MergerQuery(models.QuerySet["Merger"]):
    def visible_to(self, user: User) -> "MergerQuery":
        return self if user.may("merge_people") else self.none()

    def may_be_undone(self, at: datetime) -> "MergerQuery":
        return self.filter(undone_at=None, at__gte=at - MAY_BE_UNDONE)


class Merger(models.Model):
    """Two persons were one: who was kept, and what moved to him, so that it can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mergers")
    gone = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=dict, help_text="app.model.field → rows")
    altered = models.JSONField(default=list, help_text="[app.model, row, column, before, after]")
    ended = models.JSONField(default=list, help_text="[app.model, row]: ended for good")
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[MergerQuery] = MergerQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="gone_into_one_person"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="a_merger_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class Distinction(models.Model):
    """Two persons look alike, and somebody said that they are not the same."""

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="told_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"
