"""Which days the calendar shows, what they are called, and the ways to others."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments

ONE_DAY = timedelta(days=1)
SPANS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Span:
    """Which days are shown, how they are called, and the days before and after them."""

    name: str
    first: date
    last: date
    title: str
    earlier: date
    later: date

    @property
    def middle(self) -> date:
        """A day that surely belongs to it."""
        return self.earlier + ONE_DAY if self.name == "month" else self.first

    def is_outside(self, day: date) -> bool:
        """A day of the weeks at the edges of a month."""
        return self.name == "month" and not self.earlier < day < self.later


def span_asked(request: HttpRequest, voice: Voice) -> Span:
    asked = request.GET.get("span", "month")
    return span_of(asked if asked in SPANS else "month", day_asked(request, voice), voice)


def day_asked(request: HttpRequest, voice: Voice) -> date:
    today = voice.now.astimezone(ZoneInfo(voice.zone)).date()
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return today
    return day if day and 1990 < day.year < 2100 else today


def span_of(name: str, day: date, voice: Voice) -> Span:
    if name == "day":
        return Span(name, day, day, long_name(day, voice), day - ONE_DAY, day + ONE_DAY)
    monday = day - day.weekday() * ONE_DAY
    if name == "week":
        sunday = monday + 6 * ONE_DAY
        title = f"{long_name(monday, voice)} – {long_name(sunday, voice)}"
        return Span(name, monday, sunday, title, monday - ONE_DAY, sunday + ONE_DAY)
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Span(
        name,
        first - first.weekday() * ONE_DAY,
        last + (6 - last.weekday()) * ONE_DAY,
        month_name(first, voice),
        first - ONE_DAY,
        last + ONE_DAY,
    )


def ways(span: Span, sieve: Sieve) -> dict[str, Any]:
    """Earlier, later, today, and the other spans: of the same colleague and client."""
    labels = {"day": _("Day"), "week": _("Week"), "month": _("Month")}
    return {
        "earlier_url": way(span.name, span.earlier, sieve),
        "later_url": way(span.name, span.later, sieve),
        "today_url": way(span.name, None, sieve),
        "spans": [
            (labels[name], way(name, span.middle, sieve), name == span.name) for name in SPANS
        ],
    }


def way(name: str, day: date | None, sieve: Sieve, **other: Any) -> str:
    days = f"&day={day.isoformat()}" if day else ""
    return f"{sieve.open_url('promise-calendar', **other)}span={name}{days}"


def name_of(day: date, voice: Voice) -> str:
    """«Mon 15»."""
    return " ".join(long_name(day, voice).split(" ")[:2])


def date_of(day: date, voice: Voice) -> str:
    """«15 March»."""
    return long_name(day, voice).split(" ", 1)[1]


def long_name(day: date, voice: Voice) -> str:
    """«Mon 15 March»."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(voice.zone))
    return moments.day(noon, noon.tzinfo or voice.zone, voice.language, now=voice.now)


def month_name(day: date, voice: Voice) -> str:
    from babel.dates import format_skeleton

    name = str(format_skeleton("yMMMM", day, locale=voice.language)).capitalize()
    return name.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
