"""A quarter looked back on: frozen when it is opened, signed by a principal, never rewritten."""

from datetime import date, timedelta

import pytest

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import record_follow_up
from slovo.domain.complaints.actions.measures import take_measure
from slovo.domain.complaints.actions.resolving import OutcomeUnsaid, carry_out, climb_resolution
from slovo.domain.complaints.actions.reviewing import (
    ConclusionsMissing,
    Decided,
    NotSigned,
    QuarterNotOver,
    ResolutionUnclear,
    SignedAlready,
    add_addendum,
    climb_review,
    open_review,
    sign_review,
)
from slovo.domain.complaints.models import Addendum, QuarterReview, Resolution
from slovo.domain.complaints.retrospect import thawed
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.failing import drop_failure
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.keeper.inquiry import climb_reviews, open_reviews
from tests.domain.complaints.inquiring import ANSWERED, answer, cause, look_into, utc
from tests.make import MORNING

pytestmark = pytest.mark.django_db
FIRST = date(2027, 1, 1)
AFTER = utc("04-01 07:00")
DECIDED = {"text": "Copy finance in", "due_on": date(2027, 5, 1)}


def told(user, why):
    return Notice.objects.filter(user=user, why=why).count()


@pytest.fixture
def quarter(filed, case, nadia, olena, petro, viktor, roman):
    """Answered; a second one nobody answered; the same mistake twice."""
    finding = answer(look_into(filed, nadia), nadia)
    record_follow_up(finding.follow_up, result="solved", by=olena, at=ANSWERED + timedelta(days=9))
    take_measure(
        filed, text="Copy it", owner=nadia, due_on=date(2027, 3, 20), by=nadia, at=ANSWERED
    )
    file_complaint(viktor, stated="Too late", by=roman, at=MORNING)
    for hours in (0, 1):
        at = MORNING + timedelta(hours=hours)
        open_mistake(case, text=f"Late {hours}", cause=cause("late"), by=petro, at=at)
    return filed


def numbers(review):
    return {each.name: (each.part, each.count, each.beside) for each in thawed(review.numbers)}


def counts(review):
    return {name: kept["count"] for name, kept in review.rows.items()}


def test_it_freezes_the_quarter_and_what_comes_later_does_not_rewrite_it(quarter, olha, nadia):
    review = open_review(date(2027, 2, 14), by=olha, at=AFTER)
    assert (review.quarter, review.key) == (FIRST, "2027-Q1")
    assert numbers(review)["second"] == (1, 3, 1)
    assert numbers(review)["answered"] == (1, 2, 0)
    assert numbers(review)["satisfied"] == (1, 1, 0)
    assert numbers(review)["admitted"] == (0, 2, 0)
    assert numbers(review)["differing"] == (1, 1, 0)
    assert counts(review) == {
        "new_causes": 2,
        "recurring_causes": 0,
        "measures_late": 1,
        "measures_without_owner": 0,
        "limits_missed": 1,
        "laws_missed": 0,
        "unanswered": 1,
        "unknown": 0,
        "put_backs": 0,
        "second_failures": 1,
    }
    frozen = (review.numbers, review.rows)
    drop_failure("mistake:1", by=olha, at=AFTER)
    again = open_review(FIRST, by=olha, at=AFTER + timedelta(days=9))
    assert (again.pk, again.numbers, again.rows) == (review.pk, *frozen)
    assert QuarterReview.objects.visible_to(nadia).count() == 1
    with pytest.raises(QuarterNotOver):
        open_review(date(2027, 4, 1), by=olha, at=AFTER)
    with pytest.raises(NotAllowed):
        open_review(FIRST, by=nadia, at=AFTER)


def test_only_a_principal_signs_and_a_signature_is_not_undone(quarter, olha, nadia, petro):
    review = open_review(FIRST, by=olha, at=AFTER)
    with pytest.raises(NotSigned):
        add_addendum(review, text="Later", by=olha, at=AFTER)
    with pytest.raises(ConclusionsMissing):
        sign_review(review, conclusions=" ", by=olha, at=AFTER)
    with pytest.raises(NotAllowed):
        sign_review(review, conclusions="Fine", by=nadia, at=AFTER)
    past = Decided("Copy", nadia, date(2027, 3, 31))
    with pytest.raises(ResolutionUnclear):
        sign_review(review, conclusions="We tell finance.", decisions=[past], by=olha, at=AFTER)
    assert not Resolution.objects.exists()
    decided = [Decided(owner=nadia, **DECIDED)]
    signed = sign_review(
        review, conclusions="We tell finance.", decisions=decided, by=olha, at=AFTER
    )
    assert (signed.signed_at, signed.signed_by, signed.next_at) == (AFTER, olha, None)
    assert told(nadia, "resolution_yours") == 1
    with pytest.raises(SignedAlready):
        sign_review(review, conclusions="Nothing.", by=olha, at=AFTER)
    for _twice in range(2):
        add_addendum(review, text="It was the bank.", by=olha, at=AFTER + timedelta(days=1))
    assert Addendum.objects.count() == 1
    kinds = Event.objects.filter(kind__regex="quarterreview|addendum").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "quarterreview.opened",
        "quarterreview.signed",
        "addendum.added",
    ]
    resolution = Resolution.objects.get()
    with pytest.raises(NotAllowed):
        carry_out(resolution, outcome="Done", by=petro, at=AFTER)
    with pytest.raises(OutcomeUnsaid):
        carry_out(resolution, outcome=" ", by=nadia, at=AFTER)
    done = carry_out(resolution, outcome="Finance is copied in.", by=nadia, at=AFTER)
    assert carry_out(done, outcome="Else", by=olha, at=AFTER).outcome == "Finance is copied in."
    assert climb_resolution(done, by=HOUSE, at=AFTER + timedelta(days=99)) is False


def test_it_opens_by_itself_is_missed_once_and_so_is_what_it_decided(quarter, olha, nadia):
    assert open_reviews(utc("04-01 05:59")) == 0
    assert open_reviews(utc("04-01 06:00")) == 1
    assert open_reviews(utc("04-02 06:00")) == 0
    review = QuarterReview.objects.get()
    assert (review.opened_by, review.due_at, told(olha, "review_opened")) == (
        None,
        utc("04-15 15:00"),
        1,
    )
    assert climb_reviews(utc("04-15 14:59")) == 0
    assert [climb_reviews(utc("04-15 15:00")) for _twice in range(2)] == [1, 0]
    assert told(olha, "review_missed") == 1
    assert climb_review(review, by=HOUSE, at=utc("04-16 15:00")) is False
    decided = [Decided(owner=nadia, **DECIDED)]
    at = utc("04-16 08:00")
    sign_review(review, conclusions="We tell finance.", decisions=decided, by=olha, at=at)
    late = utc("05-02 00:00")
    assert [climb_reviews(late) for _twice in range(2)] == [1, 0]
    assert (told(nadia, "resolution_late"), told(olha, "resolution_late")) == (1, 1)


def test_a_quarter_in_which_nothing_went_wrong_opens_none(olha):
    assert open_reviews(AFTER) == 0
