"""Patterns make shifts ahead, at the same hour by the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from slovo.domain.duty.actions.patterns import (
    PatternRefused,
    end_pattern,
    extend_pattern,
    resolve_shifts,
    save_pattern,
)
from slovo.domain.duty.actions.shifts import RestTooShort, drop_shift
from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.duty.times import Hours
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import Team, User
from tests.domain.duty.rota import BEFORE, DAY, NIGHT

MONDAY = date(2026, 10, 19)
WEEKEND = Hours(time(18), time(9), 3)


def test_weekly_nights_stay_at_twenty_by_the_clock(desk: Team, petro: User, roman: User) -> None:
    said = {"user": petro, "weekdays": [5], "hours": NIGHT, "first_day": MONDAY}
    pattern = save_pattern(desk, **said, by=roman, at=BEFORE)
    shifts = list(Shift.objects.filter(pattern=pattern).order_by("starts_at"))
    assert [shift.day.isoformat() for shift in shifts[:3]] == [
        "2026-10-24",
        "2026-10-31",
        "2026-11-07",
    ]
    assert [shift.starts_at.hour for shift in shifts[:3]] == [17, 18, 18]
    assert [shift.length for shift in shifts[:2]] == [timedelta(hours=13), timedelta(hours=12)]
    assert len(shifts) == 8
    assert save_pattern(desk, **said, by=roman, at=BEFORE) == pattern


def test_two_colleagues_take_the_weekends_in_turn(
    desk: Team, petro: User, iryna: User, roman: User
) -> None:
    for user, first in ((petro, date(2026, 10, 23)), (iryna, date(2026, 10, 30))):
        save_pattern(
            desk, user=user, weekdays=[4], hours=WEEKEND, first_day=first, every=2,
            by=roman, at=BEFORE,
        )  # fmt: skip
    found = Shift.objects.order_by("starts_at").values_list("day", "user__full_name")[:4]
    assert [(day.day, name) for day, name in found] == [
        (23, "Petro Marchenko"),
        (30, "Iryna Koval"),
        (6, "Petro Marchenko"),
        (13, "Iryna Koval"),
    ]


def test_a_pattern_without_rest_is_refused_whole(desk: Team, petro: User, roman: User) -> None:
    with pytest.raises(RestTooShort):
        save_pattern(
            desk, user=petro, weekdays=[5, 6], hours=Hours(time(8), time(8), 1),
            first_day=MONDAY, by=roman, at=BEFORE,
        )  # fmt: skip
    assert (Pattern.objects.count(), Shift.objects.count()) == (0, 0)


def test_without_weekdays_it_is_no_pattern(desk: Team, petro: User, roman: User) -> None:
    with pytest.raises(PatternRefused, match="Choose the weekdays"):
        save_pattern(
            desk, user=petro, weekdays=[], hours=DAY, first_day=MONDAY, by=roman, at=BEFORE
        )


def test_the_keeper_adds_a_day_and_makes_nothing_anew(desk: Team, petro: User, roman: User) -> None:
    pattern = save_pattern(
        desk, user=petro, weekdays=[5], hours=NIGHT, first_day=MONDAY, by=roman, at=BEFORE
    )
    drop_shift(pattern.shifts.earliest("day"), by=roman, at=BEFORE)
    assert extend_pattern(pattern, by=HOUSE, at=BEFORE) == 0
    week_later = BEFORE + timedelta(days=7)
    assert [extend_pattern(pattern, by=HOUSE, at=week_later) for _twice in range(2)] == [1, 0]
    assert Shift.objects.standing().count() == 8


def test_ended_it_leaves_what_has_begun(desk: Team, petro: User, roman: User) -> None:
    pattern = save_pattern(
        desk, user=petro, weekdays=[5], hours=NIGHT, first_day=MONDAY, by=roman, at=BEFORE
    )
    in_the_night = datetime(2026, 10, 24, 20, tzinfo=UTC)
    for _twice in range(2):
        end_pattern(pattern, by=roman, at=in_the_night)
    assert [shift.day.day for shift in Shift.objects.standing()] == [24]
    assert Event.objects.filter(kind="pattern.ended").count() == 1


def test_when_the_rules_of_a_zone_change_the_instants_follow(
    desk: Team, petro: User, roman: User
) -> None:
    pattern = save_pattern(
        desk, user=petro, weekdays=[5], hours=NIGHT, first_day=MONDAY, by=roman, at=BEFORE
    )
    shift = pattern.shifts.earliest("day")
    hour = timedelta(hours=1)
    Shift.objects.filter(pk=shift.pk).update(ends_at=shift.ends_at - hour)  # as older rules had it
    assert resolve_shifts(by=HOUSE, at=BEFORE) == 1
    shift.refresh_from_db()
    assert shift.length == 13 * hour
    assert Event.objects.filter(kind="shift.moved").count() == 1
