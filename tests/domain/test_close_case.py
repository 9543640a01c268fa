"""The end of a case belongs to the client (R131)."""

from datetime import datetime, timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.closing import (
    CaseOwesAnAnswer,
    ReasonMissing,
    close_case,
    finish_due_case,
    refuse_solved,
    solve_case,
)
from slovo.domain.cases.actions.ending import CaseIsNotSolved, confirm_solved
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.reopening import reopen_case
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import Ending, State
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ASKED = make.MORNING
SOLVED = ASKED + HOUR
FIFTH_DAY_ENDS = datetime.fromisoformat("2027-03-15T23:59:59+02:00")
MORNING_AFTER = datetime.fromisoformat("2027-03-16T10:00:00+02:00")


@pytest.fixture
def olena(olha: User, petro: User) -> Person:
    olena = make.make_person("Olena Tkachenko", language="uk")
    make.make_engagement(olena, petro)
    return olena


@pytest.fixture
def case(olena: Person) -> Case:
    case = open_case(olena, subject="Dispute", channel="email", by=olena, at=ASKED)
    hear_message(case, person=olena, text="Help", channel="email", by=olena, at=ASKED)
    return case


def send_all(at: datetime) -> None:
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)


@pytest.fixture
def solved(case: Case, petro: User) -> Case:
    solve_case(case, html="<p>Done.</p>", by=petro, at=SOLVED)
    send_all(SOLVED)
    case.refresh_from_db()
    return case


def says(case: Case, text: str, at: datetime) -> None:
    person = case.person
    hear_message(case, person=person, text=text, channel="email", by=person, at=at)
    case.refresh_from_db()


def test_solved_waits_for_his_yes(solved: Case) -> None:
    assert (solved.state, solved.next_word_at, solved.dark_at) == (State.SOLVED, None, None)
    assert solved.next_at == FIFTH_DAY_ENDS
    confirm_solved(solved, by=solved.person, at=SOLVED + HOUR)
    confirm_solved(solved, by=solved.person, at=SOLVED + 2 * HOUR)
    solved.refresh_from_db()
    assert (solved.ending, solved.closed_at) == (Ending.CONFIRMED, SOLVED + HOUR)


def test_silence_is_asked_once_and_is_never_a_yes(solved: Case) -> None:
    assert not finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS - timedelta(seconds=1))
    assert finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    solved.refresh_from_db()
    assert (solved.asked_at, solved.next_at) == (None, MORNING_AFTER)
    finish_due_case(solved, by=HOUSE, at=MORNING_AFTER)
    assert solved.messages.filter(wording="solved").count() == 1
    solved.refresh_from_db()
    assert (solved.state, solved.asked_at) == (State.SOLVED, MORNING_AFTER)
    finish_due_case(solved, by=HOUSE, at=solved.next_at)
    solved.refresh_from_db()
    assert (solved.state, solved.ending) == (State.CLOSED, Ending.NOT_CONFIRMED)
    assert solved.messages.filter(wording="solved").count() == 1


@pytest.mark.parametrize("text", ["Yes, solved, thanks", "Так, вирішено", "Да, решено"])
def test_a_plain_yes_by_letter_confirms(solved: Case, text: str) -> None:
    says(solved, text, SOLVED + HOUR)
    assert solved.ending == Ending.CONFIRMED


@pytest.mark.parametrize("text", ["Thank you very much!", "Дякую", "Большое спасибо за помощь"])
def test_thanks_start_nothing(solved: Case, text: str) -> None:
    says(solved, text, SOLVED + HOUR)
    assert (solved.state, solved.waits_since) == (State.SOLVED, None)
    assert not solved.promises.open().exists()


def test_another_question_reopens_with_the_same_owner(solved: Case, petro: User) -> None:
    says(solved, "Not quite: the other supplier has written too.", SOLVED + HOUR)
    assert (solved.state, solved.handler, solved.solved_at) == (State.ON_US, petro, None)
    assert solved.waits_since == SOLVED + HOUR
    assert solved.dark_at == SOLVED + 25 * HOUR


def test_no_on_his_page_reopens(solved: Case) -> None:
    refuse_solved(solved, text="", by=solved.person, at=SOLVED + HOUR)
    solved.refresh_from_db()
    assert solved.state == State.ON_US


def test_nothing_to_confirm(case: Case) -> None:
    with pytest.raises(CaseIsNotSolved):
        confirm_solved(case, by=case.person, at=SOLVED)


def test_closing_needs_a_reason_and_owes_nothing(case: Case, petro: User) -> None:
    with pytest.raises(ReasonMissing):
        close_case(case, reason=" ", by=petro, at=SOLVED)
    with pytest.raises(CaseOwesAnAnswer):
        close_case(case, reason="Wrong number", by=petro, at=SOLVED)
    case.refresh_from_db()
    assert case.state == State.ON_US


def test_the_principal_may_close_what_needs_no_answer(case: Case, olha: User) -> None:
    close_case(case, reason="Wrong number", by=olha, at=SOLVED)
    close_case(case, reason="Wrong number", by=olha, at=SOLVED + HOUR)
    case.refresh_from_db()
    assert (case.ending, case.closed_at) == (Ending.NO_ANSWER_NEEDED, SOLVED)
    assert not case.promises.open().exists()


def test_reopening_promises_the_next_word_anew(solved: Case, petro: User) -> None:
    confirm_solved(solved, by=solved.person, at=SOLVED + HOUR)
    reopen_case(solved, by=petro, at=SOLVED + 2 * HOUR)
    solved.refresh_from_db()
    assert solved.next_word_at == datetime.fromisoformat("2027-03-12T18:00:00+02:00")
    assert solved.dark_at == solved.next_word_at


def test_a_stranger_of_the_house_closes_nothing(case: Case, taras: User) -> None:
    for verb in (close_case, reopen_case):
        sides = {"reason": "x"} if verb is close_case else {}
        with pytest.raises(NotAllowed):
            verb(case, by=taras, at=SOLVED, **sides)
    with pytest.raises(NotAllowed):
        answer_case(case, html="<p>x</p>", next_word_at=SOLVED + HOUR, by=taras, at=SOLVED)
