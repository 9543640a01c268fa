"""Who hears of a due word, and when (R026, R129, R130)."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.ladder import rung_after, rungs
from slovo.domain.cases.models.promise import Kind

MADE = datetime(2026, 10, 24, 18, 40, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def told(kind: Kind, limit: timedelta) -> list[tuple[timedelta, str]]:
    return [(rung.at - MADE, rung.who) for rung in rungs(kind, MADE, MADE + limit)]


def test_the_twenty_four_hour_rule_reminds_at_12_20_and_22_hours() -> None:
    assert told(Kind.FIRST_ANSWER, 24 * HOUR) == [
        (12 * HOUR, "owner"),
        (20 * HOUR, "owner"),
        (22 * HOUR, "principal"),
        (23 * HOUR, "owner"),
        (24 * HOUR, "today"),
        (24 * HOUR + 15 * MINUTE, "deputy"),
        (24 * HOUR + 30 * MINUTE, "principal"),
    ]


def test_a_next_word_reminds_an_hour_before() -> None:
    assert told(Kind.NEXT_WORD, 48 * HOUR) == [
        (47 * HOUR, "owner"),
        (48 * HOUR, "today"),
        (48 * HOUR + 15 * MINUTE, "deputy"),
        (48 * HOUR + 30 * MINUTE, "principal"),
    ]


def test_a_limit_of_minutes_goes_to_the_next_in_the_chain() -> None:
    assert told(Kind.FIRST_ANSWER, 5 * MINUTE) == [
        (5 * MINUTE, "deputy"),
        (20 * MINUTE, "principal"),
    ]


def test_nobody_has_it_is_said_after_31_minutes() -> None:
    assert told(Kind.ASSIGNMENT, 30 * MINUTE) == [(31 * MINUTE, "front_office")]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("minutes", [10, 100, 150, 23 * 60, 24 * 60, 9000])
def test_the_rung_after_a_moment_is_the_first_that_is_ahead_else_the_last(kind, minutes):
    due_at = MADE + minutes * MINUTE
    ladder = rungs(kind, MADE, due_at)
    for moment in [MADE, *(rung.at for rung in ladder), due_at + 9 * HOUR]:
        ahead = [number for number, rung in enumerate(ladder) if rung.at > moment]
        number = ahead[0] if ahead else len(ladder) - 1
        assert rung_after(kind, MADE, due_at, moment) == (number, ladder[number].at)
