from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from slovo.domain.calendars.models import Calendar
from slovo.lib.rows import first, join
from slovo.lib.worktime import WorkingHours, end_of_day


class Pace(models.IntegerChoices):
    """How grave it is: for the client, and for us. The higher sets how often we speak (R025)."""

    SLOW = 0, _("Slow")
    NORMAL = 1, _("Normal")
    HIGH = 2, _("High")
    CRITICAL = 3, _("Critical")


class ServiceClass(models.Model):
    """What was agreed about speed. The floor of 24 hours cannot be lifted by any class (R129)."""

    name = models.CharField(max_length=80, unique=True)
    about = models.TextField(blank=True, help_text="in words the client reads")
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT)
    answer_minutes = models.PositiveIntegerField(default=24 * 60)
    critical_answer_minutes = models.PositiveIntegerField(default=24 * 60)
    rhythm_days = models.JSONField(default=list, help_text="such as ['tue', 'fri']")
    rhythm_time = models.TimeField(default=time(17))
    critical_silence_minutes = models.PositiveIntegerField(default=30)
    high_silence_minutes = models.PositiveIntegerField(default=240)
    normal_silence_days = models.PositiveIntegerField(default=2, help_text="business days")
    slow_silence_days = models.PositiveIntegerField(default=7, help_text="calendar days")
    is_default = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer_minutes__lte=1440, critical_answer_minutes__lte=1440),
                name="a_person_answers_within_24_hours",
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_class",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def answer_within(self) -> timedelta:
        return timedelta(minutes=self.answer_minutes)

    @property
    def critical_within(self) -> timedelta:
        return timedelta(minutes=self.critical_answer_minutes)

    def first_answer_due(self, heard_at: datetime, pace: int) -> datetime:
        critical = pace >= Pace.CRITICAL
        minutes = self.critical_answer_minutes if critical else self.answer_minutes
        return heard_at + timedelta(minutes=minutes)

    def silence_due(self, spoken_at: datetime, pace: int) -> datetime:
        """The last moment for a word after `spoken_at`, however late the next one was promised."""
        if pace >= Pace.CRITICAL:
            return spoken_at + timedelta(minutes=self.critical_silence_minutes)
        if pace == Pace.HIGH:
            return spoken_at + timedelta(minutes=self.high_silence_minutes)
        slot = self._next_slot(spoken_at)
        if slot:
            return slot
        if pace == Pace.NORMAL:
            return self._hours.close_of_business_day(spoken_at, self.normal_silence_days)
        return end_of_day(spoken_at, self.slow_silence_days, self.calendar.zone)

    def next_word_after(self, at: datetime, pace: int) -> datetime:
        """When the next word comes if nobody says otherwise: the rhythm, or the silence limit."""
        return self.silence_due(at, pace)

    @cached_property
    def _hours(self) -> WorkingHours:
        return self.calendar.working_hours()

    def _next_slot(self, at: datetime) -> datetime | None:
        """A word on a day of the rhythm is that day's word: the next slot is on another day."""
        if not self.rhythm_days:
            return None
        zone = ZoneInfo(self.calendar.zone)
        local = at.astimezone(zone)
        for ahead in range(1, 8):
            day = local.date() + timedelta(days=ahead)
            if day.strftime("%a").lower() in self.rhythm_days:
                return datetime.combine(day, self.rhythm_time, zone).astimezone(at.tzinfo)
        return None


def default_class() -> ServiceClass | None:
    """For clients without an agreement; None before there is a firm."""
    found = first(ServiceClass, by=("-is_default", "pk"))
    if found:
        join(found, "calendar")
    return found
