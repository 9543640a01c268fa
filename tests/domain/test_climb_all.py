"""Many rungs in one transaction: each once, none lost, and a bad row stops no other."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.climbing import climb_all
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User
from slovo.interfaces.keeper.duties import climb_ladders
from tests.make import MORNING, make_engagement, make_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
HALF = MORNING + 12 * HOUR


def write(name, handler):
    person = make_person(name)
    make_engagement(person, handler)
    case = open_case(person, subject="Lease", channel="webform", by=person, at=MORNING)
    hear_message(case, person=person, text="When?", channel="webform", by=person, at=MORNING)
    return case


@pytest.fixture
def cases(petro, iryna):
    return [write("Olena One", petro), write("Nina Two", iryna), write("Viktor Three", petro)]


def keys():
    return list(Promise.objects.order_by("pk").values_list("pk", flat=True))


def told():
    said = Notice.objects.order_by("pk").values_list("at", "why", "user__full_name", "subject")
    return list(said)


def test_each_is_climbed_once_and_told_of_once(cases, petro, iryna):
    assert climb_all(keys(), by=HOUSE, at=HALF) == 3
    assert climb_all(keys(), by=HOUSE, at=HALF) == 0
    names = [petro.full_name, iryna.full_name, petro.full_name]
    assert told() == [
        (HALF, "half_of_the_day_gone", name, f"case:{case.pk}")
        for name, case in zip(names, cases, strict=True)
    ]
    assert set(Promise.objects.values_list("rung", "next_at")) == {(1, MORNING + 20 * HOUR)}
    assert Event.objects.filter(kind="promise.climbed").count() == 3
    assert list(breaches()) == []


def test_the_mail_is_in_line_under_its_id_and_not_yet_written(cases):
    climb_all(keys(), by=HOUSE, at=HALF)
    notices = Notice.objects.order_by("pk")
    lines = Delivery.objects.filter(subject__startswith="notice:").order_by("pk")
    assert [line.subject for line in lines] == [f"notice:{notice.pk}" for notice in notices]
    assert {line.file for line in lines} == {""}
    assert {line.next_at for line in lines} == {HALF}
    marks = [line.message_id.partition(".")[0] for line in lines]
    assert marks == [f"<N-{notice.pk}" for notice in notices]
    assert {line.letter_subject for line in lines} == {
        f"[{case.ref}] {case.person.full_name} has waited 12 hours for an answer." for case in cases
    }
    assert Event.objects.filter(kind="delivery.queued", subject__in=[
        f"delivery:{line.pk}" for line in lines
    ]).count() == 3  # fmt: skip


def test_a_late_keeper_acts_on_the_current_rung_and_records_the_others(cases):
    climb_all(keys(), by=HOUSE, at=MORNING + 22 * HOUR)
    assert {why for _at, why, _who, _subject in told()} == {"two_hours_left"}
    skipped = {tuple(e.refs["skipped"]) for e in Event.objects.filter(kind="promise.climbed")}
    assert skipped == {("half_of_the_day_gone", "four_hours_left")}


def test_a_row_whose_ladder_moved_waits_for_its_next_rung(cases):
    Promise.objects.filter(case=cases[0]).update(next_at=MORNING)
    assert climb_all(keys(), by=HOUSE, at=MORNING + HOUR) == 1
    assert Promise.objects.get(case=cases[0]).next_at == HALF
    assert told() == []


def test_a_row_that_cannot_be_climbed_stops_no_other(cases, petro, iryna):
    User.objects.filter(pk=iryna.pk).update(zone="Mars/Base")
    Promise.objects.update(kind="next_word")
    at = MORNING + 23 * HOUR
    assert climb_ladders(at) == 2
    assert {name for _at, _why, name, _subject in told()} == {petro.full_name}
    with pytest.raises(ExceptionGroup, match="Some ladders cannot be climbed"):
        climb_ladders(at)
    assert Promise.objects.get(case=cases[1]).rung == 0


def test_the_number_of_steps_does_not_grow_with_rows(cases, petro, django_assert_max_num_queries):
    for number in range(5):
        write(f"Client{number} More", petro)
    with django_assert_max_num_queries(26):  # PostgreSQL asks for its transaction three times
        assert climb_all(keys(), by=HOUSE, at=HALF) == 8
