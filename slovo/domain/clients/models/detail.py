from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models.person import Person
from slovo.domain.clients.models.relationship import readable
from slovo.domain.staff.levels import Level
from slovo.domain.staff.models import User

HOLDS_FOR = timedelta(days=730)


class Use(models.TextChoices):
    """At which moment a detail is of use."""

    CALL = "call", _("Before a call")
    VISIT = "visit", _("Before a visit or a meeting")
    WRITE = "write", _("When writing")
    ALWAYS = "always", _("Always")


class DetailQuery(models.QuerySet["Detail"]):
    def visible_to(self, user: User) -> "DetailQuery":
        return readable(self, user, "author")  # type: ignore[no-any-return]

    def current(self, today: date) -> "DetailQuery":
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=today)).order_by("use", "pk")


class Detail(models.Model):
    """A small thing about a client that he would like us to remember (R082)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="details")
    text = models.CharField(max_length=300)
    use = models.CharField(max_length=6, choices=Use)
    from_time = models.TimeField(null=True, help_text="never before, on his clock")
    until_time = models.TimeField(null=True, help_text="never after, on his clock")
    said_on = models.DateField(null=True, help_text="when he said so himself")
    level = models.CharField(max_length=12, choices=Level, blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(help_text="since when nobody asked whether it is true")
    expires_on = models.DateField(null=True, help_text="the last day it is shown")

    objects: ClassVar[DetailQuery] = DetailQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["use", "pk"]
        indexes = [models.Index(fields=["confirmed_at"], name="detail_to_review")]

    def __str__(self) -> str:
        return self.text

    @property
    def use_label(self) -> str:
        """As `get_use_display`, which translates every choice to say one."""
        return str(Use(self.use).label)

    def is_old(self, at: datetime) -> bool:
        """Nobody has looked at it for two years: is it still true?"""
        return self.confirmed_at <= at - HOLDS_FOR


class SensitiveList(models.Model):
    """Words of one kind and language that no detail may have, as this firm wrote them."""

    category = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["category", "language"]
        constraints = [
            models.UniqueConstraint(fields=["category", "language"], name="one_list_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.language}"
