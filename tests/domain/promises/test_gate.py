"""Never promise more than you can do (R037), with the numbers of story A."""

from datetime import date, timedelta

import pytest

from slovo.domain.promises.gate import Fit, fit, with_buffer
from slovo.domain.staff.actions.capacity import (
    CapacityRefused,
    add_absence,
    drop_absence,
    save_capacity,
)
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, THURSDAY, kyiv, promised, set_hours

HOURS = 60


def test_fourteen_hours_do_not_fit_until_thursday(petro):
    assert fit(petro, 14 * HOURS, THURSDAY, MONDAY) == Fit(
        fits=False, needed_minutes=1008, free_minutes=720, earliest=NEXT_MONDAY
    )


def test_on_the_earliest_date_it_fits(petro):
    found = fit(petro, 14 * HOURS, NEXT_MONDAY, MONDAY)
    assert (found.fits, found.free_minutes) == (True, 1080)
    assert not fit(petro, 14 * HOURS, kyiv("2027-03-19 18:00"), MONDAY).fits


def test_the_buffer_is_a_fifth_and_never_less():
    assert [with_buffer(minutes) for minutes in (0, 1, 5, 50, 840)] == [0, 2, 6, 60, 1008]


def test_a_day_gives_only_what_is_left_of_it(petro):
    at = kyiv("2027-03-15 16:30")
    assert fit(petro, 1, kyiv("2027-03-15 18:00"), at).free_minutes == 90
    assert fit(petro, 1, kyiv("2027-03-15 17:00"), at).free_minutes == 30


def test_without_a_limit_all_his_hours_count(petro):
    set_hours(petro, None)
    petro.refresh_from_db()
    assert fit(petro, 1, THURSDAY, MONDAY).free_minutes == (7 + 8 + 8 + 8) * HOURS


def test_what_is_promised_already_takes_its_share(petro, case):
    promised(case, petro, effort_minutes=150, due_at=kyiv("2027-03-16 18:00"))
    found = fit(petro, 60, THURSDAY, MONDAY)
    assert found.free_minutes == 720 - 180
    assert fit(petro, 60, kyiv("2027-03-15 18:00"), MONDAY).free_minutes == 180


def test_a_later_promise_may_not_be_made_late_by_an_earlier_one(petro, case):
    """All of Monday to Thursday is spoken for by Thursday: nothing fits before it either."""
    promised(case, petro, effort_minutes=600, due_at=THURSDAY)
    found = fit(petro, 30, kyiv("2027-03-16 18:00"), MONDAY)
    assert (found.fits, found.free_minutes) == (False, 0)
    assert found.earliest == kyiv("2027-03-19 18:00")


def test_what_is_late_is_owed_first(petro, case):
    promised(case, petro, effort_minutes=150, due_at=kyiv("2027-03-15 18:00"))
    tuesday = kyiv("2027-03-16 09:00")
    assert fit(petro, 1, kyiv("2027-03-16 18:00"), tuesday).free_minutes == 0
    assert fit(petro, 1, kyiv("2027-03-17 18:00"), tuesday).free_minutes == 180


def test_without_itself_a_promise_does_not_stand_in_its_own_way(petro, case):
    own = promised(case, petro, effort_minutes=600, due_at=THURSDAY)
    assert fit(petro, 600, THURSDAY, MONDAY, without=own).free_minutes == 720


def test_absences_give_nothing(petro):
    add_absence(petro, first_day=date(2027, 3, 16), last_day=date(2027, 3, 19), by=petro, at=MONDAY)
    found = fit(petro, 120, THURSDAY, MONDAY)
    assert (found.free_minutes, found.earliest) == (180, kyiv("2027-03-15 18:00"))
    assert fit(petro, 160, THURSDAY, MONDAY).earliest == NEXT_MONDAY


def test_a_night_and_a_change_of_clocks_do_not_change_the_hours(petro):
    """The clocks of Kyiv go forward on Sunday 28 March."""
    friday = kyiv("2027-03-26 09:00")
    assert fit(petro, 1, kyiv("2027-03-30 18:00"), friday).free_minutes == 540


def test_who_can_promise_nothing_has_no_earliest_date(petro):
    set_hours(petro, 0)
    petro.refresh_from_db()
    assert fit(petro, 60, THURSDAY, MONDAY) == Fit(False, 72, 0, None)


def test_the_gate_asks_the_same_few_questions_however_much_is_promised(
    petro, case, django_assert_num_queries
):
    for number in range(12):
        promised(case, petro, text=f"Part {number}", effort_minutes=30)
    with django_assert_num_queries(5):
        fit(petro, 60, NEXT_MONDAY + timedelta(days=30), MONDAY)


def test_save_capacity_refuses_more_than_a_day_and_strangers(petro, olha, roman):
    with pytest.raises(CapacityRefused):
        save_capacity(petro, calendar=None, minutes_a_day=1441, by=olha, at=MONDAY)
    with pytest.raises(NotAllowed):
        save_capacity(petro, calendar=None, minutes_a_day=60, by=roman, at=MONDAY)


def test_absences_are_his_own_or_the_house_keepers_to_write(petro, iryna, olha):
    days = {"first_day": date(2027, 3, 16), "last_day": date(2027, 3, 19)}
    row = add_absence(petro, **days, by=petro, at=MONDAY)
    assert add_absence(petro, **days, by=olha, at=MONDAY) == row
    with pytest.raises(NotAllowed):
        add_absence(petro, **days, by=iryna, at=MONDAY)
    with pytest.raises(CapacityRefused):
        add_absence(
            petro, first_day=days["last_day"], last_day=days["first_day"], by=petro, at=MONDAY
        )
    drop_absence(row, by=petro, at=MONDAY)
    drop_absence(row, by=petro, at=MONDAY)
    assert petro.absences.count() == 0
