"""Shifts: local time, real hours, rest, and whom they need."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from slovo.domain.duty.actions.shifts import (
    RestTooShort,
    ShiftRefused,
    add_shift,
    change_shift,
    drop_shift,
)
from slovo.domain.duty.models import Shift
from slovo.domain.duty.times import Hours, instant_of
from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.users import ColleagueIsNeeded, leave_firm
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import NotAllowed
from tests.domain.duty.rota import BEFORE, DAY, NIGHT, NIGHT_BEGINS, NIGHT_ENDS, SATURDAY


def test_b0_the_night_of_the_clock_change_is_13_hours(desk: Team, petro: User, olha: User) -> None:
    shift = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=olha, at=BEFORE)
    assert (shift.starts_at, shift.ends_at) == (NIGHT_BEGINS, NIGHT_ENDS)
    assert shift.length == timedelta(hours=13)
    assert shift.clock_moves == timedelta(hours=-1)


def test_the_spring_night_is_11_hours(desk: Team, petro: User, olha: User) -> None:
    day = date(2027, 3, 27)
    shift = add_shift(desk, user=petro, day=day, hours=NIGHT, by=olha, at=BEFORE)
    assert shift.length == timedelta(hours=11)
    assert shift.clock_moves == timedelta(hours=1)


def test_an_hour_that_is_skipped_moves_on_and_one_that_comes_twice_is_the_first() -> None:
    skipped = instant_of(date(2027, 3, 28), time(3, 30), "Europe/Kyiv")
    twice = instant_of(date(2026, 10, 25), time(3, 30), "Europe/Kyiv")
    assert skipped == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_shift_twice_is_one(desk: Team, petro: User, olha: User) -> None:
    first = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=olha, at=BEFORE)
    again = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=olha, at=BEFORE)
    assert (first.pk, Event.objects.filter(kind="shift.added").count()) == (again.pk, 1)


@pytest.mark.parametrize(("starts", "is_refused"), [(time(18, 59), True), (time(19), False)])
def test_eleven_hours_of_rest(
    desk: Team, petro: User, olha: User, *, starts: time, is_refused: bool
) -> None:
    """A duty that ends at 08:00 leaves him in peace until 19:00."""
    add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=olha, at=BEFORE)
    sunday, evening = date(2026, 10, 25), Hours.between(starts, time(23))
    if is_refused:
        with pytest.raises(RestTooShort, match="less than 11 hours"):
            add_shift(desk, user=petro, day=sunday, hours=evening, by=olha, at=BEFORE)
    else:
        add_shift(desk, user=petro, day=sunday, hours=evening, by=olha, at=BEFORE)
    assert Shift.objects.count() == (1 if is_refused else 2)


def test_a_principal_lets_the_rest_be_short_and_is_marked(
    desk: Team, petro: User, roman: User, olha: User
) -> None:
    add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=roman, at=BEFORE)
    sunday = date(2026, 10, 25)
    said = {"user": petro, "day": sunday, "hours": DAY, "is_override": True, "at": BEFORE}
    with pytest.raises(NotAllowed):
        add_shift(desk, **said, by=roman)
    shift = add_shift(desk, **said, by=olha)
    assert shift.overridden_by == olha
    event = Event.objects.filter(kind="shift.added").latest("pk")
    assert event.refs["overridden_by"] == olha.pk


def test_a_change_is_one_event_with_what_was_before(
    desk: Team, petro: User, iryna: User, roman: User
) -> None:
    shift = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=roman, at=BEFORE)
    for _twice in range(2):
        change_shift(shift, user=iryna, day=SATURDAY, hours=NIGHT, by=roman, at=BEFORE)
    [event] = Event.objects.filter(kind="shift.changed")
    assert (event.refs["before"]["user"], event.refs["user"]) == (petro.pk, iryna.pk)


def test_taken_off_twice_is_taken_off_once(desk: Team, petro: User, roman: User) -> None:
    shift = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=roman, at=BEFORE)
    for _twice in range(2):
        drop_shift(shift, by=roman, at=BEFORE)
    assert Event.objects.filter(kind="shift.dropped").count() == 1
    assert not Shift.objects.standing().exists()


def test_who_is_no_member_takes_no_duty(desk: Team, nadia: User, roman: User) -> None:
    with pytest.raises(ShiftRefused, match="does not belong to the team Desk"):
        add_shift(desk, user=nadia, day=SATURDAY, hours=NIGHT, by=roman, at=BEFORE)


def test_what_is_over_is_not_planned(desk: Team, petro: User, roman: User) -> None:
    with pytest.raises(ShiftRefused, match="are over"):
        add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=roman, at=NIGHT_ENDS)


def test_a_specialist_plans_no_rota(desk: Team, petro: User) -> None:
    with pytest.raises(NotAllowed):
        add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=petro, at=BEFORE)


def test_who_has_duties_ahead_does_not_leave(desk: Team, petro: User, olha: User) -> None:
    shift = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=olha, at=BEFORE)
    with pytest.raises(ColleagueIsNeeded) as refused:
        leave_firm(petro, by=olha, at=BEFORE)
    assert refused.value.rows == ["Duty on 2026-10-24, team Desk"]
    drop_shift(shift, by=olha, at=BEFORE)
    assert leave_firm(petro, by=olha, at=BEFORE).left_at == BEFORE
