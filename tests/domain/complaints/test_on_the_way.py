"""tell_progress, resolve_at_once, refer_outside, settle_outside, and our own terms."""

from datetime import date, timedelta

import pytest

from slovo.domain.complaints.actions.at_once import NotTheFirst, resolve_at_once
from slovo.domain.complaints.actions.complaining_in import complain_in
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up, record_follow_up
from slovo.domain.complaints.actions.owning import name_owner
from slovo.domain.complaints.actions.progressing import tell_progress
from slovo.domain.complaints.actions.referring import (
    BodyMissing,
    NothingToRefer,
    NotReferred,
    refer_outside,
    settle_outside,
)
from slovo.domain.complaints.actions.terms import (
    LimitUnclear,
    TermsUnclear,
    change_terms,
    list_first_limits,
    save_limit,
)
from slovo.domain.complaints.models import Complaint, FollowUp, LegalLimit
from slovo.domain.courtesy.actions.approaching import free_approach
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import kyiv
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)
LAW = {"country": "PL", "client_kind": "consumer", "text": "Answer", "source": "KC"}


def test_one_tap_tells_how_it_stands_and_when_the_next_word_comes(filed, nadia, petro):
    message = tell_progress(filed, by=nadia, at=LATER)
    assert message.next_word_at == kyiv("2027-03-15 23:59:59")
    assert tell_progress(filed, text="I read the file.", by=nadia, at=LATER).text == (
        "I read the file."
    )
    with pytest.raises(NotAllowed):
        tell_progress(filed, by=petro, at=LATER)


def test_settled_in_the_first_talk_and_only_in_the_first(filed, nadia):
    resolve_at_once(filed, text="We called back and agreed.", by=nadia, at=LATER)
    known = Complaint.objects.select_related("case").get()
    assert (known.resolved_at_once_at, known.accepted_at) == (LATER, LATER)
    assert (known.acknowledged_at, known.case.first_answered_at) == (LATER, LATER)
    assert known.closed_at is None
    resolve_at_once(filed, text="We called back and agreed.", by=nadia, at=LATER)
    asked = FollowUp.objects.select_related("complaint__case").get()
    assert (asked.finding, asked.due_at) == (None, LATER + timedelta(days=7))
    days = Days(first_day=date(2027, 3, 16), last_day=date(2027, 3, 18))
    add_blackout(filed.person, days=days, by=HOUSE, at=LATER)
    assert climb_follow_up(asked, by=HOUSE, at=asked.due_at)
    assert FollowUp.objects.get().asked_at is None
    held = Approach.objects.get()
    free_approach(held, by=HOUSE, at=held.next_at)
    asked = FollowUp.objects.select_related("complaint__case").get()
    assert "/helped/" in asked.letter.text
    said_at = asked.asked_at + timedelta(hours=1)
    record_follow_up(asked, result="no", words="It rings on.", by=filed.person, at=said_at)
    known = Complaint.objects.get()
    assert (known.resolved_at_once_at, known.accepted_at, known.decided_at) == (None, None, None)
    assert known.reopenings.count() == 1


def test_after_another_word_it_is_not_the_first_contact(filed, nadia):
    from slovo.domain.cases.actions.speaking import speak

    speak(filed.case, text="I am looking into it.", by=nadia, at=LATER)
    with pytest.raises(NotTheFirst):
        resolve_at_once(filed, text="Settled", by=nadia, at=LATER + timedelta(hours=1))


def test_referred_only_after_a_rejection_or_the_laws_time(filed, nadia, olena):
    with pytest.raises(NothingToRefer):
        refer_outside(filed, external_body="The ombudsman", by=nadia, at=LATER)
    with pytest.raises(NotReferred):
        settle_outside(filed, outcome="Ours", by=nadia, at=LATER)
    Complaint.objects.update(legal_limit_at=LATER)
    with pytest.raises(BodyMissing):
        refer_outside(filed, external_body=" ", by=nadia, at=LATER)
    refer_outside(filed, external_body="The ombudsman", by=nadia, at=LATER)
    known = Complaint.objects.select_related("case").get()
    assert (known.external_body, known.referred_at) == ("The ombudsman", LATER)
    assert known.case.messages.get(wording="complaint_referred").person == olena
    settle_outside(known, outcome="Half of it back", by=nadia, at=LATER)
    assert Complaint.objects.get().external_outcome == "Half of it back"


def test_a_new_house_has_the_laws_we_know_once(firm, olha):
    known = LegalLimit.objects.count()
    assert known > 9
    assert list_first_limits("uk", by=olha, at=MORNING) == 0
    assert LegalLimit.objects.count() == known


def test_a_law_says_who_checked_it_and_when(olha, petro):
    law = save_limit(None, **LAW, amount=30, checked_on=date(2027, 3, 9), by=olha, at=MORNING)
    assert (law.checked_by, law.checked_on, law.amount) == (olha, date(2027, 3, 9), 30)
    with pytest.raises(LimitUnclear):
        save_limit(law, **LAW, checked_on=date(2027, 3, 12), by=olha, at=MORNING)
    with pytest.raises(LimitUnclear):
        save_limit(law, **{**LAW, "source": ""}, by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        save_limit(law, **LAW, by=petro, at=MORNING)
    assert save_limit(law, **LAW, is_retired=True, by=olha, at=MORNING).retired_at == MORNING


def test_our_own_terms_hold_for_what_is_filed_from_now_on(filed, olha, olena, roman):
    change_terms(own_days=7, progress_days=2, by=olha, at=LATER)
    made = file_complaint(olena, stated="Again", by=roman, at=LATER)
    assert made.own_limit_at == kyiv("2027-03-17 23:59:59")
    assert Complaint.objects.get(pk=filed.pk).own_limit_at == kyiv("2027-03-20 23:59:59")
    with pytest.raises(TermsUnclear):
        change_terms(own_days=3, progress_days=5, by=olha, at=LATER)
    with pytest.raises(TermsUnclear):
        change_terms(own_days=10, progress_days=5, outside_name="Ivan", by=olha, at=LATER)


def test_a_firm_of_two_names_somebody_outside(case, olena, petro, olha):
    outside = {"outside_name": "Dr. Kravets", "outside_address": "kravets@bar.example"}
    change_terms(own_days=10, progress_days=5, **outside, by=olha, at=MORNING)
    made = file_complaint(olena, stated="Both rude", against=[olha, petro], by=olena, at=MORNING)
    assert (made.owner, made.owner_name) == (None, "Dr. Kravets")
    assert made.case.level == "circle"
    again = {**outside, "outside_name": "Prof. Bondar", "reason": "On leave"}
    with pytest.raises(NotAllowed):
        name_owner(made, **again, by=olha, at=LATER)
    assert Complaint.objects.get().owner_name == "Dr. Kravets"


def test_a_stranger_complains_on_the_public_page(firm, nadia):
    made = complain_in(
        email="ann@client.example",
        full_name="Ann New",
        language="en",
        zone="Europe/Warsaw",
        stated="The letter never came.",
        by=HOUSE,
        at=MORNING,
    )
    assert (made.person.full_name, made.medium, made.owner) == ("Ann New", "webform", nadia)
    assert made.own_limit_at.isoformat() == "2027-03-20T22:59:59+00:00"
