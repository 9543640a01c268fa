"""When we can be called, in our time and in his, also across a change of clocks."""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Calendar, Day
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments
from slovo.lib.rows import every

LOOK_AHEAD = 7


class Open(NamedTuple):
    """A working day's first opening and last closing."""

    opens_at: datetime
    closes_at: datetime

    def said(self, zone: str) -> str:
        return f"{moments.hour(self.opens_at, zone)}–{moments.hour(self.closes_at, zone)}"


def hours_words(visit: Visit, at: datetime) -> str:
    """One or two sentences; empty when the calendar has no hours in the coming week."""
    calendar = visit.case.service_class.calendar
    days = _open_days(calendar, at)
    if not days:
        return ""
    ours, his = calendar.zone, visit.case.zone
    first = days[0]
    said = {
        "place": city_of(ours, visit.language),
        "ours": first.said(ours),
        "his": first.said(his),
    }
    if said["ours"] == said["his"]:
        return _("%(place)s, %(ours)s on working days.") % said
    words = _("%(place)s, %(ours)s on working days: %(his)s for you.") % said
    return f"{words} {_change(days, ours, his, visit.language)}".strip()


def city_of(zone: str, language: str) -> str:
    """The city a zone is named after, in the reader's language."""
    # Babel knows the zone by its new name, but its names of cities stand under the old one.
    old = {"Europe/Kyiv": "Europe/Kiev"}.get(zone, zone)
    named = Locale.parse(language).time_zones.get(old, {}).get("city")
    return named or get_timezone_location(zone, locale=language, return_city=True)


def _change(days: list[Open], ours: str, his: str, language: str) -> str:
    """When clocks change on one side only, the hours move for him."""
    first = days[0]
    for later in days[1:]:
        is_same_for_us = later.said(ours) == first.said(ours)
        if is_same_for_us and later.said(his) != first.said(his):
            said = {"day": moments.day(later.opens_at, his, language), "his": later.said(his)}
            return _("From %(day)s, after the clocks change: %(his)s for you.") % said
    return ""


def _open_days(calendar: Calendar, at: datetime) -> list[Open]:
    zone = ZoneInfo(calendar.zone)
    today = at.astimezone(zone).date()
    special = {day.date: day.windows for day in every(Day, calendar_id=calendar.pk)}
    found = []
    for ahead in range(LOOK_AHEAD + 1):
        day = today + timedelta(days=ahead)
        windows = special.get(day, calendar.week.get(f"{day:%a}".lower(), []))
        if windows and windows[-1][1] != "24:00":
            opens, closes = (
                datetime.combine(day, datetime.strptime(text, "%H:%M").time(), zone)  # noqa: DTZ007
                for text in (windows[0][0], windows[-1][1])
            )
            found.append(Open(opens, closes))
    return found
