"""climb_follow_up, record_follow_up, try_call: silence is never satisfaction (R060)."""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.actions.following import (
    NotToBeCalled,
    NotYetSaid,
    ResultStands,
    ResultUnclear,
    climb_follow_up,
    plan_follow_up,
    record_follow_up,
    say_follow_up,
    spare_follow_up,
    try_call,
    withdraw_follow_up,
)
from slovo.domain.complaints.models import Complaint, Finding, FollowUp, Reopening
from slovo.domain.courtesy.actions.approaching import free_approach
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into, utc

pytestmark = pytest.mark.django_db
DUE = ANSWERED + timedelta(days=7)  # Fri 19 March, 11:05 in Kyiv
REPLY_BY = utc("03-24T16:00")


@pytest.fixture
def follow_up(filed, nadia):
    return answer(look_into(filed, nadia), nadia).follow_up


def fresh():
    return FollowUp.objects.select_related("complaint__case").get()


def asked(follow_up):
    assert climb_follow_up(follow_up, by=HOUSE, at=DUE)
    return fresh()


def test_nobody_asks_a_second_before_and_everybody_once(follow_up):
    assert not climb_follow_up(follow_up, by=HOUSE, at=DUE - timedelta(seconds=1))
    row = asked(follow_up)
    assert (row.asked_at, row.reply_by) == (DUE, REPLY_BY)
    assert "/helped/" in row.letter.text
    assert not climb_follow_up(row, by=HOUSE, at=DUE)
    say_follow_up(Approach.objects.get(), by=HOUSE, at=DUE)
    assert Message.objects.filter(wording="complaint_follow_up").count() == 1


def test_on_his_quiet_days_it_waits(follow_up, olena):
    days = Days(first_day=date(2027, 3, 18), last_day=date(2027, 3, 21))
    add_blackout(olena, days=days, by=HOUSE, at=ANSWERED)
    assert climb_follow_up(follow_up, by=HOUSE, at=DUE)
    assert fresh().asked_at is None
    held = Approach.objects.get()
    assert held.next_at == utc("03-22T08:00")
    free_approach(held, by=HOUSE, at=held.next_at)
    assert fresh().asked_at == utc("03-22T08:00")


def test_solved_with_a_score_settles_it(follow_up, olena):
    row = asked(follow_up)
    at = DUE + timedelta(hours=1)
    said = record_follow_up(row, result="solved", score=9, by=olena, at=at)
    assert (said.result, said.score, said.said_at, said.ended_at) == ("solved", 9, at, at)
    assert Complaint.objects.get().verified_at == at
    assert not Reopening.objects.exists()
    assert Case.objects.get(pk=row.complaint.case_id).state == State.CLOSED


def test_a_number_may_follow_the_press_and_nothing_else_is_overwritten(follow_up, olena):
    row = asked(follow_up)
    record_follow_up(row, result="solved", by=olena, at=DUE)
    assert record_follow_up(row, result="solved", score=8, by=olena, at=DUE).score == 8
    assert record_follow_up(row, result="solved", score=1, by=olena, at=DUE).score == 8
    with pytest.raises(ResultStands):
        record_follow_up(row, result="no", by=olena, at=DUE)


@pytest.mark.parametrize("result", ["no", "partly"])
def test_what_is_not_solved_is_the_principals_in_the_same_moment(follow_up, olena, olha, result):
    row = asked(follow_up)
    at = DUE + timedelta(hours=2)
    record_follow_up(row, result=result, words="Still wrong.", by=olena, at=at)
    known = Complaint.objects.get()
    assert (known.decided_at, known.verified_at, known.closed_at) == (None, None, None)
    assert Case.objects.get(pk=known.case_id).state == State.ON_US
    notice = Notice.objects.get(why="complaint_reopened")
    assert (notice.user, notice.at, Reopening.objects.get().at) == (olha, at, at)
    assert row.complaint.findings.get().state == "withdrawn"
    assert (known.progress_at, known.next_at) == (utc("03-24T21:59:59"), known.assess_by)
    assert list(breaches()) == []


def test_no_reply_one_call_then_it_is_unknown(follow_up, nadia, olha):
    row = asked(follow_up)
    with pytest.raises(NotToBeCalled):
        try_call(row, by=nadia, at=DUE)
    assert climb_follow_up(row, by=HOUSE, at=REPLY_BY)
    assert Notice.objects.filter(why="follow_up_call", user=nadia).count() == 1
    row = fresh()
    assert (row.call_since, row.call_by) == (REPLY_BY, utc("03-25T16:00"))
    assert climb_follow_up(row, by=HOUSE, at=row.call_by)
    assert Notice.objects.filter(why="follow_up_uncalled", user=olha).count() == 1
    done = try_call(row, by=nadia, at=utc("03-26T08:00"))
    assert (done.result, done.tried_by, done.said_at) == ("unknown", nadia, None)
    assert try_call(row, by=nadia, at=utc("03-27T08:00")).tried_at == utc("03-26T08:00")
    assert not Reopening.objects.exists()


def test_he_may_still_say_it_after_the_call_was_tried(follow_up, nadia, olena):
    climb_follow_up(asked(follow_up), by=HOUSE, at=REPLY_BY)
    try_call(fresh(), by=nadia, at=REPLY_BY)
    late = REPLY_BY + timedelta(days=1)
    assert record_follow_up(fresh(), result="no", by=olena, at=late).result == "no"
    assert Reopening.objects.get().at == late


def test_who_takes_no_letters_is_called_and_who_wants_nothing_is_not(follow_up, olena):
    save_preference(olena, level="", refused=["email"], by=olena, at=ANSWERED)
    climb_follow_up(follow_up, by=HOUSE, at=DUE)
    assert (fresh().call_since, fresh().asked_at) == (DUE, None)


def test_who_wants_nothing_is_not_asked(follow_up, olena):
    save_preference(olena, level="none", by=olena, at=ANSWERED)
    climb_follow_up(follow_up, by=HOUSE, at=DUE)
    assert (fresh().result, fresh().call_since) == ("unknown", None)
    spare_follow_up(Approach.objects.get(), by=HOUSE, at=DUE)
    assert Event.objects.filter(kind="followup.ended").count() == 1


def test_unclear_too_early_or_by_a_stranger_it_is_refused(follow_up, nadia, petro):
    row = asked(follow_up)
    for bad in ({"result": "fine"}, {"result": "unknown"}, {"result": "solved", "score": 11}):
        with pytest.raises(ResultUnclear):
            record_follow_up(row, **bad, by=nadia, at=DUE)
    for said_at in (ANSWERED - timedelta(seconds=1), DUE + timedelta(seconds=1)):
        with pytest.raises(NotYetSaid):
            record_follow_up(row, result="solved", said_at=said_at, by=nadia, at=DUE)
    with pytest.raises(NotAllowed):
        record_follow_up(row, result="solved", by=petro, at=DUE)


def test_what_was_said_in_the_minute_of_the_answer_came_after_it(follow_up, nadia):
    Finding.objects.update(sent_at=ANSWERED + timedelta(seconds=40))
    row = record_follow_up(asked(follow_up), result="solved", said_at=ANSWERED, by=nadia, at=DUE)
    assert row.said_at == ANSWERED


def test_withdrawn_nothing_is_asked_until_it_is_planned_anew(follow_up, olena):
    withdraw_follow_up(follow_up.finding, by=HOUSE, at=ANSWERED)
    assert not climb_follow_up(fresh(), by=HOUSE, at=DUE)
    with pytest.raises(ResultStands):
        record_follow_up(fresh(), result="solved", by=olena, at=DUE)
    plan_follow_up(follow_up.complaint, follow_up.finding, by=HOUSE, at=DUE)
    assert fresh().due_at == DUE + timedelta(days=7)
