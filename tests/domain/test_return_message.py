"""A letter that came back said nothing (law 5)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import TooLateToUndo, answer_case, undo_answer
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.waiting import QuestionMissing, wait_for_client
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.case import State
from slovo.domain.cases.silences import stamps_of
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.queueing import retry_delivery
from slovo.domain.post.actions.sending import lease_delivery, record_return, record_sent
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ASKED = make.MORNING
SAID = ASKED + HOUR
BACK = ASKED + 2 * HOUR


@pytest.fixture
def olena(olha: User, petro: User) -> Person:
    olena = make.make_person("Olena Tkachenko")
    make.make_engagement(olena, petro)
    return olena


@pytest.fixture
def case(olena: Person) -> Case:
    case = open_case(olena, subject="Dispute", channel="email", by=olena, at=ASKED)
    hear_message(case, person=olena, text="Help", channel="email", by=olena, at=ASKED)
    return case


def send_all(at: object) -> None:
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)


def answer(case: Case, petro: User) -> Message:
    return answer_case(case, html="<p>Yes.</p>", next_word_at=SAID + 5 * HOUR, by=petro, at=SAID)


def test_a_returned_answer_resumes_the_first_clock_at_its_old_due(case: Case, petro: User) -> None:
    said = answer(case, petro)
    send_all(SAID)
    assert Promise.objects.get(kind="first_answer").outcome == "kept"
    record_return(said.delivery, why="Mailbox full", by=HOUSE, at=BACK)
    case.refresh_from_db()
    clock = Promise.objects.get(kind="first_answer")
    assert (clock.outcome, clock.due_at) == ("", ASKED + 24 * HOUR)
    assert (case.first_answered_at, case.waits_since) == (None, ASKED)
    assert (case.undelivered_at, case.dark_at) == (BACK, ASKED + 24 * HOUR)
    assert Promise.objects.get(kind="next_word").outcome == "withdrawn"
    assert [stamp.kind for stamp in stamps_of([case])[case.pk]] == ["heard"]
    assert Notice.objects.filter(user=petro, why="not_reached").count() == 1
    assert list(breaches()) == []


def test_a_returned_answer_that_is_sent_again_stops_the_clock(case: Case, petro: User) -> None:
    said = answer(case, petro)
    send_all(SAID)
    record_return(said.delivery, why="Mailbox full", by=HOUSE, at=BACK)
    retry_delivery(Delivery.objects.get(message=said), by=petro, at=BACK)
    send_all(BACK + HOUR)
    case.refresh_from_db()
    said.refresh_from_db()
    assert said.delivered_at == BACK + HOUR
    assert (case.first_answered_at, case.waits_since) == (BACK + HOUR, None)
    assert case.undelivered_at is None
    assert list(breaches()) == []


def test_a_letter_taken_back_in_time_is_a_draft_again(case: Case, petro: User) -> None:
    said = answer_case(
        case,
        html="<p>Yes.</p>",
        next_word_at=SAID + 5 * HOUR,
        files=[("a.txt", "text/plain", b"abc", "")],
        send_at=SAID + timedelta(seconds=30),
        by=petro,
        at=SAID,
    )
    draft = undo_answer(said, by=petro, at=SAID + timedelta(seconds=29))
    assert (draft.html, draft.attachments.get().name) == ("<p>Yes.</p>", "a.txt")
    send_all(SAID + HOUR)
    said.refresh_from_db()
    assert (said.delivered_at, said.cancelled_at) == (None, SAID + timedelta(seconds=29))


def test_a_letter_that_left_stays_left(case: Case, petro: User) -> None:
    said = answer(case, petro)
    send_all(SAID)
    said.refresh_from_db()
    with pytest.raises(TooLateToUndo):
        undo_answer(said, by=petro, at=SAID + HOUR)


def test_waiting_needs_a_question_and_his_answer_ends_it(case: Case, petro: User) -> None:
    with pytest.raises(QuestionMissing):
        wait_for_client(case, question=" ", by=petro, at=SAID)
    wait_for_client(case, question="Which date?", by=petro, at=SAID)
    case.refresh_from_db()
    assert case.state == State.ON_US
    send_all(SAID)
    case.refresh_from_db()
    assert (case.state, case.waiting_question) == (State.WAITING, "Which date?")
    hear_message(case, person=case.person, text="The 5th", channel="email", by=case.person, at=BACK)
    case.refresh_from_db()
    assert (case.state, case.waiting_question, case.waits_since) == (State.ON_US, "", BACK)
    assert case.dark_at == min(BACK + 24 * HOUR, case.next_word_at)


def test_machine_mail_touches_no_clock(case: Case, petro: User) -> None:
    answer(case, petro)
    send_all(SAID)
    case.refresh_from_db()
    before = (case.dark_at, case.waits_since, case.heard_at, case.state)
    hear_message(
        case,
        person=case.person,
        text="I am on holiday.",
        channel="email",
        nature="auto_reply",
        by=case.person,
        at=BACK,
    )
    case.refresh_from_db()
    assert (case.dark_at, case.waits_since, case.heard_at, case.state) == before
