"""The days of the calendar: what is due, how full they are, what is unusual about them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Day as Holiday
from slovo.domain.cases.models.promise import CLIENT, Outcome, PromiseQuery
from slovo.domain.courtesy.models import Blackout, Nature
from slovo.domain.promises.load import Load, each_day
from slovo.domain.promises.windows import due_between
from slovo.domain.staff.models import Absence, Firm, User
from slovo.interfaces.desk.promises.gate import in_hours
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.spoken import Voice

IN_A_CELL = 4
SOON = timedelta(hours=24)
OF_ITEM = ("pk", "text", "due_at", "outcome", "owed_by", "person__full_name", "owner__full_name")
LOOKS = {
    Outcome.KEPT: "kept",
    Outcome.BROKEN: "late",
    Outcome.RENEGOTIATED: "over",
    Outcome.WITHDRAWN: "over",
}


@dataclass(frozen=True, slots=True)
class Item:
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
    few: str = ""
    load: Load | None = None
    marks: list[str] = field(default_factory=list)
    shift: str = ""

    @property
    def load_words(self) -> str:
        if self.load is None or not self.load.promised:
            return ""
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


def fill(
    made: dict[date, Cell], promises: PromiseQuery, sieve: Sieve, voice: Voice, most: int
) -> None:
    """Count what is due on each day and show the first few; in a month what is open comes first."""
    if promises.query.is_empty():
        return
    zone, days = ZoneInfo(voice.zone), list(made)
    edges = [datetime.combine(day, time(), zone) for day in [*days, days[-1] + timedelta(days=1)]]
    is_month = most == IN_A_CELL
    due = due_between(edges, most, owner=sieve.owner, person=sieve.person, open_first=is_month)
    few = [each.first if each.count <= most else each.first[: most - 1] for each in due]
    rows = promises.filter(pk__in=[pk for keys in few for pk in keys]).values_list(*OF_ITEM)
    items = {row[0]: item_of(row, voice) for row in rows}
    for cell, each, keys in zip(made.values(), due, few, strict=True):
        cell.count, cell.more = each.count, each.count - len(keys)
        cell.items = [items[pk] for pk in keys]


def item_of(row: tuple[Any, ...], voice: Voice) -> Item:
    pk, text, due_at, outcome, owed_by, person, owner = row
    return Item(
        url=reverse("promise-show", args=[pk]),
        text=text,
        hour=voice.hour(due_at),
        person=person,
        owner=owner or "",
        look=LOOKS.get(outcome) or look_of(due_at, voice.now),
        is_theirs=owed_by == CLIENT,
    )


def look_of(due_at: datetime, now: datetime) -> str:
    return "late" if due_at < now else "soon" if due_at - now < SOON else ""


def cells(first: date, last: date, voice: Voice, names: Any) -> dict[date, Cell]:
    """The empty days, with what is unusual about them."""
    today = voice.now.astimezone(ZoneInfo(voice.zone)).date()
    firm = Firm.objects.select_related("calendar").get()
    holidays = {
        day.date: day for day in Holiday.objects.filter(calendar=firm.calendar_id, date__gte=first)
    }
    week = firm.calendar.week
    made = {}
    for day in each_day(first, last):
        holiday = holidays.get(day)
        windows = holiday.windows if holiday else week.get(f"{day:%a}".lower())
        made[day] = Cell(
            date=day,
            name=names(day),
            url=f"{reverse('promise-calendar')}?span=day&day={day.isoformat()}",
            is_today=day == today,
            is_past=day < today,
            is_off=not windows,
            marks=[holiday.name] if holiday and holiday.name else [],
            shift=shift_of(day, voice),
        )
    return made


def shift_of(day: date, voice: Voice) -> str:
    """«03:00 becomes 04:00. This day has 23 hours.»"""
    zone = ZoneInfo(voice.zone)
    begins = datetime.combine(day, time(), zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    hours = (ends - begins) / timedelta(hours=1)
    if hours == 24:
        return ""
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


def mark_absences(made: dict[date, Cell], users: list[User], first: date, last: date) -> None:
    away = Absence.objects.filter(user__in=users, first_day__lte=last, last_day__gte=first)
    for row in away.select_related("user").order_by("first_day", "pk"):
        words = _("%(name)s is away") % {"name": row.user.full_name}
        for day in each_day(max(row.first_day, first), min(row.last_day, last)):
            made[day].marks.append(words)


def mark_clients(made: dict[date, Cell], promises: PromiseQuery, first: date, last: date) -> None:
    """The quiet and busy days of the clients who are promised something in these weeks."""
    days = (
        datetime.combine(first, time(), UTC) - timedelta(days=1),
        datetime.combine(last, time(), UTC) + timedelta(days=2),
    )
    near = promises.filter(due_at__gte=days[0], due_at__lt=days[1])
    whose = Q(Exists(near.filter(person=OuterRef("person"))))
    whose |= Q(Exists(near.filter(case__organisation=OuterRef("organisation"))))
    rows = Blackout.objects.filter(whose).select_related("person", "organisation")
    for row in rows.order_by("first_day", "pk"):
        for span in row.spans(first, last):
            words = blackout_words(row)
            for day in each_day(max(span.first, first), min(span.last, last)):
                made[day].marks.append(words)


def blackout_words(row: Blackout) -> str:
    name = row.person.full_name if row.person else row.organisation.name if row.organisation else ""
    is_peak = row.nature == Nature.PEAK
    sentence = _("%(name)s: busy") if is_peak else _("%(name)s: do not disturb")
    return sentence % {"name": name}
