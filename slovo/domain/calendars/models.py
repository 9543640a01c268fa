from django.db import models

from slovo.lib.rows import every
from slovo.lib.worktime import WorkingHours

WEEK = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def default_week() -> dict[str, list[list[str]]]:
    return {day: [list(window) for window in windows] for day, windows in WEEK.items()}


class Calendar(models.Model):
    """When somebody works: a zone, a week of windows, and the days that differ."""

    name = models.CharField(max_length=80, unique=True)
    zone = models.CharField(max_length=64, default="Europe/Kyiv")
    week = models.JSONField(default=default_week)
    changed_at = models.DateTimeField()

    known_days: "list[Day] | None" = None

    def __str__(self) -> str:
        return self.name

    def working_hours(self) -> WorkingHours:
        days = self.known_days
        if days is None:
            days = every(Day, by=("date",), calendar_id=self.pk)
        return WorkingHours.from_dict(
            {
                "tz": self.zone,
                "week": self.week,
                "holidays": [day.date.isoformat() for day in days if not day.windows],
                "instead": {day.date.isoformat(): day.windows for day in days if day.windows},
            },
        )


class Day(models.Model):
    """A date that differs from the week: a holiday (no windows) or other hours."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    name = models.CharField(max_length=120, blank=True)
    windows = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "date"], name="one_day_once")]
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
