"""Whether a client may be written to of our own accord now, and if not, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.models import Blackout, Nature
from slovo.domain.staff.models import Firm
from slovo.lib.worktime import WorkingHours

SERVICE = "service"
FIRST_HOUR = time(10)
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes; or no, why, and from when on it is yes again."""

    allowed: bool
    reason: str = ""
    free_at: datetime | None = None


def may_contact(person: Person, kind: str, at: datetime) -> Answer:
    """His own matter (`service`) always passes; what we want from him waits for his quiet days.

    What is held may go at 10:00 his time on the first working day after (R066).
    """
    if kind == SERVICE:
        return Answer(allowed=True)
    quiet = list(Blackout.objects.about(person).filter(nature=Nature.BLACKOUT))
    firm = Firm.current()
    zone = ZoneInfo(person.zone or (firm.zone if firm else "UTC"))
    today = at.astimezone(zone).date()
    covering = _covering(quiet, today)
    if covering is None:
        return Answer(allowed=True)
    hours = firm.calendar.working_hours() if firm else None
    return Answer(False, covering.why, _free_at(quiet, today, zone, hours))


def _covering(quiet: Iterable[Blackout], day: date) -> Blackout | None:
    return next((row for row in quiet if row.spans(day, day)), None)


def _free_at(
    quiet: list[Blackout], day: date, zone: ZoneInfo, hours: WorkingHours | None
) -> datetime | None:
    for _step in range(MOST_DAYS):
        day += timedelta(days=1)
        if _covering(quiet, day) is None and (hours is None or hours.works_on(day)):
            return datetime.combine(day, FIRST_HOUR, zone)
    return None


def days_of(person: Person, at: datetime) -> list[Blackout]:
    """His quiet and busy days that `at` falls into, in his zone."""
    firm = Firm.current()
    day = at.astimezone(ZoneInfo(person.zone or (firm.zone if firm else "UTC"))).date()
    return [row for row in Blackout.objects.about(person) if row.spans(day, day)]
