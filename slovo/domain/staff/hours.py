"""When colleagues work: their own hours, else the firm's."""

from collections.abc import Iterable

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.models import Firm, User
from slovo.lib.worktime import WorkingHours


def calendars_of(users: Iterable[User]) -> dict[int, Calendar]:
    """user id → his calendar, in two questions however many they are."""
    users = list(users)
    firm = Firm.objects.values_list("calendar", flat=True).get()
    wanted = {user.pk: user.calendar_id or firm for user in users}
    known = Calendar.objects.prefetch_related("days").in_bulk({firm, *wanted.values()})
    return {pk: known[calendar] for pk, calendar in wanted.items()} | {0: known[firm]}


def calendar_of(user: User | None) -> Calendar:
    return calendars_of([user] if user else [])[user.pk if user else 0]


def hours_of(user: User | None) -> WorkingHours:
    return calendar_of(user).working_hours()
