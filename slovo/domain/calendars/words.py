"""A week of working hours as one line that a client reads."""

from itertools import groupby

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Calendar

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE_DAY = [["00:00", "24:00"]]


def week_words(calendar: Calendar, language: str) -> str:
    """«Mon–Fri 09:00–18:00, Sat 10:00–14:00»; empty when no day has hours."""
    windows = [calendar.week.get(day, []) for day in DAYS]
    if all(day == WHOLE_DAY for day in windows):
        return _("at any hour")
    names = get_day_names("abbreviated", context="stand-alone", locale=language)
    said, first = [], 0
    for hours, days in groupby(windows):
        last = first + len(list(days)) - 1
        if hours:
            span = names[first] if first == last else f"{names[first]}–{names[last]}"
            said.append(f"{span} {', '.join('–'.join(window) for window in hours)}")
        first = last + 1
    return ", ".join(said)
