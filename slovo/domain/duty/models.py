from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Person
from slovo.domain.duty.times import ONE_DAY, Hours, moves_clock
from slovo.domain.staff.models import Team, User


class Pattern(models.Model):
    """A duty that comes again: on these weekdays, every so many weeks, by the clock of its team."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="patterns")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duty_patterns")
    weekdays = models.JSONField(default=list, help_text="such as [0, 4]: 0 is Monday")
    starts = models.TimeField()
    ends = models.TimeField()
    days = models.PositiveSmallIntegerField(default=0, help_text="it ends so many days later")
    every = models.PositiveSmallIntegerField(default=1, help_text="weeks")
    first_day = models.DateField(help_text="the weeks are counted from its Monday")
    last_day = models.DateField(null=True)
    overridden_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, help_text="when it makes its next duties")

    class Meta:
        ordering = ["team", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(every__gte=1), name="a_pattern_comes_again"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="pattern_due", condition=Q(next_at__isnull=False)
            ),
        ]

    @property
    def hours(self) -> Hours:
        return Hours(self.starts, self.ends, self.days)

    def days_until(self, last: date, since: date) -> Iterator[date]:
        """On which days it begins, from `since` to `last`."""
        monday = self.first_day - self.first_day.weekday() * ONE_DAY
        day = max(self.first_day, since)
        while day <= min(last, self.last_day or last):
            weeks = (day - monday).days // 7
            if weeks % self.every == 0 and day.weekday() in self.weekdays:
                yield day
            day += ONE_DAY


class ShiftQuery(models.QuerySet["Shift"]):
    def visible_to(self, user: User) -> "ShiftQuery":
        return self if user.may("see_rota") else self.none()

    def standing(self) -> "ShiftQuery":
        """Those that were not taken off the rota."""
        return self.filter(dropped_at=None).select_related("user", "team")

    def within(self, since: datetime, until: datetime) -> "ShiftQuery":
        """Standing, and at least a part of them in this time."""
        touching = self.standing().filter(starts_at__lt=until, ends_at__gt=since)
        return touching.order_by("starts_at", "pk")


class Shift(models.Model):
    """One colleague on duty from an hour to an hour of his team's clock; the instants follow it."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="shifts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="shifts")
    zone = models.CharField(max_length=64)
    day = models.DateField(help_text="on which it begins, by that clock")
    starts = models.TimeField()
    ends = models.TimeField()
    days = models.PositiveSmallIntegerField(default=0, help_text="it ends so many days later")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    pattern = models.ForeignKey(Pattern, null=True, on_delete=models.PROTECT, related_name="shifts")
    overridden_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the principal who let a rest be short",
    )
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[ShiftQuery] = ShiftQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pattern", "day"], name="a_pattern_begins_once_a_day"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_shift_ends_after_it_began"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at", "starts_at"], name="shift_by_end", condition=Q(dropped_at=None)
            ),
            models.Index(
                fields=["user", "ends_at"], name="shift_of_user", condition=Q(dropped_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def hours(self) -> Hours:
        return Hours(self.starts, self.ends, self.days)

    @property
    def length(self) -> timedelta:
        """In real hours, whatever the clocks did meanwhile."""
        return self.ends_at - self.starts_at

    @property
    def clock_moves(self) -> timedelta:
        return moves_clock(self.starts_at, self.ends_at, self.zone)


class LateWord(models.Model):
    """A client wrote or phoned outside the firm's hours; many from one person are a topic."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="late_words")
    case_id = models.BigIntegerField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="the principal was told of the habit")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["person", "at"], name="late_word_of_person")]


class Answer(models.TextChoices):
    """What came of a wish to swap."""

    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SwapQuery(models.QuerySet["Swap"]):
    def waiting(self, at: datetime) -> "SwapQuery":
        """Not answered, of duties that have not begun."""
        return self.filter(answered_at=None, shift__starts_at__gt=at).order_by("pk")

    def between(self, user: User) -> "SwapQuery":
        """Asked of him, or by him."""
        return self.filter(Q(to=user) | Q(asked_by=user))


class Swap(models.Model):
    """A colleague asks another to take his shift, perhaps against one of the other's."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="swaps")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="swaps_asked")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="swaps_heard")
    in_return = models.ForeignKey(
        Shift, null=True, on_delete=models.CASCADE, related_name="swaps_in_return"
    )
    why = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[SwapQuery] = SwapQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "to"], condition=Q(answered_at=None), name="asked_once_at_a_time"
            ),
        ]
