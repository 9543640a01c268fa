from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from slovo.lib import moments

KYIV = "Europe/Kyiv"
THURSDAY = datetime(2027, 3, 11, 9, 5, 59, tzinfo=UTC)
MONDAY = datetime(2027, 3, 29, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thu 11 March, 11:05"),
        ("ru", "чт 11 марта, 11:05"),
        ("uk", "чт 11 березня, 11:05"),
        ("uk-UA", "чт 11 березня, 11:05"),
        ("ru_RU", "чт 11 марта, 11:05"),
        ("tr", "Thu 11 March, 11:05"),
    ],
)
def test_a_moment(language, words):
    assert moments.moment(THURSDAY, KYIV, language) == words
    assert moments.day(THURSDAY, KYIV, language) == words[:-7]


def test_the_offset_of_the_day_is_said_on_both_sides_of_the_clock_change():
    assert moments.moment(THURSDAY, KYIV, "en", offset=True) == "Thu 11 March, 11:05 (UTC+2)"
    assert moments.moment(MONDAY, KYIV, "uk", offset=True) == "пн 29 березня, 19:00 (UTC+3)"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "UTC"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC-2:30"),
        (ZoneInfo("America/Sao_Paulo"), "UTC-3"),
    ],
)
def test_offsets(zone, words):
    assert moments.offset_of(MONDAY, zone) == words


def test_the_year_is_said_when_it_is_another():
    now = datetime(2027, 12, 31, 22, 30, tzinfo=UTC)
    assert moments.moment(THURSDAY, "UTC", "en", now=now) == "Thu 11 March, 09:05"
    assert moments.moment(THURSDAY, KYIV, "en", now=now) == "Thu 11 March 2027, 11:05"
    assert moments.day(THURSDAY, KYIV, "ru", now=now) == "чт 11 марта 2027"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "on Monday, 29 March, by 19:00"),
        ("ru", "в понедельник, 29 марта, до 19:00"),
        ("uk", "у понеділок, 29 березня, до 19:00"),
    ],
)
def test_by_words(language, words):
    assert moments.by_words(MONDAY, KYIV, language) == words
    assert moments.by_words(MONDAY, KYIV, language, offset=True) == f"{words} (UTC+3)"


def test_every_weekday_has_its_preposition_and_case():
    week = [datetime(2027, 3, day, tzinfo=UTC) for day in range(1, 8)]
    said = [moments.by_words(at, "UTC", "ru").partition(",")[0] for at in week]
    assert said == [
        "в понедельник",
        "во вторник",
        "в среду",
        "в четверг",
        "в пятницу",
        "в субботу",
        "в воскресенье",
    ]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2027, 3, 11, 3, tzinfo=UTC), "11:05"),
        (datetime(2027, 3, 11, 22, tzinfo=UTC), "чт 11:05"),
        (datetime(2027, 3, 5, 12, tzinfo=UTC), "чт 11:05"),
        (datetime(2027, 3, 4, 12, tzinfo=UTC), "чт 11 марта"),
        (datetime(2028, 3, 4, 12, tzinfo=UTC), "чт 11 марта 2027"),
    ],
)
def test_a_list_says_no_more_than_needed(now, words):
    assert moments.near(THURSDAY, KYIV, "ru", now=now) == words


def test_the_hour_alone():
    assert moments.hour(THURSDAY, KYIV) == "11:05"


@pytest.mark.parametrize(
    ("seconds", "english", "russian", "ukrainian"),
    [
        (19 * 3600 + 12 * 60 + 59, "19 h 12 min", "19 ч 12 мин", "19 год 12 хв"),
        (27.25 * 3600, "27 h 15 min", "27 ч 15 мин", "27 год 15 хв"),
        (22 * 60, "22 min", "22 мин", "22 хв"),
        (3600, "1 h", "1 ч", "1 год"),
        (53 * 3600, "2 d 5 h", "2 дн. 5 ч", "2 дн. 5 год"),
        (59, "0 min", "0 мин", "0 хв"),
        (-5, "0 min", "0 мин", "0 хв"),
    ],
)
def test_spans(seconds, english, russian, ukrainian):
    said = [moments.span(seconds, language) for language in ("en", "ru", "uk")]
    assert said == [english, russian, ukrainian]
