"""March 2027 in Kyiv: Petro, who can promise three hours a day, and Olena, who counts on him."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slovo.domain.calendars.actions.calendars import save_calendar
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.actions.capacity import save_capacity
from slovo.domain.staff.models import User
from tests import make

KYIV = ZoneInfo("Europe/Kyiv")
DAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = {day: [["09:00", "13:00"], ["14:00", "18:00"]] for day in DAYS}


def kyiv(text: str) -> datetime:
    """`2027-03-15 10:00` on the wall in Kyiv."""
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


MONDAY = kyiv("2027-03-15 10:00")
THURSDAY = kyiv("2027-03-18 18:00")
NEXT_MONDAY = kyiv("2027-03-22 18:00")


def set_hours(user: User, minutes_a_day: int | None = 180) -> User:
    """09-18 with lunch from 13 to 14, and so many minutes of it to promise."""
    from slovo.domain.calendars.models import Calendar

    calendar = Calendar.objects.filter(name="With lunch").first() or save_calendar(
        None, name="With lunch", zone="Europe/Kyiv", week=WEEK, by=HOUSE, at=make.FOUNDED
    )
    return save_capacity(
        user, calendar=calendar, minutes_a_day=minutes_a_day, by=HOUSE, at=make.FOUNDED
    )


def promised(case: Case, by: User, **sides: Any) -> Promise:
    """The draft, fourteen hours of work, for Monday."""
    given = {"text": "Draft of the claim", "kind": "document", "due_at": NEXT_MONDAY, "at": MONDAY}
    return make_promise(case, by=by, **{**given, **sides})


def send_all(at: datetime) -> None:
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def last_letter(case: Case) -> Message:
    return case.messages.order_by("pk").last()
