"""Small things about a client, and what is nobody's business (R082)."""

from datetime import date, time, timedelta

import pytest

from slovo.domain.clients.actions.details import (
    DetailRefused,
    NoSuchList,
    Said,
    SensitiveWord,
    confirm_detail,
    drop_detail,
    remember_detail,
    save_sensitive_words,
)
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.clients.models import Detail, SensitiveList
from slovo.domain.clients.models.detail import HOLDS_FOR, Use
from slovo.domain.clients.sensitive import CATEGORIES, DEFAULTS, lists
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.desk.remembered import remembered
from slovo.interfaces.desk.spoken import Voice
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def count(kind):
    return Event.objects.filter(kind=kind).count()


def remember(person, by, text="Phone, never before ten", **sides):
    said = Said(**{"text": text, "use": "call", **sides})
    return remember_detail(person, said=said, by=by, at=MORNING)


def test_remember_detail_stands_once(olena, petro, taras):
    for _ in range(2):
        made = remember(olena, petro, from_time=time(10), said_on=date(2027, 3, 1))
    assert (made.author, made.from_time, count("detail.remembered")) == (petro, time(10), 1)
    with pytest.raises(NotAllowed):
        remember(olena, taras)


@pytest.mark.parametrize(
    "sides",
    [
        {"text": " "},
        {"text": "x" * 301},
        {"use": "sometimes"},
        {"level": "secret"},
        {"from_time": time(10), "until_time": time(9)},
        {"expires_on": date(2027, 3, 9)},
        {"said_on": date(2027, 3, 11)},
    ],
)
def test_a_detail_says_something_and_when(olena, petro, sides):
    with pytest.raises(DetailRefused):
        remember(olena, petro, **sides)
    assert not Detail.objects.exists()


@pytest.mark.parametrize(
    ("text", "word", "category"),
    [
        ("Has diabetes, no sweets", "diabetes", "health"),
        ("У неё болезни сердца", "болезни", "health"),
        ("Після хвороби не літає", "хвороби", "health"),
        ("Goes to church on Sundays", "church", "faith"),
        ("Ходит в церковь по воскресеньям", "церковь", "faith"),
        ("Був на мітингу націоналістів", "націоналістів", "politics"),
        ("In the middle of a divorce", "divorce", "trouble in the family"),
        ("После развода переехал", "развода", "trouble in the family"),
        ("Сидів у тюрмі", "тюрмі", "crime and debts"),
    ],
)
def test_what_is_nobodys_business_is_refused_and_the_word_is_named(
    olena, petro, text, word, category
):
    with pytest.raises(SensitiveWord, match=f"“{word}” is about {category}") as refused:
        remember(olena, petro, text)
    assert (refused.value.word, Detail.objects.count()) == (word, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Phone, never before 10:00",
        "Разводит собак, любит о них говорить",
        "Sends invoices as PDF",
        "Чай без цукру",
        "Звонить после обеда",
    ],
)
def test_small_things_are_kept(olena, petro, text):
    assert remember(olena, petro, text).pk


def test_every_kind_has_its_words_in_three_languages():
    assert {key: set(DEFAULTS[key]) for key in CATEGORIES} == {
        key: {"en", "ru", "uk"} for key in CATEGORIES
    }


def test_save_sensitive_words_is_the_firms_own_list(olena, petro, olha):
    said = {"language": "en", "by": olha, "at": MORNING}
    for _ in range(2):
        save_sensitive_words("health", words="migraine", **said)
    assert (lists()["health", "en"], count("sensitive.changed")) == ("migraine", 1)
    with pytest.raises(SensitiveWord, match="migraines"):
        remember(olena, petro, "Often has migraines")
    assert remember(olena, petro, "Has diabetes").pk
    save_sensitive_words("health", words="", **said)
    assert SensitiveList.objects.get().words == ""
    with pytest.raises(NoSuchList):
        save_sensitive_words("weather", words="rain", **said)
    with pytest.raises(NotAllowed):
        save_sensitive_words("health", words="x", **{**said, "by": petro})


def test_confirm_detail_holds_for_two_more_years(olena, petro, taras):
    made = remember(olena, petro)
    later = MORNING + HOLDS_FOR
    assert [made.is_old(at) for at in (later - timedelta(seconds=1), later)] == [False, True]
    for _ in range(2):
        confirm_detail(made, by=petro, at=later)
    assert (made.is_old(later), count("detail.confirmed")) == (False, 1)
    with pytest.raises(NotAllowed):
        confirm_detail(made, by=taras, at=later)


def test_drop_detail_forgets_for_good(olena, petro, taras):
    made = remember(olena, petro)
    with pytest.raises(NotAllowed):
        drop_detail(made, by=taras, at=MORNING)
    for _ in range(2):
        drop_detail(made, by=olena, at=MORNING)
    assert (Detail.objects.count(), count("detail.dropped")) == (0, 1)


def test_a_detail_in_confidence_is_its_peoples(olena, olha, petro, iryna, maksym, taras):
    hold_relationship(olena, user=iryna, by=petro, at=MORNING)
    for level in ("", "relationship", "principal"):
        remember(olena, petro, f"Level {level}", level=level)
    voice = Voice("Europe/Kyiv", "en", MORNING)
    seen = {}
    for user in (olha, petro, iryna, maksym, taras):
        visible = Detail.objects.visible_to(user).filter(person=olena).order_by("pk")
        seen[user] = [detail.level for detail in visible]
        if user != taras:
            shown = remembered(olena, user, voice, Use.CALL)
            assert [row.detail.level for row in shown] == seen[user]
    assert seen == {
        olha: ["", "relationship", "principal"],
        petro: ["", "relationship", "principal"],
        iryna: ["", "relationship"],
        maksym: [""],
        taras: [],
    }


@pytest.mark.parametrize(
    ("hour", "warning"),
    [
        ("07:59:59", "It is 09:59 there: never before 10:00."),
        ("08:00:00", ""),
        ("16:00:00", ""),
        ("16:00:01", "It is 18:00 there: never after 18:00."),
    ],
)
def test_the_hour_is_on_his_own_clock(olena, petro, hour, warning):
    remember(olena, petro, from_time=time(10), until_time=time(18))
    voice = Voice(
        "Asia/Almaty",
        "en",
        MORNING.replace(hour=int(hour[:2]), minute=int(hour[3:5]), second=int(hour[6:])),
    )
    assert [row.warning for row in remembered(olena, petro, voice)] == [warning]


def test_what_has_expired_is_said_no_more(olena, petro):
    remember(olena, petro, expires_on=MORNING.date())
    for days, shown in ((0, 1), (1, 0)):
        voice = Voice("Europe/Kyiv", "en", MORNING + timedelta(days=days))
        assert len(remembered(olena, petro, voice)) == shown
