"""Not at an awkward time (R066)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slovo.domain.courtesy.actions.blackouts import (
    Days,
    DaysRefused,
    add_blackout,
    drop_blackout,
)
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Blackout
from slovo.domain.staff.rights import NotAllowed
from tests.domain.courtesy.scene import holds
from tests.make import MORNING

KYIV = ZoneInfo("Europe/Kyiv")
CLOSE = Days(date(2027, 3, 25), date(2027, 4, 10), why="Quarter close")


def noon(month, day, year=2027):
    return datetime(year, month, day, 12, tzinfo=KYIV)


def test_what_is_held_goes_at_ten_on_the_first_working_day_after(viktor, olha):
    add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)
    answer = may_contact(viktor, "survey", noon(3, 31))
    assert (answer.allowed, answer.reason) == (
        False,
        "These are quiet days of the client: Quarter close.",
    )
    assert answer.free_at == datetime(2027, 4, 12, 10, tzinfo=KYIV)


def test_his_own_matter_always_passes(viktor, olha):
    add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)
    answer = may_contact(viktor, "service", noon(3, 31))
    assert (answer.allowed, answer.reason) == (
        True,
        "These are quiet days of the client: Quarter close. The client’s own matter passes them.",
    )


def test_the_days_are_those_of_his_zone(viktor, olha):
    viktor.zone = "Asia/Almaty"
    viktor.save()
    add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)
    assert holds(viktor, "survey", datetime(2027, 3, 24, 19, tzinfo=UTC)) == "quiet"
    assert holds(viktor, "survey", datetime(2027, 3, 24, 18, 59, tzinfo=UTC)) == "night"


def test_his_organisations_quiet_days_are_his_while_he_stands_for_it(
    viktor, olena, berehynia, olha
):
    add_blackout(berehynia, days=CLOSE, by=olha, at=MORNING)
    assert not may_contact(viktor, "survey", noon(3, 31)).allowed
    viktor.standings.update(to_date=date(2027, 3, 1))
    assert may_contact(viktor, "survey", noon(3, 31)).allowed
    assert not may_contact(olena, "survey", noon(3, 31)).allowed


def test_the_quiet_days_of_a_role_end_with_the_role(viktor, olena, berehynia, olha):
    role = viktor.standings.get(organisation=berehynia)
    add_blackout(role, days=CLOSE, by=olha, at=MORNING)
    assert not may_contact(viktor, "survey", noon(3, 31)).allowed
    assert may_contact(olena, "survey", noon(3, 31)).allowed
    viktor.standings.update(to_date=date(2027, 3, 1))
    assert may_contact(viktor, "survey", noon(3, 31)).allowed


def test_the_last_quiet_day_is_quiet_to_its_end(viktor, olha):
    add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)
    end = datetime(2027, 4, 10, 23, 59, 59, tzinfo=KYIV)
    assert holds(viktor, "care", end) == "quiet"
    assert holds(viktor, "care", datetime(2027, 4, 11, tzinfo=KYIV)) == "night"


def test_busy_days_hold_nothing(viktor, olha):
    days = Days(CLOSE.first_day, CLOSE.last_day, nature="peak")
    add_blackout(viktor, days=days, by=olha, at=MORNING)
    assert may_contact(viktor, "survey", noon(3, 31)).allowed


@pytest.mark.parametrize(
    ("repeats", "asked", "allowed"),
    [
        ("", noon(6, 30), True),
        ("quarterly", noon(6, 30), False),
        ("quarterly", noon(12, 31), False),
        ("quarterly", noon(5, 15), True),
        ("yearly", noon(3, 31, 2029), False),
        ("yearly", noon(6, 30), True),
        ("yearly", noon(3, 31, 2026), True),
    ],
)
def test_days_come_again(viktor, olha, repeats, asked, allowed):
    days = Days(CLOSE.first_day, CLOSE.last_day, repeats=repeats)
    add_blackout(viktor, days=days, by=olha, at=MORNING)
    assert may_contact(viktor, "survey", asked).allowed is allowed


def test_the_end_of_a_month_stays_its_end(viktor, olha):
    row = add_blackout(
        viktor,
        days=Days(date(2027, 1, 31), date(2027, 1, 31), repeats="quarterly"),
        by=olha,
        at=MORNING,
    )
    spans = row.spans(date(2027, 2, 1), date(2027, 12, 31))
    assert [span.first for span in spans] == [
        date(2027, 4, 30),
        date(2027, 7, 31),
        date(2027, 10, 31),
    ]


def test_one_quiet_time_after_another_is_waited_for(viktor, olha):
    add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)
    add_blackout(viktor, days=Days(date(2027, 4, 12), date(2027, 4, 14)), by=olha, at=MORNING)
    assert may_contact(viktor, "survey", noon(3, 31)).free_at == datetime(
        2027, 4, 15, 10, tzinfo=KYIV
    )


def test_written_twice_they_stand_once_and_are_dropped_once(viktor, petro, taras):
    row = add_blackout(viktor, days=CLOSE, by=petro, at=MORNING)
    assert add_blackout(viktor, days=CLOSE, by=petro, at=MORNING) == row
    with pytest.raises(NotAllowed):
        drop_blackout(row, by=taras, at=MORNING)
    drop_blackout(row, by=petro, at=MORNING)
    drop_blackout(row, by=petro, at=MORNING)
    assert Blackout.objects.count() == 0


@pytest.mark.parametrize(
    "days",
    [
        Days(date(2027, 3, 2), date(2027, 3, 1)),
        Days(date(2027, 3, 2), date(2028, 3, 10)),
        Days(date(2027, 3, 2), date(2027, 3, 3), nature="holiday"),
        Days(date(2027, 3, 2), date(2027, 3, 3), repeats="weekly"),
    ],
)
def test_days_that_cannot_be_are_refused(viktor, petro, taras, days):
    with pytest.raises(DaysRefused):
        add_blackout(viktor, days=days, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        add_blackout(viktor, days=CLOSE, by=taras, at=MORNING)
