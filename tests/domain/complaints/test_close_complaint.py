"""learn_lesson, close_complaint: with lesson, prevention and the client's word (R056, R029)."""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.at_once import resolve_at_once
from slovo.domain.complaints.actions.ending import (
    ComplaintIsOpen,
    LessonMissing,
    OnlyPrincipalCloses,
    close_complaint,
    correct_complaint,
    learn_lesson,
)
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import record_follow_up
from slovo.domain.complaints.actions.measures import take_measure
from slovo.domain.complaints.actions.waiving import settle_waiver, waive_measure
from slovo.domain.complaints.gaps import before_closing
from slovo.domain.complaints.models import Complaint, Reopening
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = ANSWERED + timedelta(hours=3)
END = ANSWERED + timedelta(days=8)
REFUSED = {
    "verdict": "refused",
    "remedies": [],
    "prevention": "",
    "ways": "Speak with Olha.",
    "outside": "The bar",
}


@pytest.fixture
def known(filed, nadia):
    return look_into(filed, nadia)


def prevented(complaint, by):
    learn_lesson(complaint, lesson="Copy whoever pays.", by=by, at=LATER)
    said = {"text": "Copy it", "owner": by, "due_on": date(2027, 4, 8)}
    take_measure(complaint, **said, by=by, at=LATER)


def fresh(complaint):
    return Complaint.objects.get(pk=complaint.pk)


def refused(complaint, by):
    with pytest.raises(ComplaintIsOpen) as said:
        close_complaint(complaint, by=by, at=END)
    return str(said.value)


def test_each_thing_that_is_missing_is_named(known, nadia, olena):
    assert refused(known, nadia) == (
        "The client has no answer yet. Write down what we learn from it. Take a measure with an "
        "owner and a date, or say why none is taken."
    )
    finding = answer(known, nadia)
    assert before_closing(fresh(known))[:2] == [
        "Say that the client has got what the answer names.",
        "The client has not said yet whether the answer helped.",
    ]
    prevented(known, nadia)
    correct_complaint(known, by=nadia, at=LATER)
    answer_finding(finding, answer="yes", by=olena, at=LATER)
    done = close_complaint(known, by=nadia, at=END)
    assert (done.closed_at, done.next_at) == (END, None)
    assert close_complaint(known, by=nadia, at=END + timedelta(days=1)).closed_at == END
    assert Event.objects.filter(kind="complaint.closed").count() == 1
    assert Case.objects.get(pk=known.case_id).state == State.CLOSED


def test_the_reason_for_no_measure_counts_only_with_the_principals_yes(known, nadia, olha, olena):
    finding = answer(known, nadia)
    learn_lesson(known, lesson="Nothing new.", by=nadia, at=LATER)
    correct_complaint(known, by=nadia, at=LATER)
    answer_finding(finding, answer="yes", by=olena, at=LATER)
    waiver = waive_measure(known, reason="A single slip.", by=nadia, at=LATER)
    assert refused(known, nadia) == "A principal has not agreed yet that no measure is taken."
    settle_waiver(waiver, is_approved=True, by=olha, at=LATER)
    assert close_complaint(known, by=nadia, at=END).closed_at == END


def test_refused_alone_closes_nothing(known, nadia, olena):
    finding = answer(known, nadia, **REFUSED)
    prevented(known, nadia)
    assert refused(known, nadia) == (
        "“Refused” alone closes nothing: the client has not said a word to it yet."
    )
    answer_finding(finding, answer="no", words="Unfair.", by=olena, at=LATER)
    assert refused(known, nadia) == (
        "The client does not accept the answer. Agree with him, or refer it outside."
    )


def test_without_a_word_from_him_the_unknown_follow_up_lets_it_close(known, nadia):
    finding = answer(known, nadia)
    prevented(known, nadia)
    correct_complaint(known, by=nadia, at=LATER)
    assert "has not said yet" in refused(known, nadia)
    follow_up = finding.follow_up
    follow_up.result, follow_up.ended_at = "unknown", END
    follow_up.save()
    assert close_complaint(known, by=nadia, at=END).closed_at == END
    assert Case.objects.get(pk=known.case_id).ending == "not_confirmed"


def test_the_second_of_its_kind_is_closed_by_a_principal_only(known, nadia, olha, roman, olena):
    at = MORNING + timedelta(days=30)
    again = file_complaint(olena, stated="Again.", about=known.about, by=roman, at=at)
    again = look_into(again, nadia, at + timedelta(hours=1))
    with pytest.raises(OnlyPrincipalCloses):
        close_complaint(again, by=nadia, at=at + timedelta(days=9))
    with pytest.raises(ComplaintIsOpen):
        close_complaint(again, by=olha, at=at + timedelta(days=9))
    with pytest.raises(ComplaintIsOpen):
        close_complaint(known, by=nadia, at=at + timedelta(days=9))


def test_what_did_not_help_is_closed_by_a_principal_only(known, nadia, olha, olena):
    finding = answer(known, nadia)
    record_follow_up(finding.follow_up, result="no", by=olena, at=END)
    second = answer(fresh(known), nadia, END + timedelta(days=1), reasons="You are right.")
    later = END + timedelta(days=2)
    answer_finding(second, answer="yes", by=olena, at=later)
    learn_lesson(known, lesson="Ask first.", by=nadia, at=later)
    waive_measure(known, reason="Once.", by=olha, at=later)
    correct_complaint(known, by=nadia, at=later)
    with pytest.raises(OnlyPrincipalCloses):
        close_complaint(known, by=nadia, at=later)
    assert close_complaint(known, by=olha, at=later).closed_at == later
    assert Reopening.objects.get().settled_at == later


def test_a_closed_one_that_did_not_help_is_open_again(known, nadia, olena):
    finding = answer(known, nadia)
    prevented(known, nadia)
    correct_complaint(known, by=nadia, at=LATER)
    answer_finding(finding, answer="yes", by=olena, at=LATER)
    close_complaint(known, by=nadia, at=LATER)
    record_follow_up(finding.follow_up, result="partly", by=olena, at=END)
    assert fresh(known).closed_at is None


def test_settled_in_the_first_talk_it_needs_its_cause_and_no_letter(filed, nadia):
    resolve_at_once(filed, text="We called, and it is settled.", by=nadia, at=LATER)
    prevented(filed, nadia)
    assert refused(filed, nadia).startswith("Say what the complaint is about")
    look_into(filed, nadia, LATER)
    assert close_complaint(filed, by=nadia, at=END).closed_at == END


def test_a_stranger_closes_nothing_and_an_empty_lesson_is_none(known, petro, nadia):
    with pytest.raises(NotAllowed):
        close_complaint(known, by=petro, at=END)
    with pytest.raises(LessonMissing):
        learn_lesson(known, lesson=" ", by=nadia, at=END)
