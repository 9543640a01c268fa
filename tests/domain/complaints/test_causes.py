"""find_cause, draw_tree: the stated reason is not always the real one (R058, R029)."""

from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.causes import (
    AnsweredAlready,
    CauseMissing,
    NotBegun,
    TreeUnclear,
    draw_tree,
    find_cause,
)
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.gaps import differs
from slovo.domain.complaints.models import Complaint, Why
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.causes import retire_cause
from slovo.domain.mistakes.actions.failing import CauseRetired
from slovo.domain.mistakes.models import Failure
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from tests.domain.complaints.inquiring import ANSWERED, LOOKED, answer, cause, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = LOOKED + timedelta(hours=1)


def named(**sides):
    given = {"stated_cause": cause("billing"), "real_cause": cause("not-told")}
    return {**given, "real_reason": "Finance was never told.", **sides}


def test_both_causes_stand_apart_and_the_real_one_is_a_failure(filed, nadia):
    look_into(filed, nadia)
    known = Complaint.objects.get()
    assert (known.stated_cause.code, known.real_cause.code) == ("billing", "not-told")
    assert (known.found_by, differs(known)) == (nadia, True)
    failure = Failure.objects.get()
    assert (failure.subject, failure.cause, failure.at) == (
        f"complaint:{filed.pk}",
        cause("not-told"),
        MORNING,
    )
    find_cause(filed, **named(real_cause=cause("scope")), by=nadia, at=LATER)
    assert differs(Complaint.objects.get()) is False
    assert Failure.objects.get().cause == cause("scope")


def test_said_again_it_changes_nothing(filed, nadia):
    look_into(filed, nadia)
    same = {"real_reason": "Finance was never told of the agreed scope change."}
    find_cause(filed, **named(**same), by=nadia, at=LATER)
    assert Event.objects.filter(kind="inquiry.found").count() == 1


def test_refused_before_the_topic_without_words_retired_or_by_a_stranger(filed, nadia, roman, olha):
    with pytest.raises(NotBegun):
        find_cause(filed, **named(), by=nadia, at=LOOKED)
    look_into(filed, nadia)
    with pytest.raises(CauseMissing):
        find_cause(filed, **named(real_reason=" "), by=nadia, at=LATER)
    with pytest.raises(NotAllowed):
        find_cause(filed, **named(), by=roman, at=LATER)
    retire_cause(cause("late"), by=olha, at=LATER)
    with pytest.raises(CauseRetired):
        find_cause(filed, **named(stated_cause=cause("late")), by=nadia, at=LATER)


def test_once_answered_the_cause_stands(filed, nadia):
    look_into(filed, nadia)
    answer(filed, nadia)
    with pytest.raises(AnsweredAlready):
        find_cause(filed, **named(real_cause=cause("late")), by=nadia, at=ANSWERED)


@pytest.mark.parametrize(("days", "told"), [(179, 1), (180, 1), (181, 0)])
def test_a_second_similar_complaint_within_180_days_is_the_principals(
    filed, nadia, olha, roman, days, told
):
    look_into(filed, nadia)
    at = MORNING + timedelta(days=days)
    again = file_complaint(
        filed.person, stated="Again the invoice.", about=filed.about, by=roman, at=at
    )
    look_into(again, nadia, at + timedelta(hours=1))
    assert Notice.objects.filter(why="second_failure", user=olha).count() == told


def test_the_tree_is_drawn_whole_each_time(filed, nadia):
    look_into(filed, nadia)
    chain = ["The invoice was too high", " ", "An hour was added", "Finance did not know"]
    bones = {"information": ["The yes was on paper"], "people": [" The paper lay on a desk "]}
    inquiry = draw_tree(filed, chain=chain, bones=bones, by=nadia, at=LATER)
    assert inquiry.drawn_at == LATER
    rows = Why.objects.order_by("branch", "place").values_list("branch", "place", "text")
    assert list(rows) == [
        ("", 0, "The invoice was too high"),
        ("", 1, "An hour was added"),
        ("", 2, "Finance did not know"),
        ("information", 0, "The yes was on paper"),
        ("people", 0, "The paper lay on a desk"),
    ]
    draw_tree(filed, chain=chain, bones=bones, by=nadia, at=LATER + timedelta(hours=1))
    assert Event.objects.filter(kind="inquiry.drawn").count() == 1
    draw_tree(filed, chain=["Otherwise"], bones={}, by=nadia, at=LATER)
    assert Why.objects.get().text == "Otherwise"


def test_a_tree_too_long_or_on_an_unknown_branch_is_refused(filed, nadia):
    look_into(filed, nadia)
    with pytest.raises(TreeUnclear):
        draw_tree(filed, chain=["why"] * 8, bones={}, by=nadia, at=LATER)
    with pytest.raises(TreeUnclear):
        draw_tree(filed, chain=[], bones={"moon": ["full"]}, by=nadia, at=LATER)
