"""A complaint is taken in: whose it is, who sees it through, from whom it is kept."""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.filing import (
    AnothersMatter,
    NotHappenedYet,
    NothingStated,
    ReceivedLater,
    file_complaint,
)
from slovo.domain.complaints.actions.owning import OwnerIsInvolved
from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.actions.teams import save_team
from slovo.domain.staff.rights import NotAllowed, Role
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)


def heard(case, text="You never call back.", at=MORNING):
    return hear_message(case, person=case.person, text=text, channel="email", by=case.person, at=at)


def test_it_has_a_number_an_owner_and_a_case_of_its_own(filed, case, petro, nadia, roman):
    assert (filed.ref, filed.owner, filed.about) == ("C-1", nadia, case)
    assert (filed.received_by, filed.received_at, filed.medium) == (roman, MORNING, "phone")
    assert list(filed.against.all()) == [petro]
    assert filed.case.subject.endswith(": Claim")
    assert (filed.case.handler, filed.case.answerer, filed.case.deputy) == (nadia, nadia, None)
    assert filed.case.level == "relationship"
    assert filed.case.first_answer_due_at == MORNING + timedelta(hours=24)


def test_a_letter_that_began_its_case_takes_the_case_with_it(case, petro, nadia, roman):
    letter = heard(case)
    made = file_complaint(case.person, letter=letter, by=roman, at=LATER)
    assert (made.case, made.about, made.stated) == (case, None, "You never call back.")
    assert (made.received_at, made.filed_at, made.medium) == (MORNING, LATER, "email")
    assert Case.objects.get(pk=case.pk).handler == nadia
    assert not Case.objects.visible_to(petro).filter(pk=case.pk).exists()
    assert Case.objects.count() == 1


def test_a_letter_in_the_middle_of_a_matter_leaves_the_matter_where_it_is(
    case, petro, roman, nadia
):
    heard(case, "Hello")
    letter = heard(case, at=LATER)
    made = file_complaint(case.person, letter=letter, by=roman, at=LATER)
    assert made.about == case
    assert made.case != case
    assert made.case.messages.get(direction="in").text == "You never call back."
    assert Case.objects.get(pk=case.pk).handler == petro
    assert list(made.against.all()) == [petro]


def test_the_same_letter_and_the_same_words_are_one_complaint(filed, case, olena, roman):
    again = file_complaint(olena, stated="Nobody calls me back.", about=case, by=roman, at=LATER)
    assert again == filed
    letter = heard(case)
    one = file_complaint(olena, letter=letter, by=roman, at=LATER)
    assert file_complaint(olena, letter=letter, by=roman, at=LATER) == one
    assert Complaint.objects.count() == 2


def test_whoever_worked_on_it_is_refused_as_owner(case, olena, petro, roman, nadia):
    with pytest.raises(OwnerIsInvolved, match="Petro Marchenko had a hand in the matter"):
        file_complaint(olena, stated="Late", about=case, owner=petro, by=roman, at=MORNING)
    assert not Complaint.objects.exists()


def test_his_team_is_refused_too_but_a_principal_of_a_small_firm_is_not(
    case, olena, petro, nadia, olha, roman
):
    everybody = [petro, nadia, olha]
    save_team(None, name="All", zone=make.ZONE, members=everybody, by=olha, at=MORNING)
    with pytest.raises(OwnerIsInvolved):
        file_complaint(olena, stated="Late", about=case, owner=nadia, by=roman, at=MORNING)
    made = file_complaint(olena, stated="Late", about=case, by=roman, at=MORNING)
    assert made.owner == olha


def test_the_one_with_the_fewest_is_next(filed, case, olena, roman, nadia):
    second = make.make_user("Halyna Test", Role.COMPLAINT_OWNER)
    assert file_complaint(olena, stated="Late", about=case, by=roman, at=MORNING).owner == second
    assert file_complaint(olena, stated="Rude", about=case, by=roman, at=MORNING).owner == nadia


def test_it_is_kept_from_whoever_is_complained_of(filed, petro, iryna, nadia, olha):
    shown = [user for user in (petro, iryna, nadia, olha) if _sees(user, filed)]
    assert shown == [nadia, olha]


def _sees(user, complaint):
    return Complaint.objects.visible_to(user).filter(pk=complaint.pk).exists()


def test_without_words_from_the_future_or_of_another_person_it_is_refused(
    case, olena, viktor, roman
):
    with pytest.raises(NothingStated):
        file_complaint(olena, stated=" ", about=case, by=roman, at=MORNING)
    with pytest.raises(ReceivedLater):
        file_complaint(olena, stated="Late", received_at=LATER, by=roman, at=MORNING)
    with pytest.raises(AnothersMatter):
        file_complaint(viktor, stated="Late", about=case, by=roman, at=MORNING)
    with pytest.raises(NotHappenedYet):
        file_complaint(olena, stated="Late", problem_on=date(2027, 3, 11), by=roman, at=MORNING)
    assert not Complaint.objects.exists()


def test_the_client_files_it_himself_and_a_stranger_to_the_desk_may_not(case, olena, taras, nadia):
    made = file_complaint(olena, stated="Late", about=case, medium="portal", by=olena, at=MORNING)
    assert (made.received_by, made.medium, made.owner) == (None, "portal", nadia)
    with pytest.raises(NotAllowed):
        file_complaint(olena, stated="Late", about=case, by=taras, at=MORNING)


def test_with_nobody_to_own_it_it_is_taken_in_all_the_same(olena, olha):
    matter = open_case(olena, subject="Claim", channel="desk", handler=olha, by=olena, at=MORNING)
    made = file_complaint(olena, stated="Late", about=matter, by=olena, at=MORNING)
    assert (made.owner, made.owner_name) == (None, "")
    assert Complaint.objects.visible_to(olha).filter(pk=made.pk).exists()
