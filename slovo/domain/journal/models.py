from typing import ClassVar

from django.db import models


class Seal(models.Model):
    """A block of events closed for ever: chained to the last, keyed from outside the database."""

    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)


class EventQuery(models.QuerySet["Event"]):
    def of_case(self, case_id: int) -> "EventQuery":
        return self.filter(models.Q(case_id=case_id) | reaching(case_id))

    def of_many(self, case_id: int) -> "EventQuery":
        """What happened to many cases at once, this one perhaps among them."""
        return self.filter(reaching(case_id))


def reaching(case_id: int) -> models.Q:
    return models.Q(case_id__lte=case_id, last_case_id__gte=case_id)


class Event(models.Model):
    """One change, written in the transaction that made it: references, never personal text."""

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=40, help_text="such as case:12")
    case_id = models.BigIntegerField(null=True, help_text="for the timeline of a case")
    last_case_id = models.BigIntegerField(
        null=True, help_text="of many cases at once: from case_id up to this one"
    )
    refs = models.JSONField(default=dict)
    facts = models.JSONField(default=dict, help_text="fact → keyed digest at the time of writing")
    transaction_id = models.BigIntegerField(null=True, help_text="PostgreSQL's, for the horizon")
    digest = models.CharField(max_length=64, blank=True, help_text="of the event, once sealed")
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="events")

    objects: ClassVar[EventQuery] = EventQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["case_id", "id"],
                name="event_of_case",
                condition=models.Q(case_id__isnull=False),
            ),
            models.Index(
                fields=["last_case_id", "case_id"],
                name="event_of_many_cases",
                condition=models.Q(last_case_id__isnull=False),
            ),
            models.Index(fields=["id"], name="event_unsealed", condition=models.Q(seal=None)),
        ]
