"""Who works on it and who answers, and that the client knows (R044, R045)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.assigning import (
    BriefTooShort,
    ColleagueHasLeft,
    assign_case,
    hand_over_case,
)
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import (
    SubjectMissing,
    confirm_person,
    recompute_clocks,
    rename_case,
)
from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.actions.giving import News, give_notices, see_notices
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.MORNING + timedelta(minutes=10)
BRIEF = "He wants his money.\nHe fears the court.\nWe promised a draft."


@pytest.fixture
def case(olha: User) -> Case:
    olena = make.make_person("Olena Tkachenko", language="en")
    case = open_case(olena, subject="Dispute", channel="email", by=olena, at=make.MORNING)
    hear_message(case, person=olena, text="Help", channel="email", by=olena, at=make.MORNING)
    return case


def told(case: Case) -> list[str]:
    return [message.text for message in case.messages.filter(wording="handover")]


def test_the_client_is_told_the_new_name_at_once(case: Case, olha: User, petro: User) -> None:
    assign_case(case, handler=petro, by=olha, at=LATER)
    assign_case(case, handler=petro, by=olha, at=LATER)
    [words] = told(case)
    assert "From now on Petro Marchenko works on “Dispute” and answers you." in words
    assert case.messages.get(wording="handover").delivery.next_at == LATER
    assert Notice.objects.filter(user=petro, why="yours_now").count() == 1
    assert Promise.objects.get(case=case, kind="first_answer").owner == petro


def test_a_handover_needs_three_lines(case: Case, olha: User, petro: User) -> None:
    with pytest.raises(BriefTooShort):
        hand_over_case(case, to=petro, brief="He wants his money.", by=olha, at=LATER)
    hand_over_case(case, to=petro, brief=BRIEF, by=olha, at=LATER)
    case.refresh_from_db()
    assert (case.handler, case.brief) == (petro, BRIEF)


def test_only_who_may_answer_can_be_named(case: Case, olha: User, taras: User) -> None:
    with pytest.raises(ColleagueHasLeft):
        assign_case(case, handler=taras, by=olha, at=LATER)
    assert told(case) == []


def test_a_specialist_does_not_assign(case: Case, petro: User) -> None:
    with pytest.raises(NotAllowed):
        assign_case(case, handler=petro, by=petro, at=LATER)


def test_the_clock_follows_the_confirmed_person(case: Case, olha: User) -> None:
    viktor = make.make_person("Viktor Shvets")
    confirm_person(case, person=viktor, organisation=None, by=olha, at=LATER)
    assert Promise.objects.get(case=case, kind="first_answer").person == viktor
    assert list(breaches()) == []


def test_rename_case(case: Case, petro: User, taras: User) -> None:
    with pytest.raises(SubjectMissing):
        rename_case(case, subject="  ", by=petro, at=LATER)
    with pytest.raises(NotAllowed):
        rename_case(case, subject="Flour", by=taras, at=LATER)
    rename_case(case, subject=" Flour ", by=petro, at=LATER)
    case.refresh_from_db()
    assert case.subject == "Flour"


def test_recomputing_without_a_change_changes_nothing(case: Case) -> None:
    before = Promise.objects.values_list("due_at", "next_at", "rung").get(kind="first_answer")
    recompute_clocks(case, by=HOUSE, at=LATER)
    after = Promise.objects.values_list("due_at", "next_at", "rung").get(kind="first_answer")
    assert before == after


def test_notices_are_seen_once(case: Case, petro: User) -> None:
    give_notices([News(petro, "chased", f"case:{case.pk}")], by=HOUSE, at=LATER)
    assert see_notices(petro, by=petro, at=LATER - timedelta(seconds=1)) == 0
    assert [see_notices(petro, by=petro, at=LATER) for _ in range(2)] == [1, 0]
