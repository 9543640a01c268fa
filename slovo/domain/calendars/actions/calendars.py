"""Working hours: a week, and the days that differ from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Calendar, Day
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.allowance import refuse_unless_allowed
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.lib import zones
from slovo.lib.worktime import HoursRefused, NoWorkingTime, WorkingHours

Windows = list[list[str]]


class CalendarRefused(Refusal):
    """A calendar needs a name, a known zone, and hours in which somebody works."""


@dataclass(frozen=True, slots=True)
class Differs:
    """A date that differs from the week; no windows means closed."""

    date: date
    name: str = ""
    windows: Windows = field(default_factory=list)


@transaction.atomic
def save_calendar(
    calendar: Calendar | None,
    *,
    name: str,
    zone: str,
    week: dict[str, Windows],
    by: Doer,
    at: datetime,
) -> Calendar:
    """Make or change a calendar; open clocks not told to a client follow it."""
    refuse_unless_allowed("change_settings", by)
    known = calendar or Calendar()
    _refuse_unusable(known, name.strip(), zone, week, at=at)
    before = {"zone": known.zone, "week": known.week} if calendar else {}
    after = {"zone": zone, "week": {day: windows for day, windows in week.items() if windows}}
    if before == after and known.name == name.strip():
        return known
    known.name, known.zone, known.week, known.changed_at = name.strip(), zone, after["week"], at
    known.save()
    record("calendar.changed", known, by=by, at=at, before=before, after=after)
    return known


@transaction.atomic
def save_days(
    calendar: Calendar, *, year: int, days: Iterable[Differs], by: Doer, at: datetime
) -> Calendar:
    """The days of one year that differ, whole: what is not named any more is a plain day again."""
    refuse_unless_allowed("change_settings", by)
    wanted = {day.date: day for day in days}
    for day in wanted.values():
        _refuse_day(day, year)
    had = {day.date: day for day in calendar.days.filter(date__year=year)}
    before, after = _written(had.values()), _written(wanted.values())
    names = {day.date: day.name for day in had.values()}
    if before == after and names == {day.date: day.name for day in wanted.values()}:
        return calendar
    calendar.days.filter(date__in=set(had) - set(wanted)).delete()
    for day in wanted.values():
        Day.objects.update_or_create(
            calendar=calendar,
            date=day.date,
            defaults={"name": day.name.strip()[:120], "windows": day.windows},
        )
    _touch(calendar, at)
    record("calendar.changed", calendar, by=by, at=at, year=year, before=before, after=after)
    return calendar


@transaction.atomic
def import_holidays(
    calendar: Calendar, *, country: str, year: int, language: str = "en", by: Doer, at: datetime
) -> int:
    """Copy a country's holidays into the table; days already there stay as they are.

    Ukraine has no public holidays under martial law: where a year has none, the days that were
    holidays before are taken, for the firm to strike out.
    """
    refuse_unless_allowed("change_settings", by)
    found = _holidays(country, year, language)
    had = set(calendar.days.filter(date__year=year).values_list("date", flat=True))
    fresh = [
        Day(calendar=calendar, date=day, name=name[:120], windows=[])
        for day, name in sorted(found.items())
        if day not in had
    ]
    Day.objects.bulk_create(fresh)
    if fresh:
        _touch(calendar, at)
        days = [day.date.isoformat() for day in fresh]
        record("calendar.changed", calendar, by=by, at=at, country=country, year=year, added=days)
    return len(fresh)


def _holidays(country: str, year: int, language: str) -> dict[date, str]:
    import holidays

    code = country.strip().upper()
    try:
        listed = holidays.country_holidays(code, years=year, language=language)
    except NotImplementedError as problem:
        sentence = _("We know no holidays of the country “%(country)s”.")
        raise CalendarRefused(sentence % {"country": code}) from problem
    if not listed and "workday" in listed.supported_categories:
        listed = holidays.country_holidays(
            code, years=year, language=language, categories=("workday",)
        )
    return dict(listed.items())


def _refuse_unusable(
    calendar: Calendar, name: str, zone: str, week: dict[str, Windows], *, at: datetime
) -> None:
    if not name:
        raise CalendarRefused(_("Write the name of the calendar."))
    if Calendar.objects.filter(name=name).exclude(pk=calendar.pk).exists():
        raise CalendarRefused(_("There is a calendar named “%(name)s” already.") % {"name": name})
    if not zones.is_zone(zone):
        raise CalendarRefused(_("Nobody knows the time zone “%(zone)s”.") % {"zone": zone})
    hours = _read({"tz": zone, "week": week})
    try:
        hours.add(at, timedelta(minutes=1).total_seconds())
    except NoWorkingTime as problem:
        raise CalendarRefused(_("Nobody works in this week: name some hours.")) from problem


def _refuse_day(day: Differs, year: int) -> None:
    if day.date.year != year:
        raise CalendarRefused(
            _("%(date)s is not in %(year)d.") % {"date": day.date.isoformat(), "year": year}
        )
    _read({"tz": "UTC", "week": {}, "instead": {day.date.isoformat(): day.windows}})


def _read(written: dict[str, Any]) -> WorkingHours:
    try:
        return WorkingHours.from_dict(written)
    except HoursRefused as problem:
        raise CalendarRefused(
            _("Write hours as 09:00-13:00, 14:00-18:00: each part ends after it begins.")
        ) from problem


def _written(days: Iterable[Day | Differs]) -> dict[str, Windows]:
    return {day.date.isoformat(): day.windows for day in sorted(days, key=lambda day: day.date)}


def _touch(calendar: Calendar, at: datetime) -> None:
    calendar.changed_at = at
    calendar.save(update_fields=["changed_at"])
