import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.cases.models import Case, Message
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.lib.worktime.days import instant, moment

A_YEAR = timedelta(days=370)
ASK_BEFORE = timedelta(hours=24)
BEFORE_HE_LEAVES = timedelta(hours=3)


class Side(models.TextChoices):
    """Whose clock an appointment keeps to when clocks change."""

    OURS = "ours", pgettext_lazy("whose clock", "Ours")
    CLIENT = "client", pgettext_lazy("whose clock", "The client’s")


class Repeats(models.TextChoices):
    """How often; empty is once."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month, the same day")


class Appointment(models.Model):
    """When we meet: a time on somebody's clock, once or again and again (R022)."""

    engagement = models.ForeignKey(
        Engagement, on_delete=models.PROTECT, related_name="appointments"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(help_text="the first one, on the anchor's calendar")
    time = models.TimeField(help_text="on the anchor's clock")
    zone = models.CharField(max_length=64)
    side = models.CharField(max_length=6, choices=Side)
    minutes = models.PositiveIntegerField(default=60)
    repeats = models.CharField(max_length=11, choices=Repeats, blank=True)
    until = models.DateField(null=True)
    travel_minutes = models.PositiveIntegerField(default=0, help_text="the client's way to us")
    needs = models.CharField(
        max_length=300, blank=True, help_text="what must be ready; empty: nothing of ours"
    )
    bring = models.CharField(max_length=300, blank=True, help_text="what the client brings")
    sequence = models.PositiveIntegerField(default=0, help_text="how often it changed")
    told_at = models.DateTimeField(null=True, help_text="when he was told how it stands now")
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    told_how = models.CharField(max_length=200, blank=True, help_text="empty: by the letter")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    told_of = models.DateTimeField(null=True, help_text="the last change of clocks he was told of")
    next_at = models.DateTimeField(null=True, help_text="when he is told of the next one")

    class Meta:
        ordering = ["day", "time", "pk"]
        indexes = [
            models.Index(
                fields=["next_at"], name="appointment_due", condition=Q(next_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def first_at(self) -> datetime:
        """The instant of the first one."""
        minute = self.time.hour * 60 + self.time.minute
        return moment(instant(self.day, minute, ZoneInfo(self.zone)))

    def starts_after(self, after: datetime) -> Iterator[datetime]:
        """The instants it begins at, later than `after`; a series without end goes on."""
        zone, minute = ZoneInfo(self.zone), self.time.hour * 60 + self.time.minute
        for day in self._days():
            if self.until and day > self.until:
                return
            starts_at = moment(instant(day, minute, zone))
            if starts_at > after:
                yield starts_at

    def _days(self) -> Iterator[date]:
        yield self.day
        for count in itertools.count(1) if self.repeats else ():
            if self.repeats == Repeats.MONTHLY:
                later = _months_after(self.day, count)
            else:
                weeks = 1 if self.repeats == Repeats.WEEKLY else 2
                later = self.day + timedelta(weeks=weeks * count)
            if later is not None:
                yield later

    def shift_after(self, after: datetime) -> tuple[datetime, datetime, datetime] | None:
        """The next change of clocks that moves it for the client: (change, before, first after)."""
        theirs = ZoneInfo(self.case.zone)
        if not self.repeats or theirs.key == self.zone:
            return None
        before: datetime | None = None
        for starts_at in self.starts_after(after):
            if starts_at > after + A_YEAR:
                return None
            if before and starts_at.astimezone(theirs).time() != before.astimezone(theirs).time():
                return self._change(before, starts_at, theirs), before, starts_at
            before = starts_at
        return None

    def _change(self, before: datetime, after: datetime, theirs: ZoneInfo) -> datetime:
        """The second at which the two clocks begin to differ by another span."""
        ours = ZoneInfo(self.zone)

        def apart(at: datetime) -> timedelta:
            here = at.astimezone(ours).utcoffset() or timedelta()
            return here - (at.astimezone(theirs).utcoffset() or timedelta())

        low, high, was = int(before.timestamp()), int(after.timestamp()), apart(before)
        while high - low > 1:
            middle = (low + high) // 2
            is_before = apart(datetime.fromtimestamp(middle, UTC)) == was
            low, high = (middle, high) if is_before else (low, middle)
        return datetime.fromtimestamp(high, UTC)


class MeetingQuery(models.QuerySet["Meeting"]):
    def standing(self) -> "MeetingQuery":
        """What takes place: neither left out nor called off with its appointment."""
        return self.filter(skipped_at=None, appointment__cancelled_at=None)

    def due(self, at: datetime) -> "MeetingQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


class Meeting(models.Model):
    """One time of an appointment: whether our part is ready, and whether the client was warned."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    regular_at = models.DateTimeField(null=True, help_text="its series has it then; it was moved")
    asked_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    alerted_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True, help_text="the client knows that we are not ready")
    warned_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    warning = models.TextField(blank=True)
    skipped_at = models.DateTimeField(null=True, help_text="left out; its series goes on")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[MeetingQuery] = MeetingQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "starts_at"], name="meet_once_at_a_time")
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="meeting_due", condition=Q(next_at__isnull=False)
            ),
        ]

    @property
    def last_check_at(self) -> datetime:
        """The client's way and three hours more: afterwards a warning comes too late."""
        travel = timedelta(minutes=self.appointment.travel_minutes)
        return self.starts_at - travel - BEFORE_HE_LEAVES

    @property
    def turn_at(self) -> datetime:
        """When its series has it, moved or not."""
        return self.regular_at or self.starts_at

    @property
    def gained(self) -> timedelta | None:
        """How long before the meeting the client was warned."""
        return self.starts_at - self.warned_at if self.warned_at else None

    def looked_at_next(self, at: datetime) -> datetime | None:
        """The next moment after `at` at which something is asked; its beginning is the last."""
        moments = [self.starts_at]
        if self.appointment.needs:
            moments += [self.starts_at - ASK_BEFORE, self.last_check_at]
        return min((each for each in moments if each > at), default=None)


def _months_after(day: date, months: int) -> date | None:
    """The same day of a later month, if that month has it."""
    year, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + year, month=month + 1)
    except ValueError:
        return None
