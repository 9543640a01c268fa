"""One owner from first to last; a change is told to the client, an outside owner gets mail."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.complaints.actions.owning import (
    NobodyOutside,
    OwnerIsInvolved,
    ReasonMissing,
    name_owner,
)
from slovo.domain.complaints.models import Complaint
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import NotAllowed
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)
OUTSIDE = {"outside_name": "Dr. Ivan Kravets", "outside_address": "kravets@bar.example"}


def test_a_change_needs_a_reason_and_is_told(filed, olha, olena):
    with pytest.raises(ReasonMissing):
        name_owner(filed, owner=olha, by=olha, at=LATER)
    name_owner(filed, owner=olha, reason="Nadia is on leave.", by=olha, at=LATER)
    known = Complaint.objects.select_related("case").get()
    assert (known.owner, known.case.handler, known.case.answerer) == (olha, olha, olha)
    told = known.case.messages.get(wording="complaint_owner_changed")
    assert "Olha Levchenko" in told.text
    assert "Nadia is on leave." in told.text
    assert (known.own_limit_at, known.received_at) == (filed.own_limit_at, filed.received_at)


def test_once_he_has_our_answer_none_is_promised_to_him_anew(filed, nadia, olha):
    name_owner(filed, owner=olha, reason="Nadia is on leave.", by=olha, at=LATER)
    answer(look_into(filed, olha), olha)
    known = Complaint.objects.get()
    name_owner(known, owner=nadia, reason="She is back.", by=olha, at=ANSWERED + (LATER - MORNING))
    letters = filed.case.messages.filter(wording="complaint_owner_changed").order_by("at")
    before, after = (letter.text.split("\n\n") for letter in letters)
    assert (len(before), len(after), after[-1]) == (5, 4, before[-1])


def test_the_same_owner_again_changes_nothing(filed, nadia, olha):
    name_owner(filed, owner=nadia, by=olha, at=LATER)
    assert not filed.case.messages.filter(wording="complaint_owner_changed").exists()


def test_whoever_is_complained_of_is_refused_and_so_is_a_specialist_who_names(filed, petro, olha):
    with pytest.raises(OwnerIsInvolved):
        name_owner(filed, owner=petro, reason="Why not", by=olha, at=LATER)
    with pytest.raises(NotAllowed):
        name_owner(filed, owner=olha, reason="Why not", by=petro, at=LATER)


def test_an_outside_owner_has_every_letter_by_mail(filed, olha, olena):
    with pytest.raises(NobodyOutside):
        name_owner(filed, outside_name="Somebody", reason="Small firm", by=olha, at=LATER)
    name_owner(filed, **OUTSIDE, reason="Small firm", by=olha, at=LATER)
    known = Complaint.objects.select_related("case").get()
    assert (known.owner, known.owner_name) == (None, "Dr. Ivan Kravets")
    hear_message(known.case, person=olena, text="Any news?", channel="email", by=olena, at=LATER)
    sent = Delivery.objects.filter(to_address="kravets@bar.example").order_by("pk")
    assert len(sent) == 2
