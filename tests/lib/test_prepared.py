"""A prepared question finds what the query itself would find, with other values each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slovo.domain.calendars.models import Calendar, Day
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.lib.prepared import Prepared, PreparedModels
from tests.desk import scene
from tests.make import MORNING

HOUR = timedelta(hours=1)
PAIR = ("number", "opened_at")


@pytest.fixture
def three(olena: Person, viktor: Person) -> list[Case]:
    return [
        scene.write(olena, at=MORNING),
        scene.write(viktor, at=MORNING + HOUR),
        scene.write(viktor, at=MORNING + 2 * HOUR),
    ]


def test_instants_and_numbers_are_filled_in(three: list[Case]) -> None:
    later = Prepared(
        lambda at, person: (
            Case.objects.filter(opened_at__gte=at, person=person)
            .order_by("number")
            .values_list(*PAIR)
        )
    )
    viktor = three[1].person_id
    assert later(at=MORNING, person=viktor) == [(2, MORNING + HOUR), (3, MORNING + 2 * HOUR)]
    assert later(at=MORNING + 2 * HOUR, person=viktor) == [(3, MORNING + 2 * HOUR)]
    assert later(at=MORNING, person=three[0].person_id) == [(1, MORNING)]


def test_a_list_of_any_length_is_filled_in(three: list[Case]) -> None:
    numbers = Prepared(
        lambda keys: Case.objects.filter(pk__in=keys).order_by("number").values_list("number")
    )
    keys = [case.pk for case in three]
    assert numbers(keys=keys) == [(1,), (2,), (3,)]
    assert numbers(keys=keys[1:]) == [(2,), (3,)]
    assert numbers(keys=keys[2:]) == [(3,)]
    with CaptureQueriesContext(connection) as asked:
        assert numbers(keys=[]) == []
    assert len(asked) == 0


def test_what_was_reckoned_inside_is_not_taken_for_what_was_given(firm: object) -> None:
    soon = Prepared(lambda at: Case.objects.filter(dark_at__lte=at + HOUR).values_list("pk"))
    with pytest.raises(ValueError, match="reckoned inside"):
        soon(at=MORNING)


def test_columns_are_read_as_django_reads_them(firm: object) -> None:
    days = Day.objects.order_by("pk")
    prepared = Prepared(lambda after: days.filter(pk__gt=after).values_list("date", "windows"))
    Day.objects.create(
        calendar=Calendar.objects.order_by("pk")[0], date="2027-08-24", windows=[["09:00", "13:00"]]
    )
    assert prepared(after=0) == list(days.values_list("date", "windows"))


def test_a_text_is_filled_in_and_whole_rows_bring_those_they_belong_to(three: list[Case]) -> None:
    named = PreparedModels(
        Case,
        lambda name, at: (
            Case.objects.filter(person__full_name=name, opened_at__gte=at)
            .select_related("person", "service_class__calendar", "deputy")
            .order_by("-number")
        ),
    )
    viktor = three[1].person
    with CaptureQueriesContext(connection) as asked:
        found = named(name=viktor.full_name, at=MORNING)
        people = [case.person.full_name for case in found]
        zones = [case.service_class.calendar.zone for case in found]
        deputies = [case.deputy for case in found]
    assert len(asked) == 1
    assert found == [three[2], three[1]]
    assert [case.opened_at for case in found] == [MORNING + 2 * HOUR, MORNING + HOUR]
    assert people == [viktor.full_name] * 2
    assert zones == [three[1].service_class.calendar.zone] * 2
    assert deputies == [None, None]
    assert named(name="O'Neill 100%", at=MORNING) == []
    assert named(name=three[0].person.full_name, at=MORNING) == [three[0]]
