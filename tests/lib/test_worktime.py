from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slovo.lib.worktime import HoursRefused, NoWorkingTime, WorkingHours, end_of_day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
DAYS = (*WEEKDAYS, "sat", "sun")
KYIV = ZoneInfo("Europe/Kyiv")
OFFICE = WorkingHours.from_dict(
    {
        "tz": "Europe/Kyiv",
        "week": {key: [["09:00", "13:00"], ["14:00", "18:00"]] for key in WEEKDAYS},
        "holidays": ["2026-08-24"],
        "yearly": ["01-01"],
        "instead": {"2026-05-16": [["10:00", "15:00"]], "2026-08-21": []},
    }
)


def always(zone: str) -> WorkingHours:
    return WorkingHours.from_dict({"tz": zone, "week": {key: [["00:00", "24:00"]] for key in DAYS}})


def kyiv(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=KYIV)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (kyiv(2026, 3, 2, 10), 2, kyiv(2026, 3, 2, 12)),
        (kyiv(2026, 3, 2, 10), 3, kyiv(2026, 3, 2, 13)),  # exactly fills the morning
        (kyiv(2026, 3, 2, 10), 4, kyiv(2026, 3, 2, 15)),  # over lunch
        (kyiv(2026, 3, 2, 13, 30), 1, kyiv(2026, 3, 2, 15)),  # from inside lunch
        (kyiv(2026, 3, 2, 9), 8, kyiv(2026, 3, 2, 18)),  # exactly fills the day
        (kyiv(2026, 3, 6, 17), 2, kyiv(2026, 3, 9, 10)),  # over the weekend
        (kyiv(2026, 3, 27, 17), 2, kyiv(2026, 3, 30, 10)),  # and the clocks go forward
        (kyiv(2025, 12, 31, 17), 2, kyiv(2026, 1, 2, 10)),  # yearly holiday and a new year
        (kyiv(2026, 8, 20, 17), 2, kyiv(2026, 8, 25, 10)),  # closed day, weekend, holiday
        (kyiv(2026, 5, 15, 17), 7, kyiv(2026, 5, 18, 10)),  # a working Saturday
        (kyiv(2026, 3, 7, 12), 0, kyiv(2026, 3, 7, 12)),
    ],
)
def test_adding_hours_of_the_office(start, hours, due):
    assert OFFICE.add(start, hours * 3600) == due
    assert OFFICE.add(start, hours * 3600).tzinfo is UTC
    assert OFFICE.between(start, due) == hours * 3600


def test_between_backwards_is_nothing():
    assert OFFICE.between(kyiv(2026, 3, 3, 10), kyiv(2026, 3, 2, 10)) == 0


def test_fractions_of_a_second_are_kept():
    due = OFFICE.add(kyiv(2026, 3, 2, 12, 59, 59), 1.25)
    assert due == kyiv(2026, 3, 2, 14, 0, 0, 250_000)
    assert OFFICE.between(kyiv(2026, 3, 2, 12, 59, 59), due) == 1.25


def test_pauses_do_not_count_and_may_overlap():
    pauses = [
        (kyiv(2026, 3, 2, 11, 30), kyiv(2026, 3, 2, 14, 30)),
        (kyiv(2026, 3, 2, 11), kyiv(2026, 3, 2, 12)),
        (kyiv(2026, 2, 1, 9), kyiv(2026, 2, 2, 9)),
    ]
    due = OFFICE.add(kyiv(2026, 3, 2, 10), 2 * 3600, pauses)
    assert due == kyiv(2026, 3, 2, 15, 30)
    assert OFFICE.between(kyiv(2026, 3, 2, 10), due, pauses) == 2 * 3600


def test_a_pause_after_the_due_time_moves_nothing():
    pauses = [(kyiv(2026, 3, 2, 12), kyiv(2026, 3, 5, 12))]
    assert OFFICE.add(kyiv(2026, 3, 2, 10), 2 * 3600, pauses) == kyiv(2026, 3, 2, 12)


def test_a_month_of_closure_is_waited_out():
    august = [f"2026-08-{day:02}" for day in range(1, 32)]
    hours = WorkingHours.from_dict(
        {"tz": "UTC", "week": {key: [["09:00", "17:00"]] for key in WEEKDAYS}, "holidays": august}
    )
    assert hours.add(datetime(2026, 7, 31, 16, tzinfo=UTC), 7200) == datetime(
        2026, 9, 1, 10, tzinfo=UTC
    )


def test_round_the_clock_is_elapsed_time_across_both_clock_changes():
    hours = always("Europe/Kyiv")
    for start in (kyiv(2027, 3, 27, 19), kyiv(2026, 10, 24, 21, 40)):
        assert hours.add(start, 86400) == start.astimezone(UTC) + timedelta(days=1)
    year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert hours.between(*year) == 365 * 86400


def test_a_midnight_that_does_not_exist():
    zone = ZoneInfo("America/Sao_Paulo")
    start = datetime(2015, 10, 17, 23, tzinfo=zone)
    assert always(str(zone)).add(start, 7200) == datetime(2015, 10, 18, 2, tzinfo=zone)
    early = WorkingHours.from_dict({"tz": str(zone), "week": {"sun": [["00:30", "03:00"]]}})
    assert early.next_open(start) == datetime(2015, 10, 18, 3, tzinfo=UTC)
    assert early.add(start, 7200) == datetime(2015, 10, 18, 3, tzinfo=zone)


def test_windows_across_a_gap_and_a_fold():
    night = WorkingHours.from_dict(
        {"tz": "Europe/Kyiv", "week": {"sun": [["02:00", "03:30"], ["03:30", "06:00"]]}}
    )
    spring = kyiv(2027, 3, 28, 0), kyiv(2027, 3, 28, 12)
    autumn = kyiv(2026, 10, 25, 0), kyiv(2026, 10, 25, 12)
    assert night.between(*spring) == 3 * 3600
    assert night.between(*autumn) == 5 * 3600


def test_a_day_that_a_country_skipped():
    hours = WorkingHours.from_dict(
        {"tz": "Pacific/Apia", "week": {key: [["09:00", "17:00"]] for key in DAYS}}
    )
    apia = ZoneInfo("Pacific/Apia")
    start = datetime(2011, 12, 29, 16, tzinfo=apia)
    assert hours.add(start, 7200) == datetime(2011, 12, 31, 10, tzinfo=apia)


@pytest.mark.parametrize("week", [{}, {"mon": []}])
def test_no_working_time_at_all(week):
    hours = WorkingHours.from_dict({"tz": "UTC", "week": week})
    start = datetime(2026, 3, 2, tzinfo=UTC)
    with pytest.raises(NoWorkingTime):
        hours.add(start, 1)
    with pytest.raises(NoWorkingTime):
        hours.next_open(start)
    with pytest.raises(NoWorkingTime):
        hours.close_of_business_day(start, 1)
    assert hours.between(start, start + timedelta(days=9)) == 0


def test_one_last_working_day_far_away():
    hours = WorkingHours.from_dict(
        {"tz": "UTC", "week": {}, "instead": {"2080-01-01": [["09:00", "10:00"]]}}
    )
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert hours.add(start, 3600) == datetime(2080, 1, 1, 10, tzinfo=UTC)
    with pytest.raises(NoWorkingTime):
        hours.add(start, 3601)


@pytest.mark.parametrize(
    ("start", "days", "close"),
    [
        (kyiv(2026, 3, 2, 8), 1, kyiv(2026, 3, 3, 18)),
        (kyiv(2026, 3, 2, 23), 1, kyiv(2026, 3, 3, 18)),
        (kyiv(2026, 3, 6, 10), 2, kyiv(2026, 3, 10, 18)),
        (kyiv(2026, 3, 7, 10), 1, kyiv(2026, 3, 9, 18)),
        (kyiv(2026, 5, 15, 10), 1, kyiv(2026, 5, 16, 15)),
        (kyiv(2026, 8, 20, 10), 1, kyiv(2026, 8, 25, 18)),
    ],
)
def test_business_days_end_at_the_close(start, days, close):
    assert OFFICE.close_of_business_day(start, days) == close


def test_business_days_are_counted_from_one():
    with pytest.raises(ValueError, match="from 1"):
        OFFICE.close_of_business_day(kyiv(2026, 3, 2, 8), 0)


def test_opening():
    assert OFFICE.is_open(kyiv(2026, 3, 2, 9))
    assert not OFFICE.is_open(kyiv(2026, 3, 2, 13))
    assert OFFICE.next_open(kyiv(2026, 3, 2, 9, 1)) == kyiv(2026, 3, 2, 9, 1)
    assert OFFICE.next_open(kyiv(2026, 3, 2, 13)) == kyiv(2026, 3, 2, 14)
    assert OFFICE.next_open(kyiv(2026, 12, 31, 18)) == kyiv(2027, 1, 4, 9)


def test_calendar_days_end_a_second_before_midnight():
    assert end_of_day(kyiv(2027, 3, 27, 19), 1, "Europe/Kyiv") == kyiv(2027, 3, 28, 23, 59, 59)
    assert end_of_day(kyiv(2027, 3, 27, 23), 0, ZoneInfo("Asia/Tokyo")) == datetime(
        2027, 3, 28, 14, 59, 59, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"tz": "Europe/Nowhere", "week": {}},
        {"week": {}},
        {"tz": "UTC", "week": {"monday": []}},
        {"tz": "UTC", "week": {}, "weekly": {}},
        {"tz": "UTC", "week": {"mon": [["9:00", "17:00"]]}},
        {"tz": "UTC", "week": {"mon": [["17:00", "09:00"]]}},
        {"tz": "UTC", "week": {"mon": [["09:00"]]}},
        {"tz": "UTC", "week": {"mon": [[9, 17]]}},
        {"tz": "UTC", "week": {}, "holidays": ["24.08.2026"]},
        {"tz": "UTC", "week": {}, "yearly": ["13-01"]},
        {"tz": "UTC", "week": {}, "holidays": [object()]},
    ],
)
def test_a_calendar_that_cannot_be_read(wrong):
    with pytest.raises(HoursRefused):
        WorkingHours.from_dict(wrong)


def test_equal_calendars_are_one_object():
    written = {"tz": "UTC", "week": {"mon": [["09:00", "17:00"]]}}
    assert WorkingHours.from_dict(written) is WorkingHours.from_dict(dict(written))


def test_refusing_what_makes_no_sense():
    with pytest.raises(ValueError, match="only be added"):
        OFFICE.add(kyiv(2026, 3, 2, 10), -1)
    with pytest.raises(TypeError):
        OFFICE.add(datetime(2026, 3, 2, 10), 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "until", "hours"),
    [
        (date(2026, 3, 2), None, 8),
        (date(2026, 3, 2), kyiv(2026, 3, 2, 15), 5),
        (date(2026, 3, 7), None, 0),
        (date(2026, 5, 16), None, 5),
        (date(2026, 8, 24), None, 0),
    ],
)
def test_the_working_time_of_a_day(day, until, hours):
    assert OFFICE.seconds_on(day, until) == hours * 3600
    assert OFFICE.seconds_on(day, until) == hours * 3600


def test_the_day_the_clocks_go_forward_is_an_hour_shorter():
    assert always("Europe/Kyiv").seconds_on(date(2026, 3, 29)) == 23 * 3600


def test_a_calendar_forgets_the_days_of_which_it_knows_too_many(monkeypatch):
    monkeypatch.setattr("slovo.lib.worktime.hours.MOST_CLOSES", 1)
    office = WorkingHours.from_dict({"tz": "UTC", "week": {"mon": [["09:00", "10:00"]]}})
    days = [date(2026, 3, 2) + number * timedelta(days=7) for number in range(4)]
    assert [office.seconds_on(day) for day in days] == [3600] * 4
