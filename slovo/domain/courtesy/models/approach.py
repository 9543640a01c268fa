from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.models.kinds import Channel, Kind
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User


class ApproachQuery(models.QuerySet["Approach"]):
    def visible_to(self, user: User) -> "ApproachQuery":
        return self if user.may("see_cases") else self.none()

    def held(self) -> "ApproachQuery":
        return self.filter(next_at__isnull=False)

    def due(self, at: datetime) -> "ApproachQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")

    def on_its_way(self) -> "ApproachQuery":
        """The letter is written, and no server has had it in its hands."""
        unsent = Q(delivery__sent_at=None, delivery__failed_at=None, delivery__leased_until=None)
        return self.filter(unsent, delivery__attempts=0, delivery__cancelled_at=None)


class Approach(models.Model):
    """Something we want to say to a client unasked; it waits until he may be disturbed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="approaches")
    kind = models.CharField(max_length=10, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    about = models.CharField(
        max_length=40, blank=True, help_text="whose letter it is, such as promise:7; else our words"
    )
    case_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, help_text="later it makes no sense any more")
    next_at = models.DateTimeField(null=True, help_text="until when it is held; then asked again")
    hold = models.JSONField(default=dict, help_text="why it is held")
    freed_at = models.DateTimeField(null=True, help_text="nothing stood in its way: it was said")
    cancelled_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True, help_text="why it was cancelled")
    forced_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    forced_why = models.CharField(max_length=300, blank=True)
    delivery = models.OneToOneField(
        Delivery, null=True, on_delete=models.SET_NULL, related_name="approach"
    )

    objects: ClassVar[ApproachQuery] = ApproachQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_at__isnull=False, freed_at=None, cancelled_at=None)
                | Q(next_at=None, freed_at__isnull=False, cancelled_at=None)
                | Q(next_at=None, freed_at=None, cancelled_at__isnull=False),
                name="an_approach_is_held_said_or_cancelled",
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(next_at__isnull=False) & ~Q(about=""),
                name="one_approach_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="approach_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(fields=["about"], name="approach_about", condition=~Q(about="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about or self.subject}"

    @property
    def state(self) -> str:
        """held, said or cancelled, by the stamps alone."""
        return "held" if self.next_at else "said" if self.freed_at else "cancelled"

    @property
    def is_held(self) -> bool:
        return self.next_at is not None

    @property
    def named(self) -> tuple[str, int]:
        """Whose letter it is: ("promise", 7); ("", 0) for our own words."""
        kind, _colon, key = self.about.partition(":")
        return kind, int(key or 0)


class Contact(models.Model):
    """A time we spoke to a client unasked; it counts against his caps."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="contacts", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    approach = models.OneToOneField(
        Approach, null=True, on_delete=models.CASCADE, related_name="contact"
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["person", "at", "kind"], name="contact_of_person"),
            models.Index(fields=["at", "person"], name="contact_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.at}"
