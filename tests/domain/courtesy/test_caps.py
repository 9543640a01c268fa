"""Balance: at most two in 7 days, five in 30, one question about our work in 90 (R063)."""

from datetime import time, timedelta

import pytest

from slovo.domain.courtesy.actions.caps import CapsRefused, change_caps
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.manners import Manners
from slovo.domain.courtesy.models import Caps, Contact
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.domain.courtesy.scene import MONDAY, holds
from tests.domain.promises.scene import kyiv
from tests.make import MORNING

SECOND = timedelta(seconds=1)


def spoke(person, *moments, kind="news"):
    Contact.objects.bulk_create(
        Contact(person=person, kind=kind, at=kyiv(moment)) for moment in moments
    )


def test_the_third_in_seven_days_is_held_to_the_eighth(viktor, mailbox):
    spoke(viktor, "2027-03-01 11:00")
    assert may_contact(viktor, "care", kyiv("2027-03-03 11:00")).allowed
    spoke(viktor, "2027-03-03 11:00")
    answer = may_contact(viktor, "care", kyiv("2027-03-04 11:00"))
    assert (answer.allowed, answer.free_at) == (False, kyiv("2027-03-09 10:00"))
    assert answer.reason == "The client hears from us unasked at most 2 times within 7 days."


def test_seven_days_end_with_the_seventh_day_on_his_wall(viktor):
    spoke(viktor, "2027-03-01 00:30", "2027-03-01 23:30")
    last = kyiv("2027-03-08 23:59") + timedelta(seconds=59)
    assert holds(viktor, "news", last) == "week"
    assert holds(viktor, "news", last + SECOND) == "night"
    viktor.zone = "Asia/Almaty"
    viktor.save()
    assert holds(viktor, "news", kyiv("2027-03-08 23:00")) == "night"


def test_the_sixth_in_thirty_days_is_held_to_the_thirty_first(viktor):
    days = ["2027-03-01", "2027-03-02", "2027-03-10", "2027-03-11", "2027-03-22"]
    spoke(viktor, *(f"{day} 12:00" for day in days))
    answer = may_contact(viktor, "reminder", kyiv("2027-03-30 12:00"))
    assert (answer.allowed, answer.hold.code) == (False, "month")
    assert answer.free_at == kyiv("2027-04-01 10:00")
    assert holds(viktor, "reminder", kyiv("2027-03-31 23:59")) == "month"
    assert holds(viktor, "reminder", kyiv("2027-04-01 00:00")) == "night"


@pytest.mark.parametrize(("days", "allowed"), [(89, False), (90, False), (91, True)])
def test_one_question_about_our_work_in_ninety_days(viktor, days, allowed):
    spoke(viktor, "2027-03-01 12:00", kind="survey")
    asked = kyiv("2027-03-01 12:00") + timedelta(days=days)
    assert may_contact(viktor, "survey", asked).allowed is allowed
    assert may_contact(viktor, "news", asked).allowed
    first_free = kyiv("2027-05-31 10:00")
    assert may_contact(viktor, "survey", kyiv("2027-03-02 12:00")).free_at == first_free


def test_the_first_free_morning_is_a_working_one(viktor):
    spoke(viktor, "2027-03-05 12:00", "2027-03-05 13:00")
    answer = may_contact(viktor, "news", kyiv("2027-03-08 12:00"))
    assert answer.free_at == kyiv("2027-03-15 10:00")


@pytest.mark.parametrize(
    ("zone", "asked", "free"),
    [
        ("Europe/Kyiv", "2027-03-01 07:59", "2027-03-01 10:00"),
        ("Europe/Kyiv", "2027-03-01 08:00", None),
        ("Europe/Kyiv", "2027-03-01 19:59", None),
        ("Europe/Kyiv", "2027-03-01 20:00", "2027-03-02 10:00"),
        ("Europe/Kyiv", "2027-03-05 23:40", "2027-03-08 10:00"),
        ("Asia/Almaty", "2027-03-01 17:00", "2027-03-02 07:00"),
    ],
)
def test_nothing_unasked_leaves_in_his_evening_or_night(viktor, zone, asked, free):
    viktor.zone = zone
    answers = [may_contact(viktor, kind, kyiv(asked)) for kind in ("care", "follow_up")]
    assert [answer.free_at for answer in answers] == [free and kyiv(free)] * 2
    assert [answer.allowed for answer in answers] == [free is None] * 2
    if free:
        assert answers[0].reason == "It is evening or night where the client is."
    assert may_contact(viktor, "service", kyiv(asked)).allowed
    assert may_contact(viktor, "question", kyiv(asked)).allowed


def test_a_first_hour_beyond_the_day_still_frees_what_is_held(viktor, olha):
    change_caps(in_7_days=2, in_30_days=5, survey_days=90, first_hour=time(7), by=olha, at=MORNING)
    assert may_contact(viktor, "care", kyiv("2027-03-01 06:59")).free_at == kyiv("2027-03-01 07:00")
    assert may_contact(viktor, "care", kyiv("2027-03-01 07:00")).allowed


def test_his_own_matter_is_neither_counted_nor_held(viktor):
    spoke(viktor, "2027-03-01 11:00", "2027-03-01 12:00")
    answer = may_contact(viktor, "service", kyiv("2027-03-01 13:00"))
    words = "It is about the client’s own matter: it passes and is not counted."
    assert (answer.allowed, answer.reason) == (True, words)
    assert may_contact(viktor, "follow_up", kyiv("2027-03-01 13:00")).allowed


def test_pressure_is_counted_in_three_windows(viktor):
    spoke(viktor, "2027-01-10 12:00", "2027-02-10 12:00", "2027-02-26 12:00")
    manners = Manners.of(viktor)
    assert [manners.heard(days, MONDAY) for days in (7, 30, 90)] == [1, 2, 3]


def test_change_caps_is_for_the_house_keepers_and_told_once(viktor, olha, petro):
    sides = {"in_7_days": 3, "in_30_days": 6, "survey_days": 60, "first_hour": time(11)}
    with pytest.raises(NotAllowed):
        change_caps(**sides, by=petro, at=MORNING)
    for _ in range(2):
        change_caps(**sides, by=olha, at=MORNING)
    assert Event.objects.filter(kind="caps.changed").count() == 1
    spoke(viktor, "2027-03-01 11:00", "2027-03-02 11:00")
    assert may_contact(viktor, "care", kyiv("2027-03-03 11:00")).allowed
    spoke(viktor, "2027-03-03 11:00")
    answer = may_contact(viktor, "care", kyiv("2027-03-04 11:00"))
    assert answer.free_at == kyiv("2027-03-09 11:00")


@pytest.mark.parametrize(
    "wrong", [{"in_7_days": 0}, {"in_30_days": 1}, {"survey_days": 0}, {"in_30_days": 101}]
)
def test_caps_that_cannot_be_are_refused(olha, wrong):
    sides = {"in_7_days": 2, "in_30_days": 5, "survey_days": 90, "first_hour": time(10)}
    with pytest.raises(CapsRefused):
        change_caps(**{**sides, **wrong}, by=olha, at=MORNING)
    assert Caps.objects.count() == 0
