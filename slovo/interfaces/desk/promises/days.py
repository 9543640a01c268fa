"""The days of the calendar: what is due, how full they are, what is unusual about them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.urls import reverse

from slovo.domain.calendars.models import Calendar
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import CLIENT, Outcome
from slovo.domain.promises.load import Load, each_day
from slovo.domain.promises.windows import due_between
from slovo.interfaces.desk.promises.gate import in_hours
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.promises.spans import Span, name_of, way
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _
from slovo.lib.prepared import Prepared

ROOM = {"day": 300, "week": 25, "month": 4}
SOON = timedelta(hours=24)
OF_ITEM = ("pk", "text", "due_at", "outcome", "owed_by", "person__full_name", "owner__full_name")
LOOKS = {
    Outcome.KEPT: "kept",
    Outcome.BROKEN: "late",
    Outcome.RENEGOTIATED: "over",
    Outcome.WITHDRAWN: "over",
}


class Item(NamedTuple):
    """One promise on its day."""

    url: str
    text: str
    hour: str
    person: str
    owner: str
    look: str
    is_theirs: bool


@dataclass(slots=True)
class Cell:
    """One day; `load` is none for days that are over."""

    date: date
    name: str
    url: str
    is_today: bool
    is_past: bool
    is_off: bool
    is_outside: bool = False
    count: int = 0
    more: int = 0
    items: list[Item] = field(default_factory=list)
    nature: str = ""
    load: Load | None = None
    marks: list[str] = field(default_factory=list)
    shift: str = ""

    @property
    def load_words(self) -> str:
        if self.load is None or not self.load.promised:
            return ""
        if not self.load.capacity:
            return _("%(promised)s h too many") % {"promised": in_hours(self.load.promised)}
        hours = {"promised": in_hours(self.load.promised), "free": in_hours(self.load.capacity)}
        return _("%(promised)s of %(free)s h") % hours

    @property
    def heat(self) -> str:
        return self.load.heat if self.load else "0"

    @property
    def percent(self) -> int:
        if self.load is None or not self.load.capacity:
            return 100 if self.load and self.load.promised else 0
        return min(100, 100 * self.load.promised // self.load.capacity)


_ITEMS = Prepared(lambda keys: Promise.objects.filter(pk__in=keys).values_list(*OF_ITEM))


def fill(made: dict[date, Cell], sieve: Sieve, voice: Voice, span: Span) -> None:
    """Count what is due on each day and show the first few; in a month what is open comes first."""
    zone, days, most = ZoneInfo(voice.zone), list(made), ROOM[span.name]
    edges = [datetime.combine(day, time(), zone) for day in [*days, days[-1] + timedelta(days=1)]]
    due = due_between(edges, most, open_first=span.name == "month", **sieve.whose())
    few = [each.first if each.count <= most else each.first[: most - 1] for each in due]
    here = reverse("promise-list")
    rows = _ITEMS(keys=[pk for keys in few for pk in keys])
    items = {row[0]: item_of(row, here, voice) for row in rows}
    for cell, each, keys in zip(made.values(), due, few, strict=True):
        cell.count, cell.more = each.count, each.count - len(keys)
        cell.items = [items[pk] for pk in keys]


def item_of(row: tuple[Any, ...], here: str, voice: Voice) -> Item:
    pk, text, due_at, outcome, owed_by, person, owner = row
    return Item(
        url=f"{here}{pk}/",
        text=text,
        hour=voice.hour(due_at),
        person=person,
        owner=owner or "",
        look=LOOKS.get(outcome) or look_of(due_at, voice.now),
        is_theirs=owed_by == CLIENT,
    )


def look_of(due_at: datetime, now: datetime) -> str:
    return "late" if due_at < now else "soon" if due_at - now < SOON else ""


def cells(span: Span, sieve: Sieve, calendar: Calendar, voice: Voice) -> dict[date, Cell]:
    """The empty days, with what is unusual about them in the firm's calendar."""
    today = voice.now.astimezone(ZoneInfo(voice.zone)).date()
    holidays = {day.date: day for day in calendar.known_days or ()}
    url, _mark, _day = way("day", span.first, sieve).rpartition("=")
    made = {}
    for day in each_day(span.first, span.last):
        holiday = holidays.get(day)
        windows = holiday.windows if holiday else calendar.week.get(f"{day:%a}".lower())
        made[day] = Cell(
            date=day,
            name=name_of(day, voice),
            url=f"{url}={day.isoformat()}",
            is_today=day == today,
            is_past=day < today,
            is_off=not windows,
            is_outside=span.is_outside(day),
            marks=[holiday.name] if holiday and holiday.name else [],
            shift=shift_of(day, voice),
        )
    return made


def shift_of(day: date, voice: Voice) -> str:
    """«03:00 becomes 04:00. This day has 23 hours.»"""
    zone = ZoneInfo(voice.zone)
    here, there = (datetime.combine(day + timedelta(days=n), time(), zone) for n in (0, 1))
    if here.utcoffset() == there.utcoffset():
        return ""
    begins, ends = here.astimezone(UTC), there.astimezone(UTC)
    hours = (ends - begins) / timedelta(hours=1)
    step = timedelta(minutes=1)
    before = begins
    low, high = 0, int((ends - begins) / step)
    while high - low > 1:
        middle = (low + high) // 2
        is_before = (begins + middle * step).astimezone(zone).utcoffset() == before.astimezone(
            zone
        ).utcoffset()
        low, high = (middle, high) if is_before else (low, middle)
    after = (begins + high * step).astimezone(zone)
    was = (begins + low * step).astimezone(zone) + step
    words = {"was": f"{was:%H:%M}", "is": f"{after:%H:%M}", "hours": f"{hours:g}"}
    return _("%(was)s becomes %(is)s. This day has %(hours)s hours.") % words
