"""The days of a rota, as a week or a month, in the reader's zone."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.duty.coverage import Hole
from slovo.domain.duty.models import Shift
from slovo.domain.promises.load import each_day
from slovo.interfaces.desk.promises.days import shift_of
from slovo.interfaces.desk.promises.spans import Span, name_of, span_of
from slovo.interfaces.desk.spoken import Voice

ONE_DAY = timedelta(days=1)
HALF_DAY = timedelta(hours=12)
SPANS = ("week", "month")


@dataclass(slots=True)
class DutyDay:
    """One day of the reader's wall: who begins, and where nobody is."""

    date: date
    name: str
    is_today: bool
    is_past: bool
    is_outside: bool
    clock: str
    items: list[dict[str, Any]] = field(default_factory=list)
    holes: list[dict[str, Any]] = field(default_factory=list)


def edges(span: Span, voice: Voice) -> tuple[datetime, datetime]:
    zone = ZoneInfo(voice.zone)
    last = span.last + ONE_DAY
    return datetime.combine(span.first, time(), zone), datetime.combine(last, time(), zone)


def empty_days(span: Span, voice: Voice) -> dict[date, DutyDay]:
    today = voice.local(voice.now).date()
    return {
        day: DutyDay(
            date=day,
            name=name_of(day, voice),
            is_today=day == today,
            is_past=day < today,
            is_outside=span.is_outside(day),
            clock=shift_of(day, voice),
        )
        for day in each_day(span.first, span.last)
    }


def put_shift(days: dict[date, DutyDay], shift: Shift, item: dict[str, Any], voice: Voice) -> None:
    """On the day it begins, and on each of which it takes more than the morning."""
    begins, ends = voice.local(shift.starts_at).date(), voice.local(shift.ends_at - HALF_DAY).date()
    for day in each_day(begins, max(begins, ends)):
        if day in days:
            days[day].items.append(item)


def put_hole(days: dict[date, DutyDay], hole: Hole, row: dict[str, Any], voice: Voice) -> None:
    begins = max(voice.local(hole.starts).date(), min(days))
    if begins in days:
        days[begins].holes.append(row)


def ways(span: Span) -> dict[str, Any]:
    """Earlier, later, now, and the other span."""
    here = reverse("rota")
    middle = span.earlier + ONE_DAY if span.name == "month" else span.first

    def url(name: str, day: date | None) -> str:
        return f"{here}?span={name}{f'&day={day.isoformat()}' if day else ''}"

    labels = {"week": _("Week"), "month": _("Month")}
    return {
        "earlier_url": url(span.name, span.earlier),
        "later_url": url(span.name, span.later),
        "today_url": url(span.name, None),
        "spans": [(labels[name], url(name, middle), name == span.name) for name in SPANS],
    }


__all__ = ["DutyDay", "edges", "empty_days", "put_hole", "put_shift", "span_of", "ways"]
