"""What the words of a promise mean, to the second."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from slovo.lib.dates import find
from slovo.lib.worktime import WorkingHours

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = datetime(2027, 3, 15, 10, tzinfo=KYIV)
FRIDAY = datetime(2027, 3, 19, 16, tzinfo=KYIV)
EVENING = datetime(2027, 3, 15, 20, tzinfo=KYIV)


def dues(text: str, at: datetime = MONDAY, **more: object) -> list[str]:
    found = find(text, at, "Europe/Kyiv", **more)  # type: ignore[arg-type]
    return [one.due.astimezone(KYIV).strftime("%m-%d %H:%M:%S") for one in found]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("до пятницы", "03-19 18:00:00"),
        ("завтра к 18:00", "03-16 18:00:00"),
        ("протягом трьох робочих днів", "03-18 18:00:00"),
        ("by EOB Thursday", "03-18 18:00:00"),
        ("за тиждень", "03-22 23:59:59"),
        ("на наступному тижні", "03-26 18:00:00"),
        ("15.03", "03-15 18:00:00"),
        ("к концу месяца", "03-31 18:00:00"),
        ("через два дня", "03-17 23:59:59"),
        ("в течение часа", "03-15 11:00:00"),
        ("до кінця дня", "03-15 18:00:00"),
        ("within 48 hours", "03-17 10:00:00"),
        ("next Friday", "03-26 18:00:00"),
        ("on Monday at 3 pm CET", "03-22 16:00:00"),
        ("не позднее 1 апреля", "04-01 18:00:00"),
        ("не пізніше середини тижня", "03-17 18:00:00"),
        ("сегодня вечером", "03-15 21:00:00"),
        ("done by Friday", "03-19 18:00:00"),
    ],
)
def test_plain_words(text: str, due: str):
    assert dues(text) == [due]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("on Friday", "03-26 18:00:00"),
        ("this Friday", "03-19 18:00:00"),
        ("next Friday", "03-26 18:00:00"),
        ("до пятницы", "03-26 18:00:00"),
        ("в эту пятницу", "03-19 18:00:00"),
        ("в следующую пятницу", "03-26 18:00:00"),
        ("цієї п’ятниці", "03-19 18:00:00"),
        ("наступної п’ятниці", "03-26 18:00:00"),
    ],
)
def test_a_weekday_on_that_weekday(text: str, due: str):
    assert dues(text, FRIDAY) == [due]


def test_after_the_close_today_ends_at_midnight():
    assert dues("I will send it today.", EVENING) == ["03-15 23:59:59"]
    assert dues("Ответим в течение дня.", EVENING) == ["03-16 18:00:00"]


def test_hours_are_elapsed_over_the_change_of_clocks():
    before = datetime(2027, 3, 27, 12, tzinfo=KYIV)
    assert dues("within 24 hours", before) == ["03-28 13:00:00"]
    assert dues("завтра о 12:00", before) == ["03-28 12:00:00"]


def test_a_time_that_is_skipped_or_comes_twice():
    assert dues("28.03.2027 в 03:30") == ["03-28 04:00:00"]
    [found] = find("31.10.2027 в 03:30", MONDAY, "Europe/Kyiv")
    assert found.due.isoformat() == "2027-10-31T00:30:00+00:00"


def test_the_hours_of_the_firm_decide_working_days_and_the_close():
    hours = WorkingHours.from_dict(
        {
            "tz": "Europe/Kyiv",
            "week": {day: [["08:00", "17:00"]] for day in ("mon", "tue", "wed", "thu")},
            "holidays": ["2027-03-17"],
        }
    )
    assert dues("в течение трёх рабочих дней", hours=hours) == ["03-22 17:00:00"]
    assert dues("до четверга", hours=hours) == ["03-18 17:00:00"]
    assert dues("до пятницы", hours=hours) == ["03-19 23:59:59"]
    assert dues("до кінця тижня", hours=hours) == ["03-18 17:00:00"]


def test_a_calendar_without_any_working_time_is_read_by_days():
    hours = WorkingHours.from_dict({"tz": "Europe/Kyiv", "week": {}})
    assert dues("до пятницы", hours=hours) == ["03-19 23:59:59"]
    assert dues("in two working days", hours=hours) == ["03-17 23:59:59"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("завтра в 12:00 по Москве", "03-16 11:00:00"),
        ("завтра о 12:00 за київським часом", "03-16 12:00:00"),
        ("tomorrow at 12:00 London time", "03-16 14:00:00"),
        ("tomorrow at 12:00 (UTC+3)", "03-16 11:00:00"),
        ("tomorrow at 12:00 UTC-5", "03-16 19:00:00"),
        ("завтра в 12:00 по Нью-Йорку", "03-16 18:00:00"),
        ("tomorrow at 9 am New York time", "03-16 15:00:00"),
        ("завтра в 12:00 (МСК+1)", "03-16 10:00:00"),
    ],
)
def test_zones(text: str, due: str):
    assert dues(text) == [due]


def test_where_the_words_stand():
    text = "Добрый день. Пришлём акт до пятницы, спасибо."
    [found] = find(text, MONDAY, "Europe/Kyiv", "ru")
    assert found.words == "до пятницы" == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is done Tue 23 March, 15:00 (UTC+2).", "Tue 23 March, 15:00 (UTC+2)"),
        ("We will file it (by Friday) again.", "by Friday"),
    ],
)
def test_a_bracket_that_opens_within_the_words_closes_within_them(text: str, words: str):
    assert [found.words for found in find(text, MONDAY, "Europe/Kyiv")] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "> We will send it by Friday.",
        "Она пишет: «сделаем до пятницы»",
        'You wrote "by Friday"',
        "Last Friday we spoke.",
        "Минулої п’ятниці ми говорили.",
        "Договор от 15.04.2027 № 5",
        "https://example.org/2027-03-20/",
        "v15.04",
        "24/7",
        "by 31.02.2027",
        "29.02",
        "99:99",
        "",
    ],
)
def test_no_promise(text: str):
    assert dues(text) == []


def test_the_year_turns():
    december = datetime(2027, 12, 30, 10, tzinfo=KYIV)
    assert dues("до 15 января", december) == ["01-15 23:59:59"]
    assert dues("to be done in January", december) == ["01-31 18:00:00"]
    assert dues("на следующей неделе", december) == ["01-07 18:00:00"]
