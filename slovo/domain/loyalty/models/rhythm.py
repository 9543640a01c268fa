from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User


class Deed(models.TextChoices):
    """What a colleague did for a client that left no stamp elsewhere."""

    CALL = "call", _("A call")
    VISIT = "visit", _("A visit or a meeting")
    WARNING = "warning", _("A useful warning")
    WORK = "work", _("Delivered work")


class Starter(models.TextChoices):
    """Whose idea it was to speak."""

    US = "us", _("We did")
    CLIENT = "client", _("The client did")


VOICE = (Deed.CALL, Deed.VISIT)


class RealActionQuery(models.QuerySet["RealAction"]):
    def visible_to(self, user: User) -> "RealActionQuery":
        return self if user.may("see_cases") else self.none()


class RealAction(models.Model):
    """Something done for a client that no letter, promise or meeting of ours shows (R033)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="real_actions", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Deed)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_by = models.CharField(max_length=6, choices=Starter, default=Starter.US)
    words = models.CharField(max_length=1000)
    noted_at = models.DateTimeField()

    objects: ClassVar[RealActionQuery] = RealActionQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-done_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__lte=F("noted_at")), name="done_before_it_is_noted"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "done_at", "done_by"], name="one_deed_is_noted_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "done_at", "kind"], name="deed_for_person")]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.done_at}"


class Morning(models.Model):
    """At half past eight of his working days a colleague hears whom he has forgotten (R021)."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="morning")
    next_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True, help_text="the last one on which there was somebody")

    def __str__(self) -> str:
        return f"{self.user} {self.next_at}"


class Streak(models.Model):
    """A client had to start three times running, and his colleague was told of it, once (R141)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="streaks")
    since = models.DateTimeField(help_text="the first of the three")
    told = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "since"], name="a_streak_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.since}"


class VoiceWish(models.Model):
    """How often a client wants to be called or met, in his own words; else every 90 days (R017)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="voice_wish")
    every_days = models.PositiveSmallIntegerField(help_text="0: he wants no calls of ours")
    heard_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.every_days}"


class Mood(models.Model):
    """How a talk or a call was felt on both sides, -2 to 2; both empty: it was skipped (R030)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="moods")
    about = models.CharField(max_length=40, unique=True, help_text="talk:7 or realaction:3")
    felt_at = models.DateTimeField(help_text="when it was held")
    client = models.SmallIntegerField(null=True)
    ours = models.SmallIntegerField(null=True)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["felt_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(client=None, ours=None)
                | Q(client__gte=-2, client__lte=2, ours__gte=-2, ours__lte=2),
                name="both_moods_or_none",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.client} {self.ours}"
