from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.models.complaint import Complaint
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User


class Stand(models.TextChoices):
    """Where a measure stands, by its stamps alone."""

    OPEN = "open", _("Not in force yet")
    WATCHED = "watched", _("In force, being watched")
    PROVEN = "proven", _("Proven")
    RECURRED = "recurred", _("It happened again")
    DROPPED = "dropped", _("Given up")


LATE = "late"


def condition_of(stand: str, at: datetime) -> Q:
    if stand == Stand.DROPPED:
        return Q(dropped_at__isnull=False)
    held, waiting = (
        Q(dropped_at=None, in_force_at__isnull=False),
        Q(dropped_at=None, in_force_at=None),
    )
    return {
        LATE: waiting & Q(recurred_at=None, due_at__lt=at),
        Stand.OPEN: waiting & Q(recurred_at=None, due_at__gte=at),
        Stand.RECURRED: waiting & Q(recurred_at__isnull=False),
        Stand.WATCHED: held & Q(proven_at=None),
        Stand.PROVEN: held & Q(proven_at__isnull=False),
    }[stand]


def stand_of(row: Any) -> Stand:
    """Of a measure, or of a row with its stamps."""
    if row.dropped_at:
        return Stand.DROPPED
    if row.in_force_at is None:
        return Stand.RECURRED if row.recurred_at else Stand.OPEN
    return Stand.PROVEN if row.proven_at else Stand.WATCHED


class MeasureQuery(models.QuerySet["Measure"]):
    def visible_to(self, user: User) -> "MeasureQuery":
        """With the complaint; one's own measures even without it."""
        if not user.may("see_cases"):
            return self.none()
        if not hides_from(user):
            return self
        shown = Complaint.objects.visible_to(user)
        return self.filter(Q(owner=user) | Q(complaint__in=shown.values("pk")))

    def standing(self) -> "MeasureQuery":
        return self.filter(dropped_at=None)

    def that_stand(self, stand: str, at: datetime) -> "MeasureQuery":
        """By where they stand; one that is open past its day is `late` instead."""
        return self.filter(condition_of(stand, at))

    def due(self, at: datetime) -> "MeasureQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("measure")
class Measure(models.Model):
    """What is changed so that it does not happen again: whose, by when, in force since (R062)."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="measures")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="measures")
    due_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    told_late_at = models.DateTimeField(null=True, help_text="its owner was told that it is late")
    in_force_at = models.DateTimeField(null=True)
    in_force_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=500, blank=True, help_text="how we know that it works")
    recurred_at = models.DateTimeField(null=True, help_text="open again since the same happened")
    proven_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=500, blank=True)
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[MeasureQuery] = MeasureQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_at=None)
                | Q(in_force_by__isnull=False, in_force_at__gte=models.F("made_at")),
                name="in_force_after_it_was_taken",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | ~Q(dropped_why=""), name="given_up_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="measure_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["due_at", "id"],
                name="measure_not_done_with",
                condition=Q(dropped_at=None, proven_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def stand(self) -> Stand:
        return stand_of(self)

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "complaint": self.complaint_id,
            "text": self.text,
            "owner": self.owner_id,
            "due_at": self.due_at,
            "in_force_at": self.in_force_at,
            "recurred_at": self.recurred_at,
            "proven_at": self.proven_at,
            "dropped_at": self.dropped_at,
        }


class WatchQuery(models.QuerySet["Watch"]):
    def of_cause(self, cause: Cause, received_at: datetime) -> "WatchQuery":
        """Those during which a complaint of this cause came, after the measure was in force."""
        return self.filter(cause=cause, since__lt=received_at, until__gte=received_at)

    def ended(self, at: datetime) -> "WatchQuery":
        """Over, or the same has happened already (M8)."""
        return self.filter(Q(until__lt=at) | Q(recurred_by__isnull=False))

    def running(self, at: datetime) -> "WatchQuery":
        return self.filter(until__gte=at, recurred_by=None)


class Watch(models.Model):
    """Ninety days after a measure is in force: does the same real cause come back?"""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="watches")
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="watches")
    since = models.DateTimeField()
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(help_text="the end of the ninetieth day")
    recurred_by = models.ForeignKey(
        Complaint, null=True, on_delete=models.PROTECT, related_name="recurrences"
    )
    recurred_at = models.DateTimeField(null=True, help_text="when we knew")

    objects: ClassVar[WatchQuery] = WatchQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(
                fields=["cause", "until", "since", "recurred_by", "recurred_at", "id"],
                name="watch_of_cause",
            ),
            models.Index(
                fields=["-since", "-id", "until", "recurred_by", "recurred_at"],
                name="watch_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.since:%Y-%m-%d}–{self.until:%Y-%m-%d}"


@vouched("waiver")
class Waiver(models.Model):
    """Why a complaint needs no measure; it counts once a principal agrees (R056)."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="waiver")
    reason = models.CharField(max_length=1000)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.reason

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "complaint": self.complaint_id,
            "reason": self.reason,
            "approved_at": self.approved_at,
            "declined_at": self.declined_at,
        }
