"""Who hears of a due word, and when (R026, R129, R130)."""

from datetime import UTC, datetime, timedelta

from slovo.domain.cases.ladder import rungs
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
