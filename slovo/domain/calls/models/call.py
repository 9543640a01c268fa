from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.calls.models.missed import MissedCall
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User

# A telephone system may forget to say how a call ended.
RINGS_FOR, TALKS_FOR = timedelta(minutes=2), timedelta(hours=3)
NOTED_WITHIN = timedelta(minutes=2)


class Course(models.TextChoices):
    """Who dialled."""

    IN = "in", _("The client phoned")
    OUT = "out", _("We phoned")


class CallQuery(models.QuerySet["Call"]):
    def visible_to(self, user: User) -> "CallQuery":
        """Hidden with the case in which it was talked about."""
        if not user.may("see_cases"):
            return self.none()
        rows = self
        for way in ("missed__case", "answers__case", "word__case"):
            rows = shown_in(rows, user, way)
        return rows

    def talked(self) -> "CallQuery":
        """A colleague whose name we know had the client on the line."""
        return self.filter(answered_at__isnull=False, user__isnull=False)

    def unplaced(self) -> "CallQuery":
        """Somebody talked, and nobody has said yet what it was about."""
        return self.talked().filter(word=None, imported_at=None)

    def on_the_line(self, user: User, at: datetime) -> "CallQuery":
        """The call he has now: it rings, they talk, or it ended just now and wants to be noted."""
        rings = Q(answered_at=None, ended_at=None, started_at__gt=at - RINGS_FOR)
        talks = Q(answered_at__isnull=False, ended_at=None)
        over = Q(answered_at__isnull=False, ended_at__gt=at - NOTED_WITHIN, word=None)
        lately = self.filter(user=user, started_at__gt=at - TALKS_FOR, imported_at=None)
        return lately.filter(rings | talks | over).order_by("-started_at", "-pk")


class Call(models.Model):
    """One call as the telephone system tells it, under the number it gave the call."""

    uid = models.CharField(max_length=200, unique=True)
    course = models.CharField(max_length=3, choices=Course)
    number = models.CharField(max_length=40, help_text="the other side, +380445550127")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="calls", db_index=False
    )
    line = models.CharField(max_length=120, blank=True, help_text="extension or mail address")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    recording = models.CharField(max_length=500, blank=True)
    missed = models.ForeignKey(
        MissedCall,
        null=True,
        on_delete=models.SET_NULL,
        related_name="told_as",
        help_text="nobody answered: the chain it set off",
    )
    answers = models.ForeignKey(
        MissedCall,
        null=True,
        on_delete=models.SET_NULL,
        related_name="answered_by",
        help_text="we called back with it, or the client got through at last",
    )
    word = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, help_text="history: it moved no clock")

    objects: ClassVar[CallQuery] = CallQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("started_at")),
                name="answered_after_it_rang",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="ended_after_it_rang",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "answered_at"], name="call_of_person"),
            models.Index(fields=["started_at", "id"], name="call_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.started_at}"

    @property
    def is_missed(self) -> bool:
        """The client phoned, it is over, and nobody answered."""
        return self.course == Course.IN and bool(self.ended_at) and self.answered_at is None

    @property
    def outcome(self) -> str:
        """`talked`, `missed`, `not_reached` (we phoned in vain), or `ringing`."""
        if self.answered_at:
            return "talked"
        if self.ended_at is None:
            return "ringing"
        return "missed" if self.course == Course.IN else "not_reached"


class Extension(models.Model):
    """A number inside the house, and whose telephone it is."""

    number = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="extensions")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number
