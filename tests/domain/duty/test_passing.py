"""The duties of one who leaves become another's: nights given away stay where they are."""

from datetime import time, timedelta

import pytest

from slovo.domain.duty.actions.passing import pass_duties
from slovo.domain.duty.actions.patterns import extend_pattern, save_pattern
from slovo.domain.duty.actions.shifts import RestTooShort, add_shift, drop_shift
from slovo.domain.duty.actions.swaps import accept_swap, ask_swap
from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.duty.times import Hours
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import Team, User
from tests.domain.duty.rota import BEFORE, DAY, NIGHT, NIGHT_BEGINS, SATURDAY

WEEK = timedelta(days=7)


@pytest.fixture
def nights(desk: Team, petro: User, roman: User) -> Pattern:
    said = {"user": petro, "weekdays": [5], "hours": NIGHT, "first_day": SATURDAY}
    return save_pattern(desk, **said, by=roman, at=BEFORE)


def who(day: int) -> list[str]:
    """Who is on duty in the night that begins so many weeks after the first."""
    ahead = Shift.objects.standing().filter(day=SATURDAY + day * WEEK, starts=NIGHT.starts)
    return [shift.user.full_name for shift in ahead]


def test_a_night_swapped_away_stays_with_whoever_took_it(
    desk: Team, nights: Pattern, petro: User, iryna: User, maksym: User, roman: User
) -> None:
    swapped, dropped = nights.shifts.order_by("day")[1:3]
    accept_swap(ask_swap(swapped, to=maksym, by=petro, at=BEFORE), by=maksym, at=BEFORE)
    drop_shift(dropped, by=roman, at=BEFORE)
    assert pass_duties(desk, of=petro, to=iryna, by=roman, at=BEFORE) == 1
    assert [who(week) for week in range(4)] == [
        ["Iryna Koval"],
        ["Maksym Tkach"],
        [],
        ["Iryna Koval"],
    ]
    for _twice in range(2):
        later = BEFORE + WEEK
        extend_pattern(Pattern.objects.get(), by=HOUSE, at=later)
        assert [who(1), who(2), who(8)] == [["Maksym Tkach"], [], ["Iryna Koval"]]
    told = Event.objects.get(kind="pattern.passed")
    assert (told.refs["of"], told.refs["to"], told.refs["shifts"]) == (petro.pk, iryna.pk, 6)
    assert pass_duties(desk, of=petro, to=iryna, by=roman, at=BEFORE) == 0


def test_whoever_took_a_night_may_follow_in_all_of_them(
    desk: Team, nights: Pattern, petro: User, iryna: User, roman: User
) -> None:
    first = nights.shifts.earliest("day")
    accept_swap(ask_swap(first, to=iryna, by=petro, at=BEFORE), by=iryna, at=BEFORE)
    pass_duties(desk, of=petro, to=iryna, by=roman, at=BEFORE)
    assert {name for week in range(8) for name in who(week)} == {"Iryna Koval"}
    assert Shift.objects.count() == 8


def test_what_runs_when_he_goes_is_taken_over_too(
    desk: Team, nights: Pattern, petro: User, iryna: User, roman: User
) -> None:
    in_the_night = NIGHT_BEGINS + timedelta(hours=3)
    assert pass_duties(desk, of=petro, to=iryna, by=roman, at=in_the_night) == 2
    assert (who(0), who(1)) == (["Iryna Koval"], ["Iryna Koval"])


def test_a_principal_allows_the_short_rest_and_it_is_written_down(
    desk: Team, nights: Pattern, petro: User, iryna: User, olha: User, roman: User
) -> None:
    add_shift(desk, user=iryna, day=SATURDAY, hours=DAY, by=roman, at=BEFORE)
    evening = add_shift(desk, user=petro, day=SATURDAY + 9 * WEEK, hours=NIGHT, by=roman, at=BEFORE)
    passing = {"of": petro, "to": iryna, "at": BEFORE}
    with pytest.raises(RestTooShort, match="Iryna Koval would rest less than 11 hours"):
        pass_duties(desk, **passing, by=olha)
    with pytest.raises(NotAllowed):
        pass_duties(desk, **passing, is_override=True, by=roman)
    assert who(0) == ["Petro Marchenko"]
    assert pass_duties(desk, **passing, is_override=True, by=olha) == 2
    nights.refresh_from_db()
    assert (nights.user, nights.overridden_by) == (iryna, olha)
    rows = nights.shifts.order_by("day")
    assert [one.overridden_by for one in rows[:2]] == [olha, None]
    [changed] = Event.objects.filter(kind="shift.changed", refs__overridden_by=olha.pk)
    assert changed.subject == f"shift:{rows[0].pk}"
    evening.refresh_from_db()
    assert (evening.user, evening.overridden_by) == (iryna, None)


def test_an_allowance_is_not_inherited(desk: Team, petro: User, iryna: User, olha: User) -> None:
    said = {"user": petro, "weekdays": [5, 6], "first_day": SATURDAY}
    round_the_clock = Hours(time(8), time(8), 1)
    tiring = {"by": olha, "at": BEFORE, "is_override": True}
    pattern = save_pattern(desk, **said, hours=round_the_clock, **tiring)
    with pytest.raises(RestTooShort):
        pass_duties(desk, of=petro, to=iryna, by=olha, at=BEFORE)
    pattern.refresh_from_db()
    assert pattern.user == petro
    lone = save_pattern(desk, user=iryna, weekdays=[2], hours=DAY, first_day=SATURDAY, **tiring)
    Pattern.objects.filter(pk=lone.pk).update(overridden_by=olha)
    pass_duties(desk, of=iryna, to=petro, by=olha, at=BEFORE)
    lone.refresh_from_db()
    assert (lone.user, lone.overridden_by) == (petro, None)
