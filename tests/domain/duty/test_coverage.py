"""Minutes without a name; who answers now; the window of a group."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from slovo.domain.duty.actions.shifts import add_shift, drop_shift
from slovo.domain.duty.coverage import desk_of, holes, holes_of, night_desk, on_duty, required
from slovo.domain.duty.times import Hours
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.actions.teams import save_team
from slovo.domain.staff.models import Team, User
from tests.domain.duty.rota import BEFORE, DAY, NIGHT, NIGHT_BEGINS, NIGHT_ENDS, SATURDAY
from tests.make import ZONE

SUNDAY = date(2026, 10, 25)
WHOLE = (datetime(2026, 10, 24, 5, tzinfo=UTC), datetime(2026, 10, 25, 18, tzinfo=UTC))


@pytest.fixture
def weekend(desk: Team, petro: User, iryna: User, maksym: User) -> Team:
    """Saturday 08:00 to Sunday 20:00 by the clock of Kyiv, without a gap."""
    for user, day, hours in (
        (iryna, SATURDAY, DAY),
        (petro, SATURDAY, NIGHT),
        (maksym, SUNDAY, DAY),
    ):
        add_shift(desk, user=user, day=day, hours=hours, by=HOUSE, at=BEFORE)
    return desk


def test_r047_without_the_night_shift_there_is_a_hole_of_13_hours(
    weekend: Team, petro: User
) -> None:
    assert holes_of([weekend], *WHOLE) == []
    drop_shift(petro.shifts.get(), by=HOUSE, at=BEFORE)
    [hole] = holes_of([weekend], *WHOLE)
    assert (hole.starts, hole.ends) == (NIGHT_BEGINS, NIGHT_ENDS)
    assert (hole.length, hole.away) == (timedelta(hours=13), ())


def test_who_is_away_leaves_a_hole_with_his_name(weekend: Team, petro: User) -> None:
    add_absence(petro, first_day=SUNDAY, last_day=SUNDAY, by=petro, at=BEFORE)
    [hole] = holes_of([weekend], *WHOLE)
    assert hole.starts == datetime(2026, 10, 24, 21, tzinfo=UTC)
    assert (hole.ends, hole.away) == (NIGHT_ENDS, (petro,))


def test_holes_are_said_fourteen_days_ahead(desk: Team, petro: User) -> None:
    week = Hours(time(12), time(12), 7)
    for day in (19, 26):
        add_shift(
            desk, user=petro, day=date(2026, 10, day), hours=week, is_override=True,
            by=_principal(petro), at=BEFORE,
        )  # fmt: skip
    # Noon in Kyiv on 2 November is 10:00Z; fourteen days from 19 October 09:00Z end an hour before.
    assert holes(BEFORE) == []
    [hole] = holes(BEFORE + timedelta(hours=2))
    assert (hole.starts, hole.ends) == (
        datetime(2026, 11, 2, 10, tzinfo=UTC),
        datetime(2026, 11, 2, 11, tzinfo=UTC),
    )


def _principal(user: User) -> User:
    return User.objects.get(email="olha@firm.example")


def test_a_shift_runs_from_its_first_instant_to_before_its_last(weekend: Team) -> None:
    second = timedelta(seconds=1)
    names = [
        [shift.user.full_name for shift in on_duty(at)]
        for at in (NIGHT_BEGINS - second, NIGHT_BEGINS, NIGHT_ENDS - second, NIGHT_ENDS)
    ]
    assert names == [["Iryna Koval"], ["Petro Marchenko"], ["Petro Marchenko"], ["Maksym Tkach"]]


def test_r076_the_window_of_the_experts_is_16_hours_on_the_day_of_the_change(
    experts: Team,
) -> None:
    since, until = datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 10, 25, 22, tzinfo=UTC)
    [window] = required(experts, since, until)
    assert window == (
        datetime(2026, 10, 25, 6, tzinfo=UTC),
        datetime(2026, 10, 25, 22, tzinfo=UTC),
    )


def test_r076_a_second_before_midnight_the_group_and_at_midnight_the_desk(
    experts: Team, weekend: Team, petro: User
) -> None:
    midnight = datetime(2026, 10, 24, 21, 0, tzinfo=UTC)
    late = Hours.between(time(8), time(23, 59, 59))
    before = desk_of(experts, midnight - timedelta(seconds=1))
    assert (before.team, before.opens_at, late.days) == (experts, None, 0)
    after = desk_of(experts, midnight)
    assert (after.team, after.users) == (weekend, [petro])
    assert after.opens_at == datetime(2026, 10, 25, 6, tzinfo=UTC)


def test_outside_hours_is_the_firms_own_calendar(desk: Team, petro: User, firm: object) -> None:
    team = save_team(None, name="Nights", zone=ZONE, members=[petro], by=HOUSE, at=BEFORE)
    monday = datetime(2026, 10, 18, 21, tzinfo=UTC)
    found = required(team, monday, monday + timedelta(days=1))
    assert [(span.starts.hour, span.ends.hour) for span in found] == [(21, 6), (15, 21)]


def test_the_night_desk_is_asked_only_while_the_firm_is_closed(weekend: Team, petro: User) -> None:
    noon = datetime(2026, 10, 23, 9, tzinfo=UTC)
    found = night_desk(NIGHT_BEGINS)
    assert night_desk(noon) is None
    assert found is not None
    assert found.users == [petro]
