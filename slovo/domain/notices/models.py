from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.notices.kinds import Kind, Way
from slovo.domain.staff.models import Team, User


class Notice(models.Model):
    """Something a colleague must know now: why (a code), about what, and when he saw it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    why = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, help_text="such as case:12")
    refs = models.JSONField(default=dict)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_unseen", condition=Q(seen_at=None)),
        ]


class Choice(models.Model):
    """By which ways a kind of notice comes: chosen by a colleague, or for a team."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="choices")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=8, choices=Kind)
    ways = models.JSONField(default=list)
    is_digest = models.BooleanField(default=False, help_text="once a day, all together")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, team__isnull=False) | Q(user__isnull=False, team=None),
                name="a_choice_is_somebodys",
            ),
            models.UniqueConstraint(fields=["user", "kind"], name="one_choice_of_a_colleague"),
            models.UniqueConstraint(fields=["team", "kind"], name="one_choice_of_a_team"),
        ]


class Manner(models.Model):
    """When a colleague does not want to hear of what can wait, and when his digest comes."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="manner")
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    digest_at = models.TimeField(default=time(8, 30))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_hours_begin_and_end",
            ),
        ]


class Mute(models.Model):
    """A colleague does not want to hear of one case, but for what is urgent."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mutes")
    subject = models.CharField(max_length=40, help_text="such as case:12")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "subject"], name="muted_once"),
        ]


class Reach(models.Model):
    """Where a way finds a colleague: a browser, a Telegram chat, a telephone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reaches")
    way = models.CharField(max_length=8, choices=Way)
    address = models.CharField(max_length=1000)
    keys = models.JSONField(default=dict, help_text="of a browser: p256dh and auth")
    label = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "way", "address"],
                condition=Q(dropped_at=None),
                name="a_place_is_known_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["failing_since"],
                name="reach_failing",
                condition=Q(failing_since__isnull=False, dropped_at=None),
            ),
        ]


class Carrier(models.Model):
    """Who carries notices outside for the firm: a Telegram bot, an SMS or voice gateway."""

    way = models.CharField(max_length=8, choices=Way, unique=True)
    url = models.CharField(max_length=500)
    secret = models.BinaryField(default=b"", help_text="encrypted with a key outside the database")
    changed_at = models.DateTimeField()


class DispatchQuery(models.QuerySet["Dispatch"]):
    def due(self, at: object) -> "DispatchQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


class Dispatch(models.Model):
    """One notice on its way by one way: at once, or held until its reader wants to hear."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="dispatches")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    reach = models.ForeignKey(Reach, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=300)
    is_urgent = models.BooleanField(default=False)
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    objects: ClassVar[DispatchQuery] = DispatchQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_at"], name="dispatch_due", condition=Q(next_at__isnull=False)
            ),
        ]
