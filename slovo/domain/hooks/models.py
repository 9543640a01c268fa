from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models

from slovo.domain.journal.models import Event


class Endpoint(models.Model):
    """An address of somebody else's program that is told what happens here."""

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    kinds = models.JSONField(default=list, help_text="the events it is told")
    secret = models.BinaryField(help_text="encrypted with a key outside the database")
    old_secret = models.BinaryField(default=b"", help_text="signs too, until old_until")
    old_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    failure = models.CharField(
        max_length=300, blank=True, help_text="why the house paused it; empty: a colleague did"
    )

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ErrandQuery(models.QuerySet["Errand"]):
    def due(self, at: datetime) -> "ErrandQuery":
        due = self.filter(next_at__lte=at, endpoint__paused_at=None)
        return due.order_by("next_at", "pk")


class Errand(models.Model):
    """One event on its way to one endpoint, under a name that stays the same at every try."""

    endpoint = models.ForeignKey(
        Endpoint, on_delete=models.CASCADE, related_name="errands", db_index=False
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True)
    body = models.TextField(blank=True, help_text="fixed at the first try")
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    code = models.PositiveSmallIntegerField(null=True, help_text="the last answer")
    sent_at = models.DateTimeField(null=True, help_text="it was answered with yes")
    failed_at = models.DateTimeField(null=True, help_text="we gave up")
    failure = models.CharField(max_length=300, blank=True)

    objects: ClassVar[ErrandQuery] = ErrandQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "endpoint"], name="one_errand_of_an_event"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="errand_due", condition=models.Q(next_at__isnull=False)
            ),
            models.Index(fields=["endpoint", "-id"], name="errand_of_endpoint"),
        ]

    @property
    def webhook_id(self) -> str:
        return f"msg_{self.uuid.hex}"

    @property
    def state(self) -> str:
        """sent, failed, sending, delayed or queued, by the stamps alone."""
        if self.sent_at:
            return "sent"
        if self.failed_at:
            return "failed"
        if self.leased_until:
            return "sending"
        return "delayed" if self.attempts else "queued"
