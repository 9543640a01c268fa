from datetime import timedelta

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.cases.today import lanes
from slovo.domain.goodwill.actions.putting_back import (
    ClientWaitsAlready,
    ReasonMissing,
    ThirdTime,
    put_back,
)
from slovo.domain.goodwill.fairness import moved, outliers, week_before
from slovo.domain.goodwill.models import PutBack
from slovo.domain.goodwill.queue import place_of
from slovo.domain.notices.models import Notice
from tests.desk.scene import answer, fresh, write
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = MORNING + HOUR


def spoken(person, by, at=MORNING):
    """A case whose first answer is given: it waits for its next word."""
    case = write(person, at=at)
    answer(case, by, "We are on it.", at)
    return fresh(case)


def told(user, why):
    return Notice.objects.filter(user=user, why=why).count()


def test_r089_one_is_logged_two_alert_three_are_refused(case, petro, iryna, olha):
    answer(case, petro, "We are on it.", MORNING)
    case = fresh(case)
    reasons = ("A filing comes first", "Court tomorrow", "Once more")
    put_back(case, reason=reasons[0], by=iryna, at=LATER)
    assert (told(petro, "put_back"), told(olha, "put_back_again")) == (1, 0)
    put_back(case, reason=reasons[1], by=iryna, at=LATER + HOUR)
    assert (told(petro, "put_back"), told(olha, "put_back_again")) == (2, 1)
    with pytest.raises(ThirdTime):
        put_back(case, reason=reasons[2], by=iryna, at=LATER + 2 * HOUR)
    assert PutBack.objects.count() == 2
    put_back(case, reason=reasons[2], by=olha, at=LATER + 2 * HOUR)
    assert [len(each.rows) for each in moved(PutBack.objects.all(), MORNING)] == [3]


def test_put_back_stands_last_until_our_next_word(case, olena, petro):
    answer(case, petro, "We are on it.", MORNING)
    case, other = fresh(case), spoken(olena, petro, MORNING + timedelta(minutes=5))
    assert in_line(petro) == [case.pk, other.pk]
    made = put_back(case, reason="A filing comes first", by=petro, at=LATER)
    assert (made.place_from, made.place_to) == (1, 2)
    assert in_line(petro) == [other.pk, case.pk]
    before = Case.objects.get(pk=case.pk)
    assert (before.next_word_at, before.dark_at) == (case.next_word_at, case.dark_at)
    answer(before, petro, "We are on it.", LATER + HOUR)
    assert Case.objects.get(pk=case.pk).put_back_at is None
    assert in_line(petro) == [other.pk, case.pk] or in_line(petro) == [case.pk, other.pk]


def test_a_case_of_which_nothing_is_due_stands_behind(case, olena, olha, petro):
    """One that we opened ourselves and have not written in yet has no hour at which it is late."""
    answer(case, petro, "We are on it.", MORNING)
    open_case(olena, subject="Ours", channel="desk", by=petro, at=MORNING)
    place = place_of(fresh(case))
    assert (place.now, place.last) == (1, 2)


def in_line(user):
    found = {lane.name: lane.rows for lane in lanes(user, LATER + HOUR, whose="mine")}
    return [row.pk for row in found["next_words"]]


def test_nobody_is_put_back_who_is_owed_a_word(case, petro):
    with pytest.raises(ClientWaitsAlready):
        put_back(case, reason="Later", by=petro, at=LATER)
    answer(case, petro, "We are on it.", MORNING)
    case = fresh(case)
    with pytest.raises(ReasonMissing):
        put_back(case, reason=" ", by=petro, at=LATER)
    with pytest.raises(ClientWaitsAlready):
        put_back(case, reason="Later", by=petro, at=case.dark_at)
    for _ in range(2):
        put_back(case, reason="Later", by=petro, at=LATER)
    assert PutBack.objects.count() == 1


def test_m27_who_waits_more_than_twice_as_long(petro, iryna, olena, viktor):
    """Five cases of Viktor's take three hours each, all others one."""
    others = [make_person(f"{name} Quick") for name in ("Anna", "Boris", "Clara")]
    for number in range(5):
        at = MORNING + timedelta(minutes=number)
        late = write(viktor, at=at)
        answer(late, petro, "We are on it.", at + 3 * HOUR)
        for person in others:
            quick = write(person, at=at)
            answer(quick, petro, "We are on it.", at + HOUR)
    until = MORNING + timedelta(days=1)
    found = outliers(Case.objects.all(), until)
    assert [(wait.person, wait.count, wait.ratio) for wait in found] == [(viktor, 5, 3.0)]
    assert outliers(Case.objects.exclude(person=viktor), until) == []
    four = Case.objects.exclude(pk=Case.objects.filter(person=viktor).latest("pk").pk)
    assert outliers(four, until) == []


def test_the_list_changes_on_mondays(firm):
    assert week_before(MORNING).isoformat() == "2027-03-08T00:00:00+02:00"
