"""When colleagues work: their own hours, else the firm's."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slovo.domain.calendars.models import Calendar, Day
from slovo.domain.staff.models import Firm, User
from slovo.lib.prepared import PreparedModels
from slovo.lib.worktime import WorkingHours

_CALENDARS = PreparedModels(
    Calendar, lambda calendars: Calendar.objects.filter(pk__in=calendars).order_by("pk")
)
_DAYS = PreparedModels(
    Day, lambda calendars: Day.objects.filter(calendar__in=calendars).order_by("date", "pk")
)


def calendars_of(users: Iterable[User]) -> dict[int, Calendar]:
    """user id → his calendar with its days, 0 → the firm's; in three questions for any number."""
    firm = Firm.current()
    if firm is None:
        raise Firm.DoesNotExist
    wanted = {0: firm.calendar_id} | {
        user.pk: user.calendar_id or firm.calendar_id for user in users
    }
    keys = sorted(set(wanted.values()))
    days: dict[int, list[Day]] = defaultdict(list)
    for day in _DAYS(calendars=keys):
        days[day.calendar_id].append(day)
    known = {each.pk: each for each in _CALENDARS(calendars=keys)}
    for key, each in known.items():
        each.known_days = days[key]
    return {pk: known[key] for pk, key in wanted.items()}


def calendar_of(user: User | None) -> Calendar:
    return calendars_of([user] if user else [])[user.pk if user else 0]


def hours_of(user: User | None) -> WorkingHours:
    return calendar_of(user).working_hours()


def today_of_firm(at: datetime) -> date:
    """The day it is where the firm is."""
    return at.astimezone(ZoneInfo(zone_of_firm())).date()


def zone_of_firm() -> str:
    """UTC until the firm has said where it is."""
    firm = Firm.current()
    return firm.zone if firm else "UTC"
