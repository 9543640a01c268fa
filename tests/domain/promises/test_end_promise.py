"""Kept or broken is decided by stamps, not by opinion (R110)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case, undo_answer
from slovo.domain.cases.actions.clocks import keep_promise, resume_promise, withdraw_promise
from slovo.domain.cases.actions.closing import close_case, solve_case
from slovo.domain.cases.actions.delivering import return_message
from slovo.domain.cases.actions.ending import CaseHasOpenPromises, confirm_solved
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.promises.actions.ending import (
    NotItsLetter,
    WordsMissing,
    fulfil_promise,
    withdraw_by_client,
)
from slovo.domain.promises.standing import PromiseHasEnded
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, fresh, kyiv, promised, send_all

SECOND = timedelta(seconds=1)
TALK = kyiv("2027-03-25 17:00")


def answered(case, by, at, **sides):
    message = answer_case(
        case, html="<p>Here it is.</p>", next_word_at=TALK, insists=True, by=by, at=at, **sides
    )
    send_all(at)
    return fresh(message)


def test_story_a7_delivered_twenty_minutes_early_is_kept(petro, case):
    p1 = promised(case, petro, effort_minutes=840)
    letter = answered(case, petro, kyiv("2027-03-22 17:40"), keeps=[p1])
    p1 = fresh(p1)
    assert (p1.outcome, p1.evidence, p1.due_at - p1.done_at) == (
        Outcome.KEPT,
        letter,
        timedelta(minutes=20),
    )


def test_a_second_late_is_broken(petro, case):
    p1 = promised(case, petro)
    answered(case, petro, NEXT_MONDAY + SECOND, keeps=[p1])
    assert (fresh(p1).outcome, fresh(p1).done_at) == (Outcome.BROKEN, NEXT_MONDAY + SECOND)


def test_on_the_second_it_is_kept(petro, case):
    p1 = promised(case, petro)
    fulfil_promise(p1, proof="Handed over in court", by=petro, at=NEXT_MONDAY)
    assert (fresh(p1).outcome, fresh(p1).proof) == (Outcome.KEPT, "Handed over in court")


def test_any_other_answer_keeps_nothing(petro, case):
    p1 = promised(case, petro)
    answered(case, petro, MONDAY)
    assert fresh(p1).ended_at is None


def test_a_letter_on_its_way_keeps_it_when_it_is_delivered(petro, case):
    p1 = promised(case, petro)
    letter = answer_case(
        case, html="<p>The draft.</p>", next_word_at=TALK, insists=True, by=petro, at=MONDAY
    )
    fulfil_promise(p1, message=letter, by=petro, at=MONDAY)
    assert (fresh(p1).ended_at, fresh(p1).evidence) == (None, letter)
    assert Event.objects.get(kind="promise.sent").refs == {"message": letter.pk}
    send_all(NEXT_MONDAY + SECOND)
    assert (fresh(p1).outcome, fresh(p1).done_at) == (Outcome.BROKEN, NEXT_MONDAY + SECOND)


def test_a_letter_that_left_keeps_it_from_its_stamp(petro, case):
    p1 = promised(case, petro)
    letter = answered(case, petro, kyiv("2027-03-22 17:00"))
    late = NEXT_MONDAY + timedelta(hours=15)
    fulfil_promise(p1, message=letter, by=petro, at=late)
    assert (fresh(p1).outcome, fresh(p1).done_at, fresh(p1).ended_at) == (
        Outcome.KEPT,
        kyiv("2027-03-22 17:00"),
        late,
    )


def test_a_letter_taken_back_keeps_nothing(petro, case):
    p1 = promised(case, petro)
    letter = answer_case(
        case,
        html="<p>The draft.</p>",
        next_word_at=TALK,
        insists=True,
        keeps=[p1],
        send_at=MONDAY + 30 * SECOND,
        by=petro,
        at=MONDAY,
    )
    undo_answer(letter, by=petro, at=MONDAY + 5 * SECOND)
    assert (fresh(p1).evidence, fresh(p1).ended_at) == (None, None)


def test_a_letter_that_comes_back_leaves_it_owed_to_its_old_date(petro, case):
    p1 = promised(case, petro)
    letter = answered(case, petro, kyiv("2027-03-22 17:40"), keeps=[p1])
    return_message(letter, by=HOUSE, at=kyiv("2027-03-22 17:50"))
    assert (fresh(p1).outcome, fresh(p1).done_at, fresh(p1).due_at) == ("", None, NEXT_MONDAY)


def test_a_letter_that_told_of_it_and_came_back_takes_nothing_from_it(petro, case):
    letter = answered(case, petro, MONDAY)
    p1 = promised(case, petro, message=letter)
    return_message(letter, by=HOUSE, at=kyiv("2027-03-15 10:05"))
    assert fresh(p1).ended_at is None


def test_only_his_own_letter_after_the_promise_counts(petro, case, viktor):
    early = answered(case, petro, kyiv("2027-03-15 09:30"))
    p1 = promised(case, petro)
    elsewhere = answered(case, petro, MONDAY, to=viktor)
    heard = hear_message(
        case, person=case.person, text="Well?", channel="email", by=case.person, at=MONDAY
    )
    for message in (early, elsewhere, heard):
        with pytest.raises(NotItsLetter):
            fulfil_promise(p1, message=message, by=petro, at=NEXT_MONDAY)


def test_the_clients_duty_is_done_by_his_letter(petro, case):
    duty = promised(case, petro, text="Send the contract", owed_by="client")
    at = kyiv("2027-03-22 18:00") + SECOND
    letter = hear_message(
        case, person=case.person, text="Here", channel="email", by=case.person, at=at
    )
    letter.refresh_from_db()
    fulfil_promise(duty, message=letter, by=petro, at=at + timedelta(hours=1))
    assert (fresh(duty).outcome, fresh(duty).done_at) == (Outcome.BROKEN, at)


def test_an_end_is_never_rewritten(petro, case):
    p1 = promised(case, petro)
    fulfil_promise(p1, by=petro, at=MONDAY)
    fulfil_promise(p1, by=petro, at=NEXT_MONDAY + SECOND)
    assert (fresh(p1).outcome, fresh(p1).done_at) == (Outcome.KEPT, MONDAY)
    with pytest.raises(PromiseHasEnded, match="ended already: kept"):
        withdraw_by_client(p1, words="Leave it.", by=petro, at=MONDAY)


def test_the_client_gives_it_back_in_his_words(petro, case):
    p1 = promised(case, petro)
    with pytest.raises(WordsMissing):
        withdraw_by_client(p1, words=" ", by=petro, at=MONDAY)
    withdraw_by_client(p1, words="We settled it ourselves.", by=petro, at=MONDAY)
    withdraw_by_client(p1, words="We settled it ourselves.", by=petro, at=NEXT_MONDAY)
    assert (fresh(p1).outcome, fresh(p1).consent, fresh(p1).ended_at) == (
        Outcome.WITHDRAWN,
        "We settled it ourselves.",
        MONDAY,
    )


def test_what_was_late_by_then_stays_broken(petro, case):
    p1 = promised(case, petro)
    withdraw_by_client(p1, words="Too late now.", by=petro, at=NEXT_MONDAY + SECOND)
    assert fresh(p1).outcome == Outcome.BROKEN


def test_strangers_end_nothing(petro, taras, case):
    p1 = promised(case, petro)
    with pytest.raises(NotAllowed):
        fulfil_promise(p1, by=taras, at=MONDAY)
    with pytest.raises(NotAllowed):
        withdraw_by_client(p1, words="No", by=taras, at=MONDAY)


def test_a_case_with_an_open_promise_of_ours_does_not_close(petro, case):
    p1 = promised(case, petro)
    with pytest.raises(CaseHasOpenPromises, match="“Draft of the claim” is still promised here"):
        close_case(case, reason="Quiet", by=petro, at=MONDAY)
    with pytest.raises(CaseHasOpenPromises):
        solve_case(case, html="<p>Done.</p>", by=petro, at=MONDAY)
    answer_case(case, html="<p>Done.</p>", solves=True, keeps=[p1], by=petro, at=MONDAY)
    send_all(MONDAY)
    confirm_solved(case, by=case.person, at=NEXT_MONDAY)
    assert (fresh(case).state, fresh(p1).outcome) == ("closed", Outcome.KEPT)


def test_the_clients_duty_ends_with_the_case(petro, case):
    duty = promised(case, petro, owed_by="client")
    close_case(case, reason="He went elsewhere", by=petro, at=MONDAY)
    assert fresh(duty).outcome == Outcome.WITHDRAWN


def test_a_promise_outlives_a_case_that_ends_all_the_same(petro, case):
    solve_case(case, html="<p>Done.</p>", by=petro, at=MONDAY)
    p1 = promised(case, petro)
    send_all(MONDAY)
    confirm_solved(case, by=case.person, at=NEXT_MONDAY)
    assert (fresh(case).state, fresh(p1).ended_at) == ("closed", None)


def test_the_steps_below_stamp_what_they_are_told(petro, case):
    p1, p2 = promised(case, petro), promised(case, petro, text="Another")
    keep_promise(p1, message=None, done_at=MONDAY, by=petro, at=NEXT_MONDAY + SECOND)
    withdraw_promise(p2, by=petro, at=MONDAY)
    assert [fresh(p1).outcome, fresh(p2).outcome] == [Outcome.KEPT, Outcome.WITHDRAWN]
    resume_promise(p1, by=petro, at=NEXT_MONDAY + SECOND)
    assert (fresh(p1).outcome, fresh(p1).ended_at) == ("", None)
