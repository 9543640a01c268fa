"""Who could be on duty in the place of one who is away."""

from datetime import date, time, timedelta

from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.duty.coverage import Hole, duties_in, holes_of
from slovo.domain.duty.proposing import proposals
from slovo.domain.duty.times import Hours
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.models import Team, User
from tests.domain.duty.rota import BEFORE, DAY, NIGHT, NIGHT_BEGINS, NIGHT_ENDS, SATURDAY

FRIDAY, SUNDAY = date(2026, 10, 23), date(2026, 10, 25)


def test_whoever_is_there_rests_and_had_least_of_it(
    desk: Team, petro: User, iryna: User, maksym: User
) -> None:
    night = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=HOUSE, at=BEFORE)
    add_shift(desk, user=iryna, day=FRIDAY, hours=DAY, by=HOUSE, at=BEFORE)
    away = add_absence(petro, first_day=SATURDAY, last_day=SUNDAY, by=petro, at=BEFORE)
    assert [duties_in(away, at) for at in (BEFORE, NIGHT_ENDS + timedelta(days=1))] == [1, 0]
    [hole] = holes_of([desk], NIGHT_BEGINS, NIGHT_ENDS)
    [proposal] = proposals([hole], BEFORE)
    assert (proposal.user, proposal.instead) == (maksym, night)
    late = Hours.between(time(20), time(22))
    add_shift(desk, user=maksym, day=SUNDAY, hours=late, by=HOUSE, at=BEFORE)
    assert proposals([hole], BEFORE)[0].user == maksym
    dawn = Hours.between(time(10), time(12))
    add_shift(desk, user=maksym, day=SATURDAY, hours=dawn, by=HOUSE, at=BEFORE)
    assert proposals([hole], BEFORE)[0].user == iryna
    add_absence(iryna, first_day=SUNDAY, last_day=SUNDAY, by=iryna, at=BEFORE)
    assert proposals([hole], BEFORE) == [None]


def test_two_holes_near_each_other_are_not_one_colleagues(
    desk: Team, petro: User, iryna: User, maksym: User
) -> None:
    day = timedelta(days=1)
    holes = [Hole(desk, NIGHT_BEGINS, NIGHT_ENDS), Hole(desk, NIGHT_ENDS, NIGHT_ENDS + day / 2)]
    found = proposals(holes, BEFORE)
    assert [one.user for one in found] == [iryna, maksym]
    whole = Hole(desk, NIGHT_BEGINS, NIGHT_BEGINS + 2 * day, away=(petro,))
    assert proposals([whole], BEFORE) == [None]
    night = add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=HOUSE, at=BEFORE)
    assert proposals([whole], BEFORE) == [(iryna, night)]
