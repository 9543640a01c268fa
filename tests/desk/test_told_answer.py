"""A client whom no letter reaches complains: told by voice, all goes on as after a letter."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.case import State
from slovo.domain.clients.actions.people import save_person
from slovo.domain.complaints.actions.answering import AnswerStands
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.actions.telling_answers import ProofMissing, TalkUnclear, tell_answer
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.loyalty.acts import last_voices
from slovo.domain.staff.rights import NotAllowed
from tests.api.caller import Caller
from tests.desk.reading import fields_of, text_of
from tests.domain.complaints.inquiring import SAID, look_into
from tests.domain.promises.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LOOKED = MORNING + timedelta(hours=4)
TOLD = MORNING + timedelta(days=1)
KEPT = TOLD + timedelta(minutes=20)
TALK = {"voice": "phone", "told_at": TOLD, "note": "He thanked us."}


@pytest.fixture
def stepan(olha):
    """He has a telephone, and nothing else."""
    said = {"full_name": "Stepan Ruban", "called": "", "language": "en", "zone": "Europe/Kyiv"}
    return save_person(None, **said, phone="+380501112233", principal=olha, by=olha, at=MORNING)


@pytest.fixture
def known(stepan, olha, nadia, petro):
    made = file_complaint(
        stepan, stated="Too dear.", against=[petro], owner=nadia, by=olha, at=MORNING
    )
    return look_into(made, nadia, LOOKED)


def pressed(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def test_told_by_telephone_asked_by_telephone_and_closed(known, nadia, clock_at, client):
    client.force_login(nadia)
    clock_at(KEPT)
    url = f"/complaints/{known.number}/"
    shown = text_of(client.get(url))
    assert ("Answered by voice" in shown, "Answer the complaint" in shown) == (True, False)
    said = {"verdict": "upheld", "reasons": "Nobody told the desk.", "prevention": "A copy goes."}
    words = {**said, "remedies": ["refund"], "voice": "phone"}
    early = pressed(client, f"{url}answer/told/", **words, told_at="2027-03-10T09:00", note="x")
    assert (early.status_code, "after all was looked into" in text_of(early)) == (422, True)
    empty = pressed(client, f"{url}answer/told/", **words, told_at="2027-03-11T11:05")
    assert (empty.status_code, "Nobody told the desk." in text_of(empty)) == (422, True)
    memo = SimpleUploadedFile("memo.txt", b"He thanked us.", "text/plain")
    kept = pressed(client, f"{url}answer/told/", **words, told_at="2027-03-11T11:05", file=memo)
    assert kept.status_code == 302
    finding, complaint = Finding.objects.get(), Complaint.objects.get()
    assert (finding.told_at, finding.told_by, finding.sent_at) == (TOLD, nadia, KEPT)
    assert complaint.decided_at == KEPT
    assert Case.objects.get(pk=complaint.case_id).state == State.SOLVED
    assert "We talked about this" not in finding.letter.text
    shown = text_of(client.get(url))
    assert "By telephone: Nadia Hnatiuk, today, 11:05. Kept today, 11:25." in shown
    file = client.get(f"{url}answer/{finding.pk}/file/")
    assert (file.status_code, file.getvalue()) == (200, b"He thanked us.")
    again = pressed(client, f"{url}answer/told/", **words, told_at="2027-03-11T11:10", note="x")
    assert "The client has our answer." in text_of(again)

    clock_at(TOLD + timedelta(hours=2))
    yes = {"answer": "yes", "words": "Good.", "said_at": "2027-03-11T11:06"}
    assert pressed(client, f"{url}answer/{finding.pk}/said/", **yes).status_code == 302
    assert Complaint.objects.get().accepted_at == TOLD + timedelta(hours=2)
    due = KEPT + timedelta(days=7)
    follow_up = FollowUp.objects.get()
    assert follow_up.due_at == due
    assert climb_follow_up(follow_up, by=HOUSE, at=due)
    follow_up.refresh_from_db()
    assert (follow_up.asked_at, follow_up.call_since) == (None, due)
    assert not Message.objects.filter(nature="house", person=complaint.person).exists()
    clock_at(due + timedelta(hours=1))
    assert pressed(client, f"{url}corrected/").status_code == 302
    helped = {"result": "solved", "words": "It did.", "said_at": "2027-03-18T12:00"}
    assert pressed(client, f"{url}after/{follow_up.pk}/", **helped).status_code == 302
    pressed(client, f"{url}lesson/", lesson="Tell the desk.")
    day = {"text": "A copy goes", "owner": nadia.pk, "due_on": "2027-03-30"}
    assert pressed(client, f"{url}measures/new/", **day).status_code == 302
    assert pressed(client, f"{url}close/").status_code == 302
    assert Complaint.objects.get().closed_at == due + timedelta(hours=1)
    assert list(breaches()) == []


def test_by_the_api_with_its_refusals(known, nadia, olha, petro, clock_at):
    clock_at(KEPT)
    api, path = Caller(nadia), f"complaints/{known.number}/answer/told"
    said = {**SAID, "voice": "in_person", "told_at": "2027-03-11T09:05:00Z", "note": "At ours."}
    for bad, words in (
        ({"voice": "pigeon"}, "by telephone, or face to face"),
        ({"told_at": "2027-03-11T10:00:00Z"}, "before now"),
        ({"note": " "}, "Write a note of the talk"),
        ({"told_by": petro.email}, "Petro Marchenko does not see this complaint through"),
        ({"remedies": ["moon"]}, "Choose the remedies from the list."),
        ({"verdict": "refused"}, "what else is possible"),
    ):
        refused = api.post(path, **{**said, **bad})
        assert (refused.status_code, words in refused.json()["detail"]) == (422, True), bad
    assert Caller(petro).post(path, **said).status_code == 404
    made = api.post(path, **said, told_by=olha.email)
    assert (made.status_code, made.json()["told_by"], made.json()["sent_at"]) == (
        201,
        "Olha Levchenko",
        "2027-03-11T09:25:00Z",
    )
    assert api.post(path, **said, told_by=olha.email).json()["id"] == made.json()["id"]
    assert api.get(f"complaints/{known.number}/answer/{made.json()['id']}/file").status_code == 404
    assert Event.objects.filter(kind="complaint.decided").count() == 1
    letter = Finding.objects.get().letter
    assert (letter.channel, act_of(letter)) == ("in_person", (KEPT, "word"))
    nadias = Client()
    nadias.force_login(nadia)
    shown = text_of(nadias.get(f"/cases/{known.case.ref}/"))
    assert "face to face with Stepan Ruban" in shown
    assert "A talk with the client: " in text_of(nadias.get(f"/complaints/{known.number}/"))


def act_of(letter):
    """What the list of the forgotten takes for his last voice."""
    return last_voices([letter.person_id], KEPT)[letter.person_id]


def test_whom_a_letter_reaches_gets_it_in_writing_too(filed, nadia, roman, olena):
    known = look_into(filed, nadia, LOOKED)
    with pytest.raises(NotAllowed):
        tell_answer(known, **SAID, **TALK, by=roman, at=KEPT)
    with pytest.raises(ProofMissing):
        tell_answer(known, **SAID, **TALK | {"note": ""}, by=nadia, at=KEPT)
    with pytest.raises(TalkUnclear):
        tell_answer(known, **SAID, **TALK, told_by=roman, by=nadia, at=KEPT)
    finding = tell_answer(known, **SAID, **TALK, by=nadia, at=KEPT)
    letter = Message.objects.get(wording="complaint_told")
    for words in ("чт 11 березня", "/q/", SAID["reasons"]):
        assert words in letter.text
    send_all(KEPT)
    assert tell_answer(known, **SAID, **TALK, by=nadia, at=KEPT) == finding
    with pytest.raises(AnswerStands):
        tell_answer(known, **SAID | {"reasons": "Else."}, **TALK, by=nadia, at=KEPT)
    assert Complaint.objects.get().decided_at == KEPT
    assert list(breaches()) == []


@pytest.fixture
def filed(case, olena, nadia, roman):
    return file_complaint(olena, stated="Nobody calls.", about=case, by=roman, at=MORNING)
