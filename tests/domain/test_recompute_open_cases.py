"""A class changes: the clocks of its open cases follow, and the journal vouches for all of it."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.recomputing import recompute_open_cases
from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.actions.sealing import seal_events
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.facts import micros
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.standards.actions.classes import save_class
from slovo.interfaces.desk.timeline import timeline_of
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


def first_word(case):
    return Promise.objects.get(case=case, kind="first_answer", ended_at=None)


def test_one_event_keeps_old_and_new_of_all_and_nothing_is_left_unvouched(cases, standard):
    quicken(standard, 120)
    moved = Event.objects.get(kind="promises.moved", at=LATER)
    assert (moved.case_id, moved.last_case_id) == (cases[0].pk, cases[1].pk)
    old, new = micros(MORNING + timedelta(hours=24)), micros(MORNING + timedelta(hours=2))
    of_cases = [[case.pk, old, new] for case in cases]
    assert moved.refs["moved"] == {
        "promise": {"due_at": [[first_word(case).pk, old, new] for case in cases]},
        "case": {"first_answer_due_at": of_cases, "next_word_at": of_cases},
    }
    assert list(breaches()) == []


@pytest.mark.django_db(transaction=True)
def test_moved_again_sealed_and_answered_it_is_still_vouched_for(cases, olena, olha, standard):
    quicken(standard, 120)
    quicken(standard, 60, at=LATER + timedelta(minutes=1))
    close_case(cases[0], reason="No answer is needed.", by=olha, at=LATER + timedelta(minutes=2))
    assert seal_events(by=HOUSE, at=LATER + timedelta(hours=1)) == Event.objects.count()
    assert list(breaches()) == []


def test_the_timeline_of_each_case_tells_that_its_clock_was_moved(cases, olha, standard):
    close_case(cases[1], reason="No answer is needed.", by=olha, at=MORNING)
    quicken(standard, 120)
    told = [moment.words for moment in timeline_of(cases[0]) if moment.at == LATER]
    assert told == ["The due time was moved by a rule: first answer by a person"]
    assert [moment for moment in timeline_of(cases[1]) if moment.at == LATER] == []


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


def test_what_was_changed_by_sql_before_a_rule_moved_it_stays_named(cases, standard):
    quicken(standard, 120)
    promise = first_word(cases[0])
    Promise.objects.filter(pk=promise.pk).update(due_at=MORNING + timedelta(hours=9))
    quicken(standard, 60, at=LATER + timedelta(minutes=1))
    assert [breach.where for breach in breaches()] == [f"promise:{promise.pk}"]


def test_a_case_changed_by_sql_after_the_move_is_named(cases, standard):
    quicken(standard, 120)
    Case.objects.filter(pk=cases[1].pk).update(next_word_at=MORNING + timedelta(hours=9))
    assert [breach.where for breach in breaches()] == [f"case:{cases[1].pk}"]


def test_moves_that_were_rewritten_are_not_believed(cases, standard):
    quicken(standard, 120)
    promise, later = first_word(cases[0]), MORNING + timedelta(hours=9)
    Promise.objects.filter(pk=promise.pk).update(due_at=later)
    event = Event.objects.get(kind="promises.moved")
    event.refs["moved"]["promise"]["due_at"][0][2] = micros(later)
    event.save()
    assert ("changed", f"promise:{promise.pk}") in [(b.what, b.where) for b in breaches()]
