"""mark_acknowledged, unmark_acknowledged, mark_progress: what the post office says counts."""

from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.climbing import climb_complaint
from slovo.domain.complaints.actions.outside import write_outside
from slovo.domain.complaints.actions.owning import tell_of
from slovo.domain.complaints.actions.progressing import mark_progress
from slovo.domain.complaints.actions.receipting import mark_acknowledged, unmark_acknowledged
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(minutes=5)


def test_a_receipt_counts_from_its_delivery_until_it_comes_back(filed):
    assert filed.acknowledged_at is None
    mark_acknowledged(filed, by=HOUSE, at=LATER)
    mark_acknowledged(filed, by=HOUSE, at=LATER + timedelta(hours=1))
    assert Complaint.objects.get().acknowledged_at == LATER
    unmark_acknowledged(filed, by=HOUSE, at=LATER)
    known = Complaint.objects.get()
    assert (known.acknowledged_at, known.next_at) == (None, LATER)


def test_each_step_is_said_once(filed):
    assert climb_complaint(filed, by=HOUSE, at=LATER)
    assert not climb_complaint(filed, by=HOUSE, at=LATER)
    assert Notice.objects.filter(why="complaint_unreceipted").count() == 2
    event = Event.objects.get(kind="complaint.climbed")
    assert (event.refs["step"], event.refs["late"]) == ("receipt", 0)


def test_a_late_keeper_says_what_holds_now_once(filed):
    assert climb_complaint(filed, by=HOUSE, at=filed.own_limit_at)
    said = Event.objects.filter(kind="complaint.climbed").order_by("pk")
    steps = [event.refs["step"] for event in said]
    assert steps == ["receipt", "assessment", "word_soon", "word", "plan", "limit"]
    assert Complaint.objects.get().next_at is None


def test_a_word_moves_the_next_one_and_no_limit(filed):
    at = MORNING + timedelta(days=3)
    mark_progress(filed, by=HOUSE, at=at)
    known = Complaint.objects.get()
    assert known.progress_at == filed.progress_at + timedelta(days=3)
    assert (known.own_limit_at, known.plan_at) == (filed.own_limit_at, filed.plan_at)


def test_who_is_told_of_it(filed, nadia, olha):
    tell_of(filed, by=HOUSE, at=LATER)
    told = Notice.objects.filter(why__startswith="complaint_").order_by("pk")
    assert {(row.why, row.user) for row in told} == {
        ("complaint_yours", nadia),
        ("complaint_filed", olha),
    }


def test_the_outside_owner_reads_words_wish_and_limit(filed):
    filed.outside_owner_name, filed.outside_owner_address = "Ivan", "ivan@bar.example"
    filed.remedy_sought = "A call"
    write_outside(filed, "Nobody calls me back.", by=HOUSE, at=LATER)
    sent = Delivery.objects.get(to_address="ivan@bar.example")
    assert sent.letter_subject == "Complaint C-1 of Olena Sydorenko is yours [S-2]"
