from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from slovo.domain.staff.models import User

MAY_BE_UNDONE = timedelta(days=30)


class ImportQuery(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> "ImportQuery":
        return self if user.may("import_people") else self.none()

    def drafts(self) -> "ImportQuery":
        """Read and not yet taken in."""
        return self.filter(ended_at=None)

    def ended(self) -> "ImportQuery":
        return self.filter(ended_at__isnull=False)


class Import(models.Model):
    """A file of people: read, looked at row by row, taken in, and perhaps undone.

    What stood in the file is kept only until it is taken in.
    """

    name = models.CharField(max_length=200)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    source = models.JSONField(default=dict, help_text="its rows as they were read")
    mapping = models.JSONField(default=dict, help_text="place of a column → what it says")
    choices = models.JSONField(default=dict, help_text="line → same, new or skip")
    begun_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0, help_text="rows gone through")
    ended_at = models.DateTimeField(null=True)
    refused = models.JSONField(default=list, help_text="[line, why]")
    added = models.JSONField(default=list, help_text="[app.model, key], the first ones first")
    completed = models.JSONField(default=list, help_text="who was here and gained something")
    altered = models.JSONField(default=list, help_text="[app.model, row, column, before, after]")
    last_event = models.BigIntegerField(default=0, help_text="of its own in the journal")
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[ImportQuery] = ImportQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_table(self) -> bool:
        return "head" in self.source

    @property
    def rows(self) -> int:
        return len(self.source.get("cards") or self.source.get("lines", ()))

    def added_of(self, model: type[models.Model]) -> list[int]:
        label = model._meta.label_lower
        return [key for named, key in self.added if named == label]

    def may_be_undone(self, at: datetime) -> bool:
        is_done = self.ended_at is not None and self.undone_at is None
        return is_done and self.ended_at is not None and at <= self.ended_at + MAY_BE_UNDONE

    def as_counts(self) -> dict[str, int]:
        made = sum(named == "clients.person" for named, _key in self.added)
        gained = len(set(self.completed))
        return {"added": made, "completed": gained, "refused": len(self.refused)}
