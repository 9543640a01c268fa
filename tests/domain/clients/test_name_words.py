"""Whoever is looked for is found by the first letters of any word of his name."""

from datetime import timedelta

import pytest

from slovo.domain.clients.actions.people import find_or_make_person, meet_person, save_person
from slovo.domain.clients.models import NameWord, Person
from slovo.domain.clients.models.name_word import folded
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.desk.seeking import people_beginning
from tests.make import MORNING, make_person


def found(words: str, most: int = 6) -> list[str]:
    return [person.full_name for person in people_beginning(words, most)]


@pytest.mark.django_db
def test_each_word_begins_as_typed_in_any_order(firm) -> None:
    make_person("Olena Sydorenko")
    make_person("Олена Ковальчук-Савчук", emails=["kov@client.example"])
    assert found("syd") == found("SYDOR ole") == ["Olena Sydorenko"]
    assert found("савч") == found("КОВАЛ олена") == ["Олена Ковальчук-Савчук"]
    assert found("dorenko") == found("olena kov") == found("") == found("%") == []
    assert found("kov@cl") == ["Олена Ковальчук-Савчук"]


@pytest.mark.django_db
def test_signs_and_marks_do_not_hide_a_name(firm) -> None:
    make_person("Пётр О’Нил", emails=["petr@client.example"])
    assert found("петр") == found("онил") == found("о'нил") == ["Пётр О’Нил"]


@pytest.mark.django_db
def test_a_name_that_changed_is_found_by_its_new_words(firm) -> None:
    olena = make_person("Olena Sydorenko")
    at = MORNING + timedelta(days=1)
    save_person(olena, full_name="Olena Bondar", by=HOUSE, at=at)
    save_person(olena, full_name="Olena Bondar", phone="+380445550127", by=HOUSE, at=at)
    assert found("syd") == []
    assert found("bon") == ["Olena Bondar"]
    assert sorted(NameWord.objects.values_list("word", flat=True)) == ["bondar", "olena"]


@pytest.mark.django_db
def test_whoever_writes_or_calls_is_found_at_once(firm) -> None:
    find_or_make_person(email="new@client.example", full_name="Nina Novak", by=HOUSE, at=MORNING)
    meet_person(full_name="Paul Bondar", by=HOUSE, at=MORNING)
    assert found("nov") == ["Nina Novak"]
    assert found("paul") == ["Paul Bondar"]


@pytest.mark.django_db
def test_no_more_than_asked_and_nobody_who_is_another_now(firm) -> None:
    names = ("Anna B", "Anna C", "Anna D")
    people = [make_person(name, emails=[f"{name[-1]}@client.example"]) for name in names]
    Person.objects.filter(pk=people[0].pk).update(merged_into=people[1])
    assert found("anna", 2) == ["Anna C", "Anna D"]
    assert found("anna", 1) == ["Anna C"]


def test_words_are_kept_once_and_no_longer_than_they_fit() -> None:
    assert folded("Anna-Maria  Anna (Müller)") == ["anna-maria", "maria", "anna", "muller"]
    assert folded("x" * 100) == ["x" * 60]
    assert folded(" — ") == []
