from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models.asked import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


@vouched("scopechange")
class ScopeChange(Asked):
    """Work beyond what was agreed, with what it costs in time and money; the client decides."""

    headline = _("More than was agreed: do you want it?")
    text = models.TextField()
    more_minutes = models.PositiveIntegerField()
    more_money = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    done_by = models.DateField(null=True, help_text="when all is done, if he says yes")

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {
            "text": self.text,
            "more_minutes": self.more_minutes,
            "more_money": self.more_money,
            "currency": self.currency,
            "done_by": self.done_by,
        }


class Counting(models.TextChoices):
    """Whether time counts. What stands on a change the client has not approved waits for him."""

    COUNTED = "counted", _("Counted")
    PARKED = "parked", _("Not approved")
    REMOVED = "removed", _("Removed")


class TimeQuery(models.QuerySet["TimeEntry"]):
    def counted(self) -> "TimeQuery":
        return self.filter(state=Counting.COUNTED, dropped_at=None)

    def parked(self) -> "TimeQuery":
        return self.filter(state=Counting.PARKED, dropped_at=None)


class TimeEntry(models.Model):
    """Minutes a colleague worked for an agreement on one day."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="time")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    note = models.CharField(max_length=300)
    scope_change = models.ForeignKey(
        ScopeChange, null=True, on_delete=models.PROTECT, related_name="time"
    )
    state = models.CharField(max_length=8, choices=Counting, default=Counting.COUNTED)
    logged_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, help_text="taken back as a mistake")

    objects: ClassVar[TimeQuery] = TimeQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="time_was_spent"),
            models.CheckConstraint(
                condition=Q(state="counted") | Q(scope_change__isnull=False),
                name="only_time_beyond_scope_is_parked",
            ),
        ]
        indexes = [models.Index(fields=["engagement", "-day"], name="time_of_engagement")]
