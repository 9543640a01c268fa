from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User


class Level(models.TextChoices):
    """How much he wants to hear of what he did not ask for."""

    USUAL = "", _("As usual")
    LESS = "less", _("Less")
    NONE = "none", _("Not at all")


class Preference(models.Model):
    """What a client said about being written to unasked; his last word holds (R067)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="preference")
    level = models.CharField(max_length=4, choices=Level, blank=True)
    refused = models.JSONField(default=list, help_text="channels he does not want")
    words = models.CharField(max_length=300, blank=True, help_text="his own, as a colleague heard")
    heard_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the colleague he said it to; empty when he pressed it himself",
    )
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.level}"

    def is_refused(self, channel: str) -> bool:
        return channel in self.refused
