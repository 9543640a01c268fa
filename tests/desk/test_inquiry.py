"""The complaint's page from proofs to prevention: forms keep what was typed, refusals are words."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.models import Complaint, Fact, Finding, FollowUp, Measure, Waiver
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.models import Cause
from tests.desk.reading import fields_of, text_of
from tests.domain.complaints.inquiring import answer, look_into, tick_all
from tests.domain.promises.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
AT = MORNING + timedelta(hours=2)


@pytest.fixture
def filed(case, olena, nadia, roman, clock_at):
    clock_at(AT)
    said = {"stated": "The March invoice is too high.", "about": case}
    return file_complaint(olena, **said, by=roman, at=MORNING)


@pytest.fixture
def desk(nadia):
    client = Client()
    client.force_login(nadia)
    return client


def pressed(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def page(client):
    return text_of(client.get("/complaints/1/"))


def test_an_empty_inquiry_invites_and_a_topic_lays_out_the_proofs(filed, desk):
    assert "Nobody has looked into it yet." in page(desk)
    refused = pressed(desk, "/complaints/1/topic/")
    assert refused.status_code == 422
    assert pressed(desk, "/complaints/1/topic/", topic="money").status_code == 302
    words = page(desk)
    for said in ("The contract", "The invoice and its lines", "6 not looked at"):
        assert said in words
    assert "Not looked at yet: The contract" in words


def test_a_proof_is_ticked_with_its_note_and_link(filed, desk, nadia):
    pressed(desk, "/complaints/1/topic/", topic="conduct")
    calls = filed.evidence.get(kind="calls")
    url = f"/complaints/1/evidence/{calls.pk}/"
    assert pressed(desk, url, note="None in March").status_code == 422
    assert pressed(desk, url, state="none", note="None in March").status_code == 302
    assert "None exists: Nadia Hnatiuk" in page(desk)
    assert pressed(desk, "/complaints/1/evidence/new/", text="The door log").status_code == 302
    assert "The door log" in page(desk)


def test_the_chronology_tells_the_matter_and_the_facts_added_by_hand(filed, desk):
    file = SimpleUploadedFile("calls.csv", b"09:05", "text/csv")
    said = {"happened_at": "2027-03-09T10:00", "text": "She phoned twice", "source": "The carrier"}
    bad = pressed(desk, "/complaints/1/facts/new/", **said | {"happened_at": "2027-03-11T10:00"})
    assert (bad.status_code, "A fact has happened" in text_of(bad)) == (422, True)
    assert "She phoned twice" in text_of(bad)
    assert pressed(desk, "/complaints/1/facts/new/", **said, file=file).status_code == 302
    words = page(desk)
    assert "Letter from the client: The March" not in words  # it only says the complaint over again
    for told in (
        "The client complained: The March",
        "Letter from the client: The supplier",
        "She phoned twice",
    ):
        assert told in words
    fact = Fact.objects.get()
    assert desk.get(f"/complaints/1/facts/{fact.pk}/file/").getvalue() == b"09:05"
    assert desk.post(f"/complaints/1/facts/{fact.pk}/drop/").status_code == 302
    assert "She phoned twice" not in page(desk)


def test_both_causes_and_the_tree_stand_on_the_page(filed, desk, nadia):
    pressed(desk, "/complaints/1/topic/", topic="money")
    billing, untold = (Cause.objects.get(code=code).pk for code in ("billing", "not-told"))
    said = {"stated_cause": billing, "real_cause": untold}
    assert pressed(desk, "/complaints/1/cause/", **said).status_code == 422
    reason = "Finance was never told."
    assert pressed(desk, "/complaints/1/cause/", **said, real_reason=reason).status_code == 302
    tree = {
        "why_0": "An hour too much",
        "why_1": "Nobody told",
        "bone_information": "On paper\nLost",
    }
    assert pressed(desk, "/complaints/1/tree/", **tree).status_code == 302
    words = page(desk)
    for told in (reason, "The two lie apart", "An hour too much", "On paper", "<svg", "fish-bone"):
        assert told in words
    assert fields_of(desk.get("/complaints/1/tree/"))["bone_information"] == "On paper\nLost"


def test_the_answer_is_blocked_by_name_and_leaves_when_all_is_known(filed, desk, nadia):
    pressed(desk, "/complaints/1/topic/", topic="money")
    said = {"verdict": "upheld", "reasons": "You are right.", "prevention": "We copy it."}
    refused = pressed(desk, "/complaints/1/answer/", **said, remedies=["refund"])
    assert refused.status_code == 422
    for words in ("Not looked at yet: The contract", "Name the real cause", "You are right."):
        assert words in text_of(refused)
    tick_all(filed, nadia, AT)
    look_into(filed, nadia, AT)
    assert pressed(desk, "/complaints/1/answer/", **said, remedies=["refund"]).status_code == 302
    assert "The letter has not arrived yet." in page(desk)
    send_all(AT + timedelta(minutes=1))
    words = page(desk)
    for told in ("Answered by Nadia Hnatiuk", "Money back", "To be asked Wed 17 March, 13:06"):
        assert told in words


def test_the_clients_word_by_voice_and_the_stamp_that_he_has_got_it(filed, desk, nadia, clock_at):
    finding = answer(look_into(filed, nadia, AT), nadia, AT)
    url = f"/complaints/1/answer/{finding.pk}/said/"
    clock_at(AT + timedelta(hours=1))
    assert pressed(desk, url, answer="no").status_code == 422
    assert pressed(desk, url, answer="yes", words="Fine.").status_code == 302
    assert pressed(desk, "/complaints/1/corrected/").status_code == 302
    assert Complaint.objects.get().corrected_at == AT + timedelta(hours=1)
    assert "The client accepts it" in page(desk)


def test_closing_names_what_is_missing_and_ends_when_nothing_is(filed, desk, nadia, clock_at):
    finding = answer(look_into(filed, nadia, AT), nadia, AT)
    refused = pressed(desk, "/complaints/1/close/")
    assert (refused.status_code, "what we learn from it" in text_of(refused)) == (422, True)
    pressed(desk, f"/complaints/1/answer/{finding.pk}/said/", answer="yes", words="Fine.")
    pressed(desk, "/complaints/1/corrected/")
    assert pressed(desk, "/complaints/1/lesson/", lesson="Copy whoever pays.").status_code == 302
    said = {"text": "The yes is copied", "owner": nadia.pk, "due_on": "2027-04-08"}
    assert pressed(desk, "/complaints/1/measures/new/", **said).status_code == 302
    assert pressed(desk, "/complaints/1/close/").status_code == 302
    assert Complaint.objects.get().closed_at == AT


def test_a_reason_for_no_measure_waits_for_the_principal(filed, desk, as_olha):
    assert pressed(desk, "/complaints/1/no-measure/", reason="A single slip.").status_code == 302
    assert "not decided yet" in page(desk)
    assert desk.post("/complaints/1/no-measure/agree/").status_code == 403
    assert pressed(as_olha, "/complaints/1/no-measure/agree/").status_code == 302
    assert Waiver.objects.get().approved_at == AT
    again = pressed(as_olha, "/complaints/1/no-measure/decline/")
    assert (again.status_code, "decided already" in text_of(again)) == (422, True)


def test_measures_by_where_they_stand_and_its_owner_needs_no_complaint(
    filed, desk, nadia, maksym, as_olha, django_assert_max_num_queries
):
    look_into(filed, nadia, AT)
    assert "No measure stands here." in text_of(desk.get("/complaints/measures/"))
    said = {"text": "The yes is copied", "owner": maksym.pk, "due_on": "2027-04-08"}
    pressed(desk, "/complaints/1/measures/new/", **said)
    measure, his = Measure.objects.get(), Client()
    his.force_login(maksym)
    maksym.language = "en"
    words = text_of(his.get("/complaints/measures/?stand=open"))
    assert "The yes is copied" in words
    assert "/complaints/1/" not in words
    assert his.get("/complaints/1/").status_code == 404
    url = f"/complaints/measures/{measure.pk}/in-force/"
    assert pressed(his, url).status_code == 422
    assert pressed(his, url, how="The copy came.").status_code == 302
    with django_assert_max_num_queries(10):  # all groups are counted in one
        words = text_of(desk.get("/complaints/measures/?stand=watched"))
    assert "8 June" in words
    assert desk.post(f"/complaints/measures/{measure.pk}/drop/").status_code == 403
    drop = f"/complaints/measures/{measure.pk}/drop/"
    assert pressed(as_olha, drop, reason="No money").status_code == 302


def test_the_follow_up_by_voice_and_an_unanswered_call(filed, desk, nadia, clock_at):
    answer(look_into(filed, nadia, AT), nadia, AT)
    row = FollowUp.objects.get()
    for _step in range(2):
        row = FollowUp.objects.select_related("complaint__case").get()
        climb_follow_up(row, by=HOUSE, at=row.next_at)
    row = FollowUp.objects.get()
    clock_at(row.call_since)
    assert "Call once" in page(desk)
    assert pressed(desk, f"/complaints/1/after/{row.pk}/tried/").status_code == 302
    assert "Unknown" in page(desk)
    unclear = pressed(desk, f"/complaints/1/after/{row.pk}/", result="perhaps")
    assert unclear.status_code == 422
    said = {"result": "solved", "score": "9"}
    assert pressed(desk, f"/complaints/1/after/{row.pk}/", **said).status_code == 302
    words = text_of(desk.get("/complaints/figures/"))
    for told in ("100.0 %", "1 of 1", "no data"):
        assert told in words
    assert "Solved, 9 of 10" not in words
    opened = desk.get("/complaints/figures/?period=12&rows=satisfied")
    assert "Solved, 9 of 10" in text_of(opened)


def test_whom_it_is_against_and_strangers_find_nothing(filed, petro, maksym):
    for user in (petro, maksym):
        client = Client()
        client.force_login(user)
        for path in ("", "topic/", "cause/", "answer/", "close/", "facts/new/"):
            assert client.get(f"/complaints/1/{path}").status_code == 404
        for rows in ("", "satisfied", "differing", "recurrence"):
            assert "too high" not in text_of(client.get(f"/complaints/figures/?rows={rows}"))
    assert not Finding.objects.exists()
