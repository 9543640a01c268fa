"""When a colleague works: his own hours, else the firm's."""

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.models import Firm, User
from slovo.lib.worktime import WorkingHours


def calendar_of(user: User | None) -> Calendar:
    if user is not None and user.calendar_id:
        return Calendar.objects.prefetch_related("days").get(pk=user.calendar_id)
    firm = Firm.objects.select_related("calendar").prefetch_related("calendar__days").get()
    return firm.calendar


def hours_of(user: User | None) -> WorkingHours:
    return calendar_of(user).working_hours()
