from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Organisation, Person, Standing
from slovo.domain.courtesy.days import Span, occurrences


class Repeats(models.TextChoices):
    """How often the days come again."""

    ONCE = "", _("Only once")
    YEARLY = "yearly", _("Every year")
    QUARTERLY = "quarterly", _("Every quarter")


class Nature(models.TextChoices):
    """Why the days matter."""

    BLACKOUT = "blackout", _("Do not disturb")
    PEAK = "peak", _("Busy days")


class BlackoutQuery(models.QuerySet["Blackout"]):
    def about(self, person: Person | int) -> "BlackoutQuery":
        """His own days, those of his roles, and of every organisation he stands for now."""
        now = Standing.objects.filter(person=person, to_date=None)
        whose = Q(person=person) | Q(organisation__in=now.values("organisation"))
        whose |= Q(standing__in=now.values("pk"))
        return self.filter(whose).order_by("first_day", "pk")


class Blackout(models.Model):
    """Days on which a client is not disturbed, or is busy: the close of his quarter, a fair."""

    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="blackouts"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="blackouts"
    )
    standing = models.ForeignKey(
        Standing,
        null=True,
        on_delete=models.CASCADE,
        related_name="blackouts",
        help_text="his role in an organisation, while he has it",
    )
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.BLACKOUT)
    first_day = models.DateField()
    last_day = models.DateField()
    repeats = models.CharField(max_length=10, choices=Repeats, blank=True)
    why = models.CharField(max_length=200, blank=True)

    objects: ClassVar[BlackoutQuery] = BlackoutQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation=None, standing=None)
                | Q(person=None, organisation__isnull=False, standing=None)
                | Q(person=None, organisation=None, standing__isnull=False),
                name="a_blackout_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_blackout_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day} {self.why}"

    def spans(self, first: date, last: date) -> list[Span]:
        """Its occurrences that touch the days from `first` to `last`."""
        return occurrences(self.first_day, self.last_day, self.repeats, first, last)
