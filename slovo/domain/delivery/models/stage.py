from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Promise
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User


class Hand(models.TextChoices):
    """Which hand of an agreement owns a stage of the map."""

    HANDLER = "handler", _("Handler")
    ANSWERER = "answerer", _("Answerer")
    DEPUTY = "deputy", _("Deputy")
    PRINCIPAL = "principal", _("Principal")


class Part(models.TextChoices):
    """How the client took part at a key point (R111)."""

    MET = "met", _("We met")
    ANSWERED = "answered", _("The client answered")
    WAIVED = "waived", _("The client does not want to be asked")


class StageMap(models.Model):
    """The stages a service goes through, from which agreements take theirs (R042)."""

    name = models.CharField(max_length=120, unique=True)
    steps = models.JSONField(
        default=list,
        help_text="name, hand, days, message, client_part, is_work, is_key of each stage",
    )
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StageQuery(models.QuerySet["Stage"]):
    def running(self) -> "StageQuery":
        return self.filter(entered_at__isnull=False, passed_at=None)

    def ahead(self) -> "StageQuery":
        return self.filter(entered_at=None).order_by("position")


class Stage(models.Model):
    """One stretch of an agreement's way: who owns it, what the client hears and does, by when."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(help_text="business days from its beginning")
    message = models.TextField(blank=True, help_text="what the client is told as it begins")
    client_part = models.CharField(max_length=300, blank=True, help_text="what he does in it")
    is_work = models.BooleanField(
        default=False, help_text="it begins when he has confirmed that we got him right"
    )
    is_key = models.BooleanField(default=False, help_text="it is not passed without his part")
    entered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    part = models.CharField(max_length=8, choices=Part, blank=True)
    part_words = models.TextField(blank=True)
    part_at = models.DateTimeField(null=True)
    part_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    work = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    duty = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[StageQuery] = StageQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "position"], name="stages_in_order"),
            models.UniqueConstraint(
                fields=["engagement"],
                condition=Q(entered_at__isnull=False, passed_at=None),
                name="one_stage_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(entered_at=None) | Q(owner__isnull=False),
                name="a_stage_begins_with_its_owner",
            ),
            models.CheckConstraint(
                condition=Q(passed_at=None) | Q(is_key=False) | ~Q(part=""),
                name="a_key_stage_is_passed_with_the_client",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """ahead, running or passed."""
        if self.passed_at:
            return "passed"
        return "running" if self.entered_at else "ahead"
