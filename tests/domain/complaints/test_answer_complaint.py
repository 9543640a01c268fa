"""answer_complaint, answer_finding, correct_complaint: blocked until all is known (R058, R059)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import undo_answer
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.actions.accepting import NotAnswered, VerdictMissing, answer_finding
from slovo.domain.complaints.actions.answering import (
    AnswerIsBlocked,
    AnswerStands,
    AnswerUnclear,
    answer_complaint,
    mark_answered,
    take_answer_back,
    unmark_answered,
)
from slovo.domain.complaints.actions.ending import NothingToCorrect, correct_complaint
from slovo.domain.complaints.actions.inquiring import begin_inquiry
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.domain.delivery.actions.asking import AnsweredAlready
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.queueing import retry_delivery
from slovo.domain.post.actions.sending import record_return
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.citing import RuleMissing
from slovo.domain.standards.models import Citation
from tests.domain.complaints.inquiring import ANSWERED, LOOKED, SAID, answer, look_into
from tests.domain.promises.scene import send_all

pytestmark = pytest.mark.django_db
LATER = ANSWERED + timedelta(hours=3)


@pytest.fixture
def known(filed, nadia):
    return look_into(filed, nadia)


def test_it_is_blocked_and_each_gap_is_named(filed, nadia):
    begin_inquiry(filed, topic="conduct", by=nadia, at=LOOKED)
    with pytest.raises(AnswerIsBlocked) as refused:
        answer_complaint(filed, **SAID, by=nadia, at=ANSWERED)
    for words in ("Calls and talks", "as the client sees it", "Name the real cause"):
        assert words in str(refused.value)
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"verdict": "perhaps"},
        {"reasons": " "},
        {"remedies": ["money"]},
        {"remedies": []},
        {"prevention": ""},
        {"verdict": "refused"},
    ],
)
def test_an_unclear_answer_is_refused(known, nadia, bad):
    with pytest.raises(AnswerUnclear):
        answer_complaint(known, **SAID | bad, by=nadia, at=ANSWERED)


def test_only_who_sees_it_through_or_a_principal_answers(known, petro, roman):
    for stranger in (petro, roman):
        with pytest.raises(NotAllowed):
            answer_complaint(known, **SAID, by=stranger, at=ANSWERED)


def test_it_counts_from_its_delivery_and_a_follow_up_is_planned(known, nadia):
    finding = answer(known, nadia, is_sent=False)
    before = Complaint.objects.get()
    assert (before.responded_at, before.decided_at) == (ANSWERED, None)
    send_all(ANSWERED + timedelta(minutes=1))
    after, case = Complaint.objects.get(), Case.objects.get(pk=known.case_id)
    assert after.decided_at == ANSWERED + timedelta(minutes=1)
    assert (case.state, after.next_at) == (State.SOLVED, after.assess_by)
    assert FollowUp.objects.get().due_at == ANSWERED + timedelta(days=7, minutes=1)
    finding.refresh_from_db()
    assert finding.remedies == ["refund", "apology"]
    words = finding.letter.text
    for said in (SAID["reasons"], SAID["prevention"], "2,400 off.", "/q/"):
        assert said in words
    assert list(breaches()) == []


def test_pressed_twice_it_is_one_and_another_one_waits_for_the_first(known, nadia):
    first = answer(known, nadia, is_sent=False)
    assert answer(known, nadia, is_sent=False) == first
    with pytest.raises(AnswerStands):
        answer_complaint(known, **SAID | {"reasons": "Else."}, by=nadia, at=ANSWERED)
    send_all(ANSWERED)
    with pytest.raises(AnswerStands):
        answer_complaint(known, **SAID | {"reasons": "Else."}, by=nadia, at=LATER)


def test_taken_back_before_it_leaves_nothing_was_answered(known, nadia):
    finding = answer(known, nadia, is_sent=False, send_at=ANSWERED + timedelta(minutes=1))
    undo_answer(finding.letter, by=nadia, at=ANSWERED)
    finding.refresh_from_db()
    assert (finding.state, Complaint.objects.get().responded_at) == ("withdrawn", None)
    take_answer_back(finding, by=HOUSE, at=ANSWERED)
    assert Event.objects.filter(kind="finding.withdrawn").count() == 1
    assert answer(known, nadia, LATER, reasons="Better words.").sent_at == LATER


def test_an_answer_that_came_back_is_none_and_nobody_asks_whether_it_helped(known, nadia):
    finding = answer(known, nadia)
    record_return(finding.letter.delivery, why="550 unknown", by=HOUSE, at=LATER)
    complaint = Complaint.objects.get()
    assert (complaint.decided_at, complaint.first_sent_at, complaint.answered_at) == (None,) * 3
    assert FollowUp.objects.get().withdrawn_at == LATER
    finding.refresh_from_db()
    assert finding.sent_at is None
    unmark_answered(finding, by=HOUSE, at=LATER)
    mark_answered(finding, by=HOUSE, at=LATER)
    assert FollowUp.objects.get().withdrawn_at is None


def test_after_an_answer_came_back_the_same_words_are_sent_anew(known, nadia):
    first = answer(known, nadia)
    record_return(first.letter.delivery, why="550 unknown", by=HOUSE, at=LATER)
    again = answer(known, nadia, LATER)
    assert (again.pk != first.pk, again.sent_at) == (True, LATER)
    assert Complaint.objects.get().decided_at == LATER
    first.refresh_from_db()
    assert first.state == "withdrawn"
    retry_delivery(first.letter.delivery, by=nadia, at=LATER)
    send_all(LATER + timedelta(minutes=1))
    assert Complaint.objects.get().decided_at == LATER
    assert list(breaches()) == []


def test_accepted_by_his_link_it_is_done(known, nadia, olena):
    finding = answer(known, nadia)
    done = answer_finding(finding, answer="yes", by=olena, at=LATER)
    assert (done.answer, Complaint.objects.get().accepted_at) == ("yes", LATER)
    assert Case.objects.get(pk=known.case_id).state == State.CLOSED
    assert Notice.objects.filter(why="complaint_accepted", user=nadia).count() == 1
    with pytest.raises(AnsweredAlready):
        answer_finding(finding, answer="no", words="Wait.", by=olena, at=LATER)


def test_saying_that_the_request_is_solved_accepts_it_too(known, nadia, olena):
    answer(known, nadia)
    confirm_solved(known.case, by=olena, at=LATER)
    assert Complaint.objects.get().accepted_at == LATER


def test_rejected_it_stays_open_with_the_ways_on_in_writing(known, nadia, olena, olha):
    sides = {
        "verdict": "refused",
        "remedies": [],
        "prevention": "",
        "ways": "Speak with Olha Levchenko.",
        "outside": "The bar of Kyiv",
    }
    with pytest.raises(RuleMissing, match="words alone are not enough"):
        answer(known, nadia, **sides, rule=None)
    finding = answer(known, nadia, **sides)
    cited = Citation.objects.get()
    assert (cited.act, cited.subject, str(cited.version)) == ("rejection", finding.subject, "7 v2")
    assert "за правилом 7 нашої фірми: Where we say no" in finding.letter.text
    with pytest.raises(VerdictMissing):
        answer_finding(finding, answer="no", by=olena, at=LATER)
    answer_finding(finding, answer="no", words="The hour was not agreed.", by=olena, at=LATER)
    after = Complaint.objects.get()
    assert (after.rejected_at, after.closed_at) == (LATER, None)
    assert Case.objects.get(pk=known.case_id).state == State.ON_US
    told = Message.objects.get(wording="complaint_stays_open").text
    assert "The bar of Kyiv" in told
    assert "Speak with Olha Levchenko." in told
    assert Notice.objects.filter(why="complaint_rejected", user=olha).count() == 1
    assert FollowUp.objects.get().result == "no"
    second = answer(known, nadia, LATER + timedelta(days=1), reasons="You are right after all.")
    assert (Complaint.objects.get().rejected_at, second.sent_at) == (
        None,
        LATER + timedelta(days=1),
    )


def test_a_word_on_an_answer_that_has_not_arrived_is_refused(known, nadia):
    finding = answer(known, nadia, is_sent=False)
    with pytest.raises(NotAnswered):
        answer_finding(finding, answer="yes", words="Fine.", by=nadia, at=LATER)
    with pytest.raises(VerdictMissing):
        answer_finding(finding, answer="", by=nadia, at=LATER)


def test_that_he_has_got_it_is_a_stamp_of_now(known, nadia):
    with pytest.raises(NothingToCorrect):
        correct_complaint(known, by=nadia, at=LOOKED)
    answer(known, nadia)
    assert correct_complaint(known, by=nadia, at=LATER).corrected_at == LATER
    again = correct_complaint(known, by=nadia, at=LATER + timedelta(days=1))
    assert again.corrected_at == LATER
