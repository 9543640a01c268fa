import pytest

from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.actions.classes import (
    AnswerTooLate,
    ClassRefused,
    DefaultClassNeeded,
    save_class,
)
from slovo.domain.standards.actions.macros import (
    MacroRefused,
    UnknownVariable,
    drop_macro,
    save_macro,
)
from slovo.domain.standards.models import Macro, ServiceClass
from tests.make import MORNING

pytestmark = pytest.mark.django_db

HELLO = {"en": "Dear {{ person.called }},", "ru": "", "uk": "{{case.ref}}"}


def saved(firm, by, known=None, **sides):
    given = {"name": "Partner", "calendar": firm.calendar, "rhythm_days": ("fri", "tue")}
    return save_class(known, **{**given, **sides}, by=by, at=MORNING)


def test_save_class_keeps_the_old_numbers_in_the_journal(firm, olha):
    partner = saved(firm, olha)
    assert partner.rhythm_days == ["tue", "fri"]
    for _ in range(2):
        saved(firm, olha, partner, answer_minutes=240)
    made, changed = Event.objects.filter(kind="class.changed", at=MORNING)
    assert (made.refs["before"], changed.refs["before"]["answer_minutes"]) == ({}, 1440)
    assert changed.refs["after"]["answer_minutes"] == 240
    assert changed.subject == f"serviceclass:{partner.pk}"


def test_save_class_moves_the_default(firm, olha, standard):
    partner = saved(firm, olha, is_default=True)
    assert list(ServiceClass.objects.filter(is_default=True)) == [partner]


def test_save_class_refuses_to_leave_no_default(firm, olha, standard):
    with pytest.raises(DefaultClassNeeded):
        saved(firm, olha, standard, name="Standard", is_default=False)
    assert ServiceClass.objects.get(pk=standard.pk).is_default


@pytest.mark.parametrize("number", ["answer_minutes", "critical_answer_minutes"])
def test_no_class_is_slower_than_24_hours(firm, olha, number):
    with pytest.raises(AnswerTooLate, match="24 hours"):
        saved(firm, olha, **{number: 1441})
    assert saved(firm, olha, **{number: 1440})


@pytest.mark.parametrize("sides", [{"name": ""}, {"name": "Standard"}, {"slow_silence_days": 0}])
def test_save_class_refuses_in_words(firm, olha, sides):
    with pytest.raises(ClassRefused):
        saved(firm, olha, **sides)


def test_save_class_is_not_for_strangers(firm, petro):
    with pytest.raises(NotAllowed):
        saved(firm, petro)


def test_save_macro_keeps_the_languages_that_are_written(roman):
    macro = save_macro(None, name=" Hello ", texts=HELLO, by=roman, at=MORNING)
    assert macro.texts == {"en": "Dear {{ person.called }},", "uk": "{{case.ref}}"}
    save_macro(macro, name="Hello", texts=HELLO, by=roman, at=MORNING)
    assert Event.objects.filter(kind="macro.changed").count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ person.calld }}", "There is no “person.calld”"),
        ("{{ person.called", "not closed"),
        ("{{ }}", "There is no “”"),
    ],
)
def test_save_macro_refuses_what_cannot_be_filled_in(roman, text, words):
    with pytest.raises(UnknownVariable, match=words):
        save_macro(None, name="Hello", texts={"en": text}, by=roman, at=MORNING)
    assert not Macro.objects.exists()


def test_save_macro_refuses_no_name_no_text_and_a_taken_name(roman):
    save_macro(None, name="Hello", texts={"en": "Hi"}, by=roman, at=MORNING)
    for name, texts in [("", {"en": "Hi"}), ("Bye", {"en": " "}), ("Hello", {"en": "Hi"})]:
        with pytest.raises(MacroRefused):
            save_macro(None, name=name, texts=texts, by=roman, at=MORNING)


def test_drop_macro_once(roman):
    macro = save_macro(None, name="Hello", texts={"en": "Hi"}, by=roman, at=MORNING)
    for _ in range(2):
        drop_macro(macro, by=roman, at=MORNING)
    assert not Macro.objects.exists()
    assert Event.objects.filter(kind="macro.dropped").count() == 1


def test_macros_are_not_for_strangers(roman, petro):
    macro = save_macro(None, name="Hello", texts={"en": "Hi"}, by=roman, at=MORNING)
    with pytest.raises(NotAllowed):
        save_macro(macro, name="Hello", texts={"en": "Ha"}, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        drop_macro(macro, by=petro, at=MORNING)
