from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Topic

TRIED_EVERY = timedelta(days=7)
COMES_BACK_WITHIN = timedelta(hours=1)


class Way(models.TextChoices):
    """How one reaches us there."""

    PHONE = "phone", _("Telephone")
    MAIL = "mail", _("Mail")
    MESSENGER = "messenger", _("Messenger")
    EMERGENCY = "emergency", _("In an emergency, at any hour")


class Audience(models.TextChoices):
    """Whose card shows it (R138)."""

    EVERYBODY = "", _("Everybody")
    ORGANISATIONS = "organisation", _("Organisations")
    CONSUMERS = "consumer", _("Private persons")


class TouchpointQuery(models.QuerySet["Touchpoint"]):
    def standing(self) -> "TouchpointQuery":
        return self.filter(closed_at=None).order_by("way", "pk")


class Touchpoint(models.Model):
    """A number or address of the firm on its clients' cards, tried once a week (R137)."""

    way = models.CharField(max_length=10, choices=Way.choices)
    value = models.CharField(max_length=200)
    audience = models.CharField(
        max_length=12, choices=Audience.choices, blank=True, default=Audience.EVERYBODY
    )
    topic = models.ForeignKey(
        Topic, null=True, on_delete=models.PROTECT, related_name="+", help_text="for it alone"
    )
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True, help_text="a letter to it is on its way")
    tried_at = models.DateTimeField(null=True)
    dead_since = models.DateTimeField(null=True)

    objects: ClassVar[TouchpointQuery] = TouchpointQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["way", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["way", "value", "audience"],
                condition=models.Q(closed_at=None, topic=None),
                name="a_touchpoint_stands_once",
            ),
            models.UniqueConstraint(
                fields=["way", "value", "audience", "topic"],
                condition=models.Q(closed_at=None, topic__isnull=False),
                name="a_touchpoint_of_a_topic_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return self.value

    def serves(self, audience: str) -> bool:
        return self.audience in (Audience.EVERYBODY, audience)

    def is_to_be_tried(self, at: datetime) -> bool:
        return at - (self.tried_at or self.made_at) >= TRIED_EVERY
