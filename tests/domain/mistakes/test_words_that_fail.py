"""What becomes of a mistake when its letter does not arrive, or a step is pressed twice."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import undo_answer
from slovo.domain.cases.actions.outgoing import NoAddress
from slovo.domain.delivery.actions.asking import NoLongerAsked
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.mistakes.actions.admitting import AdmittedAlready, PlannedAlready, plan_correction
from slovo.domain.mistakes.actions.closing import answer_damage, close_mistake
from slovo.domain.mistakes.actions.correcting import (
    correct_mistake,
    note_verification,
    verify_correction,
)
from slovo.domain.mistakes.actions.opening import drop_mistake
from slovo.domain.mistakes.models import Cause, Step
from slovo.domain.post.actions.queueing import retry_delivery
from slovo.domain.post.actions.sending import record_return
from slovo.domain.promises.actions.ending import withdraw_by_client
from tests.domain.mistakes.scene import (
    CORRECTION,
    FACTS,
    NEW_DATE,
    REFILED,
    TOLD,
    YES,
    admitted,
    climbed,
    opened,
    told,
)
from tests.domain.promises.scene import fresh, send_all

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def returned(letter, at):
    record_return(fresh(letter).delivery, why="550 no such user", by=HOUSE, at=at)


def written(mistake, by, **sides):
    return admitted(mistake, by, is_spoken=False, **sides)


def test_the_same_words_are_sent_again_once_their_letter_came_back(case, petro):
    mistake = written(opened(case, petro), petro)
    send_all(TOLD)
    first = mistake.letter
    returned(first, TOLD + MINUTE)
    assert fresh(mistake).plan_at is None
    again = written(mistake, petro, at=TOLD + 2 * MINUTE)
    assert again.letter != first
    send_all(TOLD + 3 * MINUTE)
    again = fresh(again)
    assert (again.admitted_at, again.plan_at) == (TOLD + 3 * MINUTE, TOLD + 3 * MINUTE)
    assert (again.step, again.plan.due_at) == (Step.CORRECT, NEW_DATE)
    outcomes = case.promises.given().order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["withdrawn", ""]


def test_the_letter_itself_sent_again_stamps_again(case, petro):
    mistake = written(opened(case, petro), petro)
    send_all(TOLD)
    returned(mistake.letter, TOLD + MINUTE)
    retry_delivery(fresh(mistake.letter).delivery, by=petro, at=TOLD + 2 * MINUTE)
    send_all(TOLD + 3 * MINUTE)
    mistake = fresh(mistake)
    assert (mistake.admitted_at, mistake.plan_at) == (TOLD + 3 * MINUTE, TOLD + 3 * MINUTE)
    assert (mistake.correct_by, mistake.plan.ended_at) == (NEW_DATE, None)


def test_what_was_put_right_is_told_anew_when_the_admission_comes_back(case, petro, olena):
    mistake = written(opened(case, petro), petro)
    send_all(TOLD)
    asked = correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    returned(mistake.letter, REFILED + MINUTE)
    mistake = fresh(mistake)
    assert (mistake.step, mistake.corrected_at, mistake.verify_by) == (Step.ADMIT, None, None)
    with pytest.raises(NoLongerAsked):
        verify_correction(asked, answer="yes", by=olena, at=YES)
    written(mistake, petro, due_at=None, at=YES)
    send_all(YES + MINUTE)
    asked = correct_mistake(mistake, done="Filed anew", by=petro, at=YES + 2 * MINUTE)
    verify_correction(asked, answer="yes", by=olena, at=YES + 3 * MINUTE)
    mistake = fresh(mistake)
    assert (mistake.admitted_at, mistake.corrected_at) == (YES + MINUTE, YES + 2 * MINUTE)
    returned(mistake.letter, YES + 4 * MINUTE)
    assert fresh(mistake).step == Step.CLOSE  # he has said yes: he knows
    assert list(breaches()) == []


def test_a_date_said_by_voice_stands_whatever_becomes_of_its_letter(case, petro):
    mistake = written(opened(case, petro), petro, due_at=None)
    send_all(TOLD)
    sides = {"correction": CORRECTION, "due_at": NEW_DATE, "is_spoken": True, "by": petro}
    mistake = plan_correction(mistake, **sides, send_at=TOLD + MINUTE, at=TOLD)
    undo_answer(mistake.plan_letter, by=petro, at=TOLD)
    mistake = fresh(mistake)
    assert (mistake.plan_at, mistake.correct_by, mistake.step) == (TOLD, NEW_DATE, Step.CORRECT)
    assert mistake.plan.ended_at is None


def test_a_date_written_after_a_talk_is_not_told_when_its_letter_comes_back(case, petro):
    mistake = admitted(opened(case, petro), petro, due_at=None)
    mistake = plan_correction(mistake, correction=CORRECTION, due_at=NEW_DATE, by=petro, at=TOLD)
    send_all(TOLD + MINUTE)
    assert Event.objects.filter(kind="mistake.planned").count() == 1
    returned(fresh(mistake).plan_letter, TOLD + 2 * MINUTE)
    mistake = fresh(mistake)
    assert (mistake.plan_at, mistake.step) == (None, Step.PLAN)
    assert mistake.admitted_at == TOLD


def test_two_who_press_at_once_send_one_admission_and_promise_one_date(case, petro, olha):
    mistake = written(opened(case, petro), petro, apology="", send_at=TOLD + MINUTE)
    with pytest.raises(AdmittedAlready, match="on its way"):
        written(mistake, olha, facts="Something went wrong")
    send_all(TOLD + MINUTE)
    at = TOLD + 2 * MINUTE
    with pytest.raises(PlannedAlready):
        written(mistake, olha, facts="We are sorry", due_at=YES, at=at)
    written(mistake, olha, facts="We are sorry", at=at)
    send_all(at)
    mistake = fresh(mistake)
    assert (mistake.admitted_at, mistake.apologised_at) == (TOLD + MINUTE, at)
    assert case.promises.given().count() == 1
    assert case.messages.filter(direction="out", nature="human").count() == 2


def test_what_is_on_its_way_may_be_said_by_voice_meanwhile(case, petro):
    mistake = written(opened(case, petro), petro, due_at=None)
    at = TOLD + MINUTE
    mistake = admitted(mistake, petro, due_at=None, at=at)
    assert (mistake.facts, mistake.admitted_at) == (FACTS, at)


def test_another_date_after_a_broken_one_is_watched_like_the_first(case, petro):
    mistake = admitted(opened(case, petro), petro)
    climbed(mistake, NEW_DATE)
    late = NEW_DATE + MINUTE
    withdraw_by_client(mistake.plan, words="Then never mind that day", by=petro, at=late)
    plan_correction(mistake, correction="Again", due_at=YES, by=petro, at=late)
    climbed(mistake, YES)
    assert [at for _name, at in told("mistake_uncorrected")] == [NEW_DATE, YES]


def test_put_right_twice_is_put_right_once_also_after_the_yes(case, petro, olena):
    mistake = admitted(opened(case, petro), petro)
    asked = correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    verify_correction(asked, answer="yes", by=olena, at=YES)
    assert correct_mistake(mistake, done="Once more", by=petro, at=YES + MINUTE) == asked
    assert fresh(mistake).corrected_at == REFILED


def test_who_has_no_address_hears_it_by_voice_from_beginning_to_end(case, petro, olena):
    olena.addresses.all().delete()
    mistake = opened(case, petro, cause=Cause.objects.get(code="handover"))
    with pytest.raises(NoAddress):
        written(mistake, petro)
    mistake = admitted(mistake, petro)
    assert (mistake.admitted_at, mistake.plan_at, mistake.letter.channel) == (TOLD, TOLD, "phone")
    assert FACTS in mistake.letter.text
    correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    note_verification(mistake, answer="yes", words="Thank you", by=petro, at=YES)
    answer_damage(mistake, has_damage=False, by=petro, at=YES)
    assert close_mistake(mistake, by=petro, at=YES).step == Step.CLOSED


def test_what_is_none_of_ours_is_asked_no_more(case, petro, olha, olena):
    mistake = admitted(opened(case, petro), petro)
    asked = correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    drop_mistake(mistake, why="The court’s own error", by=olha, at=YES)
    with pytest.raises(NoLongerAsked):
        verify_correction(asked, answer="no", by=olena, at=YES + MINUTE)
    assert fresh(mistake).step == Step.DROPPED
    assert list(breaches()) == []
