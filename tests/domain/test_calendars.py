from datetime import date

import pytest

from slovo.domain.calendars.actions.calendars import (
    CalendarRefused,
    Differs,
    import_holidays,
    save_calendar,
    save_days,
)
from slovo.domain.calendars.models import Calendar
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db

SIX_HOURS = {"mon": [["09:00", "12:00"], ["13:00", "16:00"]], "tue": []}
VICTORY = Differs(date(2027, 5, 8), "Victory")
SHORT = Differs(date(2027, 12, 31), "New Year's Eve", [["09:00", "13:00"]])


def changes():
    return Event.objects.filter(kind="calendar.changed", at=MORNING)


def saved(calendar, by, **sides):
    given = {"name": "Short week", "zone": "Asia/Almaty", "week": SIX_HOURS}
    return save_calendar(calendar, **{**given, **sides}, by=by, at=MORNING)


def test_save_calendar_keeps_the_old_hours_in_the_journal(firm, olha):
    calendar = saved(None, olha)
    assert calendar.working_hours().is_open(MORNING.replace(day=15, hour=4))
    saved(calendar, olha)
    saved(calendar, olha, zone="Europe/Kyiv")
    first, second = changes()
    assert (first.refs["before"], second.refs["before"]["zone"]) == ({}, "Asia/Almaty")
    assert second.refs["after"] == {"zone": "Europe/Kyiv", "week": {"mon": SIX_HOURS["mon"]}}


@pytest.mark.parametrize(
    "sides",
    [
        {"name": " "},
        {"name": "Working hours"},
        {"zone": "Mars"},
        {"week": {}},
        {"week": {"mon": [["9", "12"]]}},
        {"week": {"mon": [["12:00", "09:00"]]}},
    ],
)
def test_save_calendar_refuses_in_words(olha, sides):
    with pytest.raises(CalendarRefused) as refused:
        saved(None, olha, **sides)
    assert str(refused.value).endswith(".")
    assert Calendar.objects.count() == 2


def test_save_days_is_the_whole_year_and_no_other(firm, olha):
    other = [Differs(date(2028, 1, 1))]
    save_days(firm.calendar, year=2028, days=other, by=olha, at=MORNING)
    for _ in range(2):
        save_days(firm.calendar, year=2027, days=[SHORT, VICTORY], by=olha, at=MORNING)
    save_days(firm.calendar, year=2027, days=[SHORT], by=olha, at=MORNING)
    days = firm.calendar.days.values_list("date", "name", "windows")
    assert list(days) == [
        (date(2027, 12, 31), "New Year's Eve", [["09:00", "13:00"]]),
        (date(2028, 1, 1), "", []),
    ]
    assert changes().count() == 3
    assert changes().last().refs["before"] == {"2027-05-08": [], "2027-12-31": SHORT.windows}


def test_save_days_refuses_another_year_and_crooked_hours(firm, olha):
    for day in (Differs(date(2028, 1, 1)), Differs(date(2027, 1, 1), "", [["18:00", "09:00"]])):
        with pytest.raises(CalendarRefused):
            save_days(firm.calendar, year=2027, days=[day], by=olha, at=MORNING)
    assert not firm.calendar.days.exists()


def test_import_holidays_takes_ukraines_days_although_they_are_worked_now(firm, olha):
    given = {"country": "ua", "year": 2027, "language": "uk", "by": olha, "at": MORNING}
    save_days(
        firm.calendar, year=2027, days=[Differs(date(2027, 8, 24), "Ours")], by=olha, at=MORNING
    )
    assert import_holidays(firm.calendar, **given) == 10
    assert import_holidays(firm.calendar, **given) == 0
    names = dict(firm.calendar.days.values_list("date", "name"))
    assert (names[date(2027, 8, 24)], names[date(2027, 1, 1)]) == ("Ours", "Новий рік")
    assert not firm.calendar.working_hours().is_open(MORNING.replace(day=8))


def test_import_holidays_takes_public_days_only_where_there_are_some(firm, olha):
    assert import_holidays(firm.calendar, country="KZ", year=2027, by=olha, at=MORNING) > 5


def test_import_holidays_refuses_an_unknown_country(firm, olha):
    with pytest.raises(CalendarRefused, match="“XX”"):
        import_holidays(firm.calendar, country="xx", year=2027, by=olha, at=MORNING)


def test_calendars_are_not_for_strangers(firm, petro):
    with pytest.raises(NotAllowed):
        saved(None, petro)
    with pytest.raises(NotAllowed):
        save_days(firm.calendar, year=2027, days=[], by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        import_holidays(firm.calendar, country="UA", year=2027, by=petro, at=MORNING)
