"""Admit, apologise, correct at once (R005): story A11 and A12, and each limit at its second."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import undo_answer
from slovo.domain.cases.actions.delivering import return_message
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.admitting import (
    AdmissionUnclear,
    AdmittedAlready,
    PlannedAlready,
    admit_mistake,
    plan_correction,
)
from slovo.domain.mistakes.actions.climbing import climb_mistake
from slovo.domain.mistakes.actions.closing import (
    StampIsMissing,
    close_mistake,
)
from slovo.domain.mistakes.actions.correcting import (
    CorrectionUnclear,
    NotAdmittedYet,
    NothingToVerify,
    correct_mistake,
    note_verification,
    verify_correction,
)
from slovo.domain.mistakes.actions.opening import (
    see_mistake,
)
from slovo.domain.mistakes.models import Step
from slovo.domain.promises.actions.making import DoesNotFit
from slovo.domain.promises.actions.renegotiating import renegotiate_promise
from tests.domain.mistakes.scene import (
    CORRECTION,
    FACTS,
    FOUND,
    NEW_DATE,
    REFILED,
    TOLD,
    YES,
    admitted,
    climbed,
    opened,
    told,
)
from tests.domain.promises.scene import fresh, kyiv, send_all

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a11_all_four_stamps_the_promise_and_the_two_alternatives(case, maksym, olha, petro):
    mistake = opened(case, maksym)
    assert told("mistake_opened") == [("Olha Levchenko", FOUND), ("Petro Marchenko", FOUND)]
    assert (mistake.admit_by, mistake.plan_by) == (
        kyiv("2027-03-29 15:10"),
        kyiv("2027-03-30 18:00"),
    )
    see_mistake(mistake, by=olha, at=kyiv("2027-03-29 11:14"))
    ways = ["A reprieve from the court", "  ", "Another court"]
    admitted(mistake, olha, ways=ways)
    mistake = fresh(mistake)
    assert (mistake.admitted_at, mistake.apologised_at, mistake.plan_at) == (TOLD, TOLD, TOLD)
    assert (mistake.seen_by, mistake.correct_by) == (olha, NEW_DATE)
    assert mistake.ways == ["A reprieve from the court", "Another court"]
    assert (mistake.plan.text, mistake.plan.owner, mistake.plan.due_at) == (
        CORRECTION,
        petro,
        NEW_DATE,
    )
    assert mistake.found_early
    assert told("mistake_unadmitted") == []


def test_discovered_1110_no_message_by_1510_escalates_at_1510_sharp(case, maksym, olha):
    mistake = opened(case, maksym)
    assert climbed(mistake, FOUND + timedelta(minutes=15) - SECOND) is False
    assert climbed(mistake, FOUND + timedelta(minutes=15)) is True
    assert told("mistake_unseen") == [("Iryna Koval", kyiv("2027-03-29 11:25"))]
    assert climbed(mistake, kyiv("2027-03-29 14:10")) is True
    assert told("mistake_warned") == [("Petro Marchenko", kyiv("2027-03-29 14:10"))]
    assert fresh(mistake).next_at == kyiv("2027-03-29 15:10")
    assert climbed(mistake, kyiv("2027-03-29 15:10") - SECOND) is False
    assert told("mistake_unadmitted") == []
    assert climbed(mistake, kyiv("2027-03-29 15:10")) is True
    assert told("mistake_unadmitted") == [("Olha Levchenko", kyiv("2027-03-29 15:10"))]
    assert climbed(mistake, kyiv("2027-03-30 18:00")) is True
    assert told("mistake_unplanned") == [("Olha Levchenko", kyiv("2027-03-30 18:00"))]
    assert fresh(mistake).next_at is None


def test_a_late_keeper_says_only_the_graver_of_two(case, maksym):
    mistake = opened(case, maksym)
    climbed(mistake, kyiv("2027-03-29 16:00"))
    assert told("mistake_warned") == []
    assert len(told("mistake_unadmitted")) == 1
    skipped = Event.objects.filter(kind="mistake.climbed", refs__skipped=True)
    assert [event.refs["why"] for event in skipped] == ["warned"]


def test_a_letter_stamps_when_it_is_delivered_and_not_before(case, maksym, petro):
    mistake = admitted(opened(case, maksym), petro, is_spoken=False)
    assert mistake.step == Step.ADMIT
    for words in (FACTS, mistake.apology, CORRECTION):
        assert words in mistake.letter.text
    at = TOLD + timedelta(minutes=1)
    send_all(at)
    mistake = fresh(mistake)
    assert (mistake.admitted_at, mistake.apologised_at, mistake.plan_at) == (at, at, at)
    assert mistake.step == Step.CORRECT
    assert mistake.next_at == FOUND + timedelta(minutes=15)  # nobody who leads has read it


def test_said_twice_it_is_said_once_and_known_it_is_not_admitted_again(case, petro):
    mistake = opened(case, petro)
    assert opened(case, petro).pk == mistake.pk
    first = admitted(mistake, petro)
    assert admitted(mistake, petro).letter == first.letter
    with pytest.raises(AdmittedAlready):
        admitted(mistake, petro, facts="Something else")


def test_without_an_apology_only_the_admission_is_stamped(case, petro):
    mistake = admitted(opened(case, petro), petro, apology="")
    assert (mistake.admitted_at, mistake.apologised_at) == (TOLD, None)
    assert (mistake.step, mistake.missing[0]) == (Step.ADMIT, "apologised_at")
    correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    with pytest.raises(StampIsMissing, match="apology"):
        close_mistake(mistake, by=petro, at=REFILED)
    later = TOLD + timedelta(hours=1)
    again = admit_mistake(
        mistake, facts="Once more", correction="The same", is_spoken=True, by=petro, at=later
    )
    assert (again.admitted_at, again.apologised_at) == (TOLD, later)


def test_what_is_not_clear_is_not_sent(case, petro):
    mistake = opened(case, petro)
    for sides in ({"facts": " "}, {"correction": ""}):
        with pytest.raises(AdmissionUnclear):
            admitted(mistake, petro, **sides)
    with pytest.raises(DoesNotFit):
        admitted(mistake, petro, effort_minutes=60 * 60)
    assert case.messages.filter(direction="out").count() == 0


def test_a_date_may_come_apart_from_the_admission_and_is_promised_once(case, petro):
    mistake = admitted(opened(case, petro), petro, due_at=None)
    assert mistake.step == Step.PLAN
    sides = {"correction": "We file anew", "due_at": NEW_DATE, "by": petro}
    with pytest.raises(AdmissionUnclear):
        plan_correction(mistake, **{**sides, "correction": ""}, at=TOLD)
    plan_correction(mistake, **sides, at=TOLD)
    plan_correction(mistake, **sides, at=TOLD)
    assert case.promises.given().count() == 1
    with pytest.raises(PlannedAlready):
        plan_correction(mistake, **{**sides, "due_at": YES}, at=TOLD)
    send_all(TOLD + timedelta(minutes=2))
    assert fresh(mistake).plan_at == TOLD + timedelta(minutes=2)


def test_the_correction_follows_a_date_agreed_anew(case, petro):
    """`follow_promise`, called by the promise that replaced another."""
    mistake = admitted(opened(case, petro), petro)
    renegotiate_promise(
        mistake.plan, due_at=YES, consent="Fine", by=petro, at=TOLD + timedelta(hours=1)
    )
    mistake = fresh(mistake)
    assert (mistake.correct_by, mistake.plan.due_at) == (YES, YES)


def test_a12_put_right_in_time_the_promise_is_kept_and_the_client_says_yes(case, petro, olena):
    mistake = admitted(opened(case, petro), petro)
    asked = correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    assert correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED) == asked
    mistake = fresh(mistake)
    assert (mistake.plan.outcome, mistake.plan.done_at) == ("kept", REFILED)
    assert (mistake.corrected_at, mistake.verify_by) == (REFILED, kyiv("2027-04-06 18:00"))
    assert asked.letter.person == olena
    verify_correction(asked, answer="yes", by=olena, at=YES)
    mistake = fresh(mistake)
    assert (mistake.verified_by_client_at, mistake.step) == (YES, Step.CLOSE)


def test_nothing_is_put_right_before_the_client_has_heard_of_it(case, petro):
    mistake = opened(case, petro)
    with pytest.raises(NotAdmittedYet):
        correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    mistake = admitted(mistake, petro)
    with pytest.raises(CorrectionUnclear):
        correct_mistake(mistake, done=" ", by=petro, at=REFILED)
    with pytest.raises(NothingToVerify):
        note_verification(mistake, answer="yes", words="Fine", by=petro, at=REFILED)


def test_not_right_yet_starts_anew_and_goes_to_the_principal(case, petro, olena):
    mistake = admitted(opened(case, petro), petro)
    asked = correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    verify_correction(asked, answer="no", words="The stamp is missing", by=olena, at=YES)
    mistake = fresh(mistake)
    assert (mistake.corrected_at, mistake.plan_at, mistake.returns) == (None, None, 1)
    assert (mistake.step, mistake.plan_by) == (Step.PLAN, kyiv("2027-03-31 18:00"))
    assert told("mistake_declined") == [("Olha Levchenko", YES), ("Petro Marchenko", YES)]
    at = YES + timedelta(minutes=5)
    plan_correction(mistake, correction="The stamp", due_at=at + SECOND, by=petro, at=at)
    again = correct_mistake(mistake, done="Stamped", by=petro, at=at)
    note_verification(mistake, answer="yes", words="Now it is fine", by=petro, at=at)
    assert (fresh(again).answer, fresh(mistake).verified_by_client_at) == ("yes", at)


def test_unconfirmed_for_five_business_days_goes_to_the_principal(case, petro):
    mistake = admitted(opened(case, petro), petro)
    correct_mistake(mistake, done="Filed anew", by=petro, at=REFILED)
    climbed(mistake, kyiv("2027-04-06 18:00"))
    assert told("mistake_unverified") == [("Olha Levchenko", kyiv("2027-04-06 18:00"))]


def test_not_put_right_in_time_goes_to_the_principal_at_its_second(case, petro):
    mistake = admitted(opened(case, petro), petro)
    assert fresh(mistake).next_at == FOUND + timedelta(minutes=15)
    climbed(mistake, NEW_DATE)
    assert told("mistake_uncorrected") == [("Olha Levchenko", NEW_DATE)]


def test_words_taken_back_before_they_leave_promise_nothing(case, petro):
    """`take_words_back`, called by the letter that does not leave."""
    mistake = admitted(
        opened(case, petro), petro, is_spoken=False, send_at=TOLD + timedelta(seconds=30)
    )
    undo_answer(mistake.letter, by=petro, at=TOLD + SECOND)
    mistake = fresh(mistake)
    assert (mistake.letter, mistake.plan, mistake.correct_by) == (None, None, None)
    assert [promise.outcome for promise in case.promises.given()] == ["withdrawn"]
    send_all(TOLD + timedelta(minutes=1))
    assert fresh(mistake).step == Step.ADMIT


def test_a_letter_that_comes_back_told_nothing(case, petro):
    """`unmark_told`, called by the letter that came back."""
    mistake = admitted(opened(case, petro), petro, is_spoken=False)
    send_all(TOLD)
    return_message(fresh(mistake).letter, by=HOUSE, at=REFILED)
    mistake = fresh(mistake)
    assert (mistake.admitted_at, mistake.apologised_at, mistake.plan_at) == (None, None, None)
    assert climb_mistake(mistake, by=HOUSE, at=mistake.admit_by) is True
