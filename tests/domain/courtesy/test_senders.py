"""Whatever speaks of its own accord asks first: reminders of questions, and «is it solved?».

say_question_again, ask_if_solved, take_back; say_reminder stands in test_reminders.py.
"""

from datetime import date, datetime, timedelta

import pytest

from slovo.domain.cases.actions.closing import finish_due_case, solve_case
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.case import Ending, State
from slovo.domain.courtesy.actions.approaching import cancel_approach, send_approach_now
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.models import Approach
from slovo.domain.delivery.actions.reminding import remind_of_question
from slovo.domain.delivery.actions.scope import answer_scope_change
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.files import get
from tests import make
from tests.domain.courtesy.scene import free_all
from tests.domain.promises.scene import fresh, kyiv, send_all

ASKED = kyiv("2027-03-16 12:00")
NEXT_DAY = ASKED + timedelta(days=1)
QUIET = Days(date(2027, 3, 17), date(2027, 3, 24), why="A fair")
FREE = kyiv("2027-03-25 10:00")
SOLVED = kyiv("2027-03-12 12:00")
FIFTH_DAY_ENDS = datetime.fromisoformat("2027-03-17T23:59:59+02:00")


def letters(wording):
    return list(Message.objects.filter(wording=wording).order_by("pk"))


@pytest.fixture
def asked(engagement, petro):
    return make.make_scope_change(engagement, petro, at=ASKED)


@pytest.fixture
def quiet(olena, petro):
    return add_blackout(olena, days=QUIET, by=petro, at=make.MORNING)


@pytest.fixture
def solved(olena, engagement, petro):
    case = open_case(olena, subject="Dispute", channel="email", by=olena, at=make.MORNING)
    at = make.MORNING
    hear_message(case, person=olena, text="Help", channel="email", by=olena, at=at)
    solve_case(case, html="<p>Done.</p>", by=petro, at=SOLVED)
    send_all(SOLVED)
    return fresh(case)


def test_the_reminder_of_a_question_counts_and_says_how_to_have_less(asked, olena):
    assert remind_of_question(asked, by=HOUSE, at=NEXT_DAY)
    assert olena.contacts.get().kind == "reminder"
    letter = letters("scope_reminded")[0]
    raw = get(letter.delivery.file).decode()
    assert "List-Unsubscribe: <" in raw
    first = get(asked.letter.delivery.file).decode()
    assert "List-Unsubscribe" not in first
    assert "/less/" not in letter.text


def test_say_question_again_after_his_quiet_days(asked, quiet):
    assert remind_of_question(asked, by=HOUSE, at=NEXT_DAY)
    held = Approach.objects.get()
    assert (letters("scope_reminded"), held.next_at) == ([], FREE)
    free_all(FREE)
    assert [letter.at for letter in letters("scope_reminded")] == [FREE]
    assert fresh(asked).reminded_at == FREE


def test_an_answer_meanwhile_ends_the_reminder(asked, quiet, olena):
    remind_of_question(asked, by=HOUSE, at=NEXT_DAY)
    answer_scope_change(asked, answer="yes", words="", by=olena, at=NEXT_DAY)
    free_all(FREE)
    assert (letters("scope_reminded"), Approach.objects.get().why) == ([], "done")
    assert olena.contacts.count() == 0


def test_a_written_reminder_is_taken_back_when_he_wants_nothing(asked, olena):
    remind_of_question(asked, by=HOUSE, at=NEXT_DAY)
    save_preference(olena, level="none", by=olena, at=NEXT_DAY)
    letter = letters("scope_reminded")[0]
    assert (letter.cancelled_at, letter.delivery.state) == (NEXT_DAY, "cancelled")


def test_ask_if_solved_waits_for_quiet_days_and_is_not_counted(solved, quiet, olena):
    assert finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    assert letters("solved") == []
    assert fresh(solved).next_at == Approach.objects.get().next_at == FREE
    assert finish_due_case(solved, by=HOUSE, at=FREE)
    free_all(FREE)
    assert [letter.at for letter in letters("solved")] == [FREE]
    assert (fresh(solved).asked_at, olena.contacts.count()) == (FREE, 0)
    assert fresh(solved).next_at == datetime.fromisoformat("2027-03-30T23:59:59+03:00")


def test_his_yes_meanwhile_ends_the_question(solved, quiet, olena):
    finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    confirm_solved(solved, by=olena, at=FIFTH_DAY_ENDS)
    free_all(FREE)
    assert (letters("solved"), Approach.objects.get().why) == ([], "done")


def test_who_wants_nothing_is_not_asked_and_nothing_is_taken_for_a_yes(solved, olena):
    save_preference(olena, level="none", by=olena, at=SOLVED)
    finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    assert fresh(solved).state == State.SOLVED
    finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    assert (fresh(solved).ending, letters("solved")) == (Ending.NOT_CONFIRMED, [])


def test_a_colleague_may_spare_him_the_question_or_put_it_now(solved, quiet, petro):
    finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    send_approach_now(Approach.objects.get(), reason="He waits for it", by=petro, at=ASKED)
    assert fresh(solved).asked_at == ASKED
    assert len(letters("solved")) == 1


def test_spared_the_question_the_case_ends_by_itself(solved, quiet, petro):
    finish_due_case(solved, by=HOUSE, at=FIFTH_DAY_ENDS)
    cancel_approach(Approach.objects.get(), why="He said it by phone", by=petro, at=ASKED)
    finish_due_case(solved, by=HOUSE, at=FREE)
    assert (fresh(solved).ending, letters("solved")) == (Ending.NOT_CONFIRMED, [])
