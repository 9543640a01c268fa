from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User


class How(models.TextChoices):
    """How the client came to know the new name."""

    MEETING = "meeting", _("In person")
    CALL = "call", _("By phone")
    VIDEO = "video", _("On a video call")
    LETTER = "letter", _("In a letter")


class IntroductionQuery(models.QuerySet["Introduction"]):
    def standing_in(self, of: User, first_day: date, last_day: date) -> "IntroductionQuery":
        """Those for the days he is away, all of them."""
        there = Q(first_day__lte=first_day, last_day__gte=last_day)
        return self.filter(there, of=of, to__left_at=None)


class Introduction(models.Model):
    """The client learned from the colleague he trusts who follows him, or stands in (R020)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="introductions")
    of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    introduced_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)
    words = models.CharField(max_length=1000, help_text="what was said, and what the client said")
    brief = models.TextField(help_text="what he wants, what he fears, what we promised")
    first_day = models.DateField(null=True, help_text="only for these days; empty: for good")
    last_day = models.DateField(null=True)
    made_at = models.DateTimeField()

    objects: ClassVar[IntroductionQuery] = IntroductionQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-introduced_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(introduced_at__lte=models.F("made_at")),
                name="introduced_before_it_is_written_down",
            ),
            models.CheckConstraint(
                condition=Q(first_day=None, last_day=None) | Q(first_day__lte=models.F("last_day")),
                name="a_stand_in_has_his_days",
            ),
        ]
        indexes = [models.Index(fields=["of", "person"], name="introduction_of")]

    def __str__(self) -> str:
        return f"{self.person}: {self.of} → {self.to}"

    @property
    def is_for_good(self) -> bool:
        return self.first_day is None
