from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models.person import Organisation, Person
from slovo.domain.staff.models import User


class Topic(models.Model):
    """What an organisation has somebody for: invoices, contracts. The list is the firm's own."""

    name = models.CharField(max_length=80, unique=True)
    words = models.CharField(
        max_length=500, blank=True, help_text="by which a letter about it is known, in any language"
    )
    owner = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="which of us takes what comes about it",
    )
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Way(models.TextChoices):
    """How somebody likes to be asked."""

    ANY = "", _("Any way")
    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By phone")
    MESSENGER = "messenger", _("In a messenger")
    MEETING = "meeting", _("In person")


class ResponsibilityQuery(models.QuerySet["Responsibility"]):
    def unknown(self) -> "ResponsibilityQuery":
        """Somebody has to find out who it is; who waits longest first."""
        wanted = self.filter(person=None, topic__dropped_at=None)
        return wanted.select_related("organisation", "topic").order_by("wanted_at", "pk")


class Responsibility(models.Model):
    """Who answers for a topic in an organisation; without a person it has to be learned (R064)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="responsibilities"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="responsibilities"
    )
    backup = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=10, choices=Way, blank=True)
    note = models.CharField(max_length=300, blank=True)
    wanted_at = models.DateTimeField(null=True, help_text="when it was found that nobody knew")
    wanted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ResponsibilityQuery] = ResponsibilityQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "topic"], name="one_answers_for_a_topic"
            ),
        ]
        indexes = [
            models.Index(
                fields=["wanted_at"], name="responsibility_unknown", condition=Q(person=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.topic}"
