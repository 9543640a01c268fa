"""begin_inquiry, add_evidence, tick_evidence, add_fact, drop_fact: all facts analysed (R059)."""

from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.inquiring import (
    FactAhead,
    FactUnclear,
    ProofUnclear,
    TopicUnknown,
    add_evidence,
    add_fact,
    begin_inquiry,
    drop_fact,
    tick_evidence,
)
from slovo.domain.complaints.chronology import chronology_of
from slovo.domain.complaints.gaps import before_answer
from slovo.domain.complaints.models import Complaint, Evidence, Fact
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.post.files import get
from slovo.domain.staff.rights import NotAllowed
from tests.domain.complaints.inquiring import LOOKED, look_into, tick_all

pytestmark = pytest.mark.django_db
LATER = LOOKED + timedelta(hours=1)


def kinds(complaint):
    return list(complaint.evidence.order_by("place").values_list("kind", flat=True))


def test_its_topic_lays_out_the_proofs_and_another_one_adds_to_them(filed, nadia):
    inquiry = begin_inquiry(filed, topic="money", by=nadia, at=LOOKED)
    six = ["contract", "scope", "time", "invoice", "calls", "letters"]
    assert (inquiry.begun_by, inquiry.begun_at, kinds(filed)) == (nadia, LOOKED, six)
    assert begin_inquiry(filed, topic="money", by=nadia, at=LATER) == inquiry
    begin_inquiry(filed, topic="silence", by=nadia, at=LATER)
    assert kinds(filed) == [*six, "promises", "log"]
    assert Event.objects.filter(kind="inquiry.begun").count() == 2
    with pytest.raises(TopicUnknown):
        begin_inquiry(filed, topic="weather", by=nadia, at=LATER)


def test_only_whoever_sees_it_through_or_a_principal_looks_into_it(filed, petro, roman, olha):
    for stranger in (petro, roman):
        with pytest.raises(NotAllowed):
            begin_inquiry(filed, topic="money", by=stranger, at=LOOKED)
    assert begin_inquiry(filed, topic="money", by=olha, at=LOOKED).begun_by == olha


def test_a_proof_is_seen_or_there_is_none_and_the_tick_can_be_taken_back(filed, nadia):
    begin_inquiry(filed, topic="conduct", by=nadia, at=LOOKED)
    calls = filed.evidence.get(kind="calls")
    said = {"state": "none", "note": "No call in March.", "link": "/cases/S-1/"}
    done = tick_evidence(calls, **said, by=nadia, at=LATER)
    assert (done.state, done.note, done.settled_by, done.settled_at) == (
        "none",
        "No call in March.",
        nadia,
        LATER,
    )
    assert tick_evidence(calls, **said, by=nadia, at=LATER + timedelta(hours=1)).settled_at == LATER
    with pytest.raises(ProofUnclear):
        tick_evidence(calls, state="maybe", by=nadia, at=LATER)
    back = tick_evidence(calls, state="", by=nadia, at=LATER)
    assert (back.state, back.settled_by, back.settled_at) == ("", None, None)
    assert Event.objects.filter(kind="evidence.settled").count() == 2
    assert list(breaches()) == []


def test_what_else_to_look_at_is_said_in_ones_own_words_once(filed, nadia):
    begin_inquiry(filed, topic="conduct", by=nadia, at=LOOKED)
    made = add_evidence(filed, text=" The  door log ", by=nadia, at=LATER)
    assert (str(made), made.kind) == ("The door log", "own")
    assert add_evidence(filed, text="The door log", by=nadia, at=LATER) == made
    with pytest.raises(ProofUnclear):
        add_evidence(filed, text=" ", by=nadia, at=LATER)


def test_each_gap_is_named_until_nothing_is_missing(filed, nadia):
    assert before_answer(filed) == [
        "Say what the complaint is about: that lays out which proofs to look for."
    ]
    begin_inquiry(filed, topic="conduct", by=nadia, at=LOOKED)
    assert before_answer(filed) == [
        (
            "Not looked at yet: The letters, Calls and talks, The word of whoever was there. "
            "Each is seen, or none exists."
        ),
        "Name the cause as the client sees it.",
        "Name the real cause.",
    ]
    tick_all(filed, nadia)
    assert before_answer(filed)[0] == "Name the cause as the client sees it."
    done = look_into(filed, nadia)
    assert before_answer(done) == []
    assert done.investigated_at == LOOKED


def test_something_new_to_look_at_takes_the_stamp_of_the_investigation_away(filed, nadia):
    assert look_into(filed, nadia).investigated_at == LOOKED
    made = add_evidence(filed, text="The door log", by=nadia, at=LATER)
    assert Complaint.objects.get().investigated_at is None
    tick_evidence(made, state="none", by=nadia, at=LATER)
    assert Complaint.objects.get().investigated_at == LATER
    said = Event.objects.filter(kind__in=["complaint.investigated", "complaint.uncertain"])
    assert list(said.order_by("pk").values_list("kind", flat=True)) == [
        "complaint.investigated",
        "complaint.uncertain",
        "complaint.investigated",
    ]


def test_a_fact_has_its_source_its_moment_and_maybe_a_file(filed, nadia, case):
    happened = LOOKED - timedelta(days=3)
    said = {"happened_at": happened, "text": "Olena called.", "source": "Call list of the carrier"}
    file = ("calls.csv", "text/csv", b"09:05;+380")
    made = add_fact(filed, **said, file=file, by=nadia, at=LATER)
    assert (made.name, get(made.file)) == ("calls.csv", b"09:05;+380")
    assert add_fact(filed, **said, by=nadia, at=LATER) == made
    moments = chronology_of(filed, nadia)
    assert [moment.at for moment in moments if moment.kind == "fact"] == [happened]
    drop_fact(made, by=nadia, at=LATER)
    drop_fact(made, by=nadia, at=LATER)
    assert "fact" not in [moment.kind for moment in chronology_of(filed, nadia)]
    assert Fact.objects.get().dropped_at == LATER
    assert Event.objects.filter(kind__startswith="fact.").count() == 2


def test_a_fact_without_source_or_in_the_future_is_refused(filed, nadia):
    good = {"happened_at": LOOKED, "text": "Olena called.", "source": "Petro"}
    for bad in ({"text": " "}, {"source": ""}):
        with pytest.raises(FactUnclear):
            add_fact(filed, **good | bad, by=nadia, at=LOOKED)
    with pytest.raises(FactAhead):
        add_fact(filed, **good | {"happened_at": LATER}, by=nadia, at=LOOKED)
    assert not Evidence.objects.exists()
