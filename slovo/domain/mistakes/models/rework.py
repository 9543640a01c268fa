from django.db import models

from slovo.domain.delivery.models import TimeEntry
from slovo.domain.mistakes.models.mistake import Mistake
from slovo.domain.staff.models import User


class Rework(models.Model):
    """Time spent on putting our mistake right: the client never pays it (R006)."""

    mistake = models.ForeignKey(Mistake, on_delete=models.CASCADE, related_name="rework")
    time_entry = models.OneToOneField(TimeEntry, on_delete=models.PROTECT, related_name="rework")
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["linked_at", "pk"]
