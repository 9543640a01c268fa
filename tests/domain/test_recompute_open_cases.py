"""A class changes: the clocks of its open cases follow, and the journal vouches for all of it."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.recomputing import recompute_open_cases
from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.standards.actions.classes import save_class
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)


def write(person, subject):
    case = open_case(person, subject=subject, channel="webform", by=person, at=MORNING)
    hear_message(case, person=person, text="When?", channel="webform", by=person, at=MORNING)
    return case


def quicken(standard, minutes, at=LATER):
    save_class(
        standard,
        name=standard.name,
        calendar=standard.calendar,
        answer_minutes=minutes,
        is_default=True,
        by=HOUSE,
        at=at,
    )


@pytest.fixture
def cases(olena, viktor):
    return [write(olena, "Lease"), write(viktor, "Invoice")]


def test_first_answers_of_open_cases_follow_the_class(cases, olha, standard):
    close_case(cases[1], reason="No answer is needed.", by=olha, at=MORNING)
    quicken(standard, 120)
    due_at = MORNING + timedelta(hours=2)
    first, closed = Case.objects.order_by("pk")
    assert (first.first_answer_due_at, first.next_word_at, first.dark_at) == (due_at,) * 3
    assert (first.changed_at, closed.changed_at) == (LATER, MORNING)
    assert closed.first_answer_due_at == MORNING + timedelta(hours=24)
    promise = Promise.objects.get(case=first, ended_at=None)
    assert (promise.due_at, promise.rung, promise.next_at) == (due_at, 1, due_at)


def test_what_the_client_was_told_never_moves_later(cases, standard):
    quicken(standard, 120)
    quicken(standard, 240, at=LATER + timedelta(minutes=1))
    assert {case.dark_at for case in Case.objects.all()} == {MORNING + timedelta(hours=2)}


def test_each_moved_clock_is_an_event_and_nothing_is_left_unvouched(cases, standard):
    quicken(standard, 120)
    moved = Event.objects.filter(kind="promise.moved", at=LATER)
    assert sorted(moved.values_list("case_id", flat=True)) == [case.pk for case in cases]
    assert list(breaches()) == []


def test_doing_it_twice_is_doing_it_once(cases, standard):
    quicken(standard, 120)
    count = Event.objects.count()
    recompute_open_cases([standard], by=HOUSE, at=LATER)
    assert Event.objects.count() == count


def test_the_number_of_steps_does_not_grow_with_cases(
    cases, olena, standard, django_assert_max_num_queries
):
    for number in range(6):
        write(olena, f"Matter {number}")
    with django_assert_max_num_queries(24):
        quicken(standard, 120)
    assert Promise.objects.filter(due_at=MORNING + timedelta(hours=2)).count() == 8


def test_a_moved_due_that_is_changed_by_sql_is_named(cases, standard):
    quicken(standard, 120)
    promise = Promise.objects.order_by("pk").first()
    Promise.objects.filter(pk=promise.pk).update(due_at=MORNING + timedelta(hours=9))
    found = [(breach.what, breach.where) for breach in breaches()]
    assert found == [("changed", f"promise:{promise.pk}")]
