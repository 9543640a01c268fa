"""A complaint's page has one filled button: what it waits for now, from receipt to closing."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.domain.journal.actors import HOUSE
from tests.desk.reading import text_of
from tests.desk.test_inquiry import pressed
from tests.domain.complaints.inquiring import answer, cause, look_into, tick_all
from tests.domain.promises.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
AT = MORNING + timedelta(hours=2)
NEXT = re.compile(r'<div class="heed next-act([^"]*)"><span>([^<]*)</span>(.*?)</div>')
WAY = re.compile(r'<a class="btn btn-primary" href="/complaints/1/([^"]*)">([^<]*)</a>')


@pytest.fixture
def desk(case, olena, nadia, roman, clock_at):
    clock_at(AT)
    said = {"stated": "The March invoice is too high.", "about": case}
    file_complaint(olena, **said, by=roman, at=MORNING)
    client = Client()
    client.force_login(nadia)
    return client


def waits_for(client):
    """How it looks, where the one filled button leads, and its words."""
    text = text_of(client.get("/complaints/1/"))
    look, words, rest = NEXT.search(text).groups()
    assert text.count("btn-primary") == rest.count("btn-primary")
    found = WAY.search(rest)
    return look, found[1] if found else "", found[2] if found else words


def test_from_receipt_to_closing_there_is_one_thing_to_do(desk, nadia, clock_at):
    assert waits_for(desk) == (" heed-calm", "assess/", "Assess it")
    due = Complaint.objects.get().assess_by
    clock_at(due - timedelta(days=1))
    assert waits_for(desk)[0] == ""
    clock_at(due)
    assert waits_for(desk) == (" heed-late", "assess/", "Assess it")
    clock_at(AT)
    grave = {"severity": "low", "complexity": "low", "impact": "low"}
    assert pressed(desk, "/complaints/1/assess/", **grave).status_code == 302
    assert waits_for(desk) == (" heed-calm", "topic/", "Say what it is about")
    pressed(desk, "/complaints/1/topic/", topic="money")
    _look, way, words = waits_for(desk)
    assert (way.split("/")[0], words) == ("evidence", "Look at it")
    tick_all(Complaint.objects.get(), nadia, AT)
    assert waits_for(desk)[1:] == ("cause/", "Name the causes")
    causes = {"stated_cause": cause("billing").pk, "real_cause": cause("not-told").pk}
    pressed(desk, "/complaints/1/cause/", **causes, real_reason="Nobody told.")
    assert waits_for(desk)[1:] == ("answer/", "Answer the complaint")
    said = {"verdict": "upheld", "reasons": "You are right.", "prevention": "We copy it."}
    assert pressed(desk, "/complaints/1/answer/", **said, remedies=["refund"]).status_code == 302
    assert waits_for(desk) == (" heed-calm", "", "The answer is on its way to the client.")
    send_all(AT + timedelta(minutes=1))
    assert waits_for(desk)[1:] == ("corrected/", "The client has got it")
    finding = Finding.objects.get()
    pressed(desk, f"/complaints/1/answer/{finding.pk}/said/", answer="yes", words="Fine.")
    pressed(desk, "/complaints/1/corrected/")
    assert waits_for(desk)[1:] == ("lesson/", "Write the lesson")
    pressed(desk, "/complaints/1/lesson/", lesson="Copy whoever pays.")
    assert waits_for(desk)[1:] == ("measures/new/", "Take a measure")
    measure = {"text": "The yes is copied", "owner": nadia.pk, "due_on": "2027-04-08"}
    pressed(desk, "/complaints/1/measures/new/", **measure)
    assert waits_for(desk)[1:] == ("close/", "Close the complaint")
    pressed(desk, "/complaints/1/close/")
    assert "next-act" not in text_of(desk.get("/complaints/1/"))


def test_a_client_who_says_no_is_offered_something_and_called_when_silent(desk, nadia, clock_at):
    finding = answer(look_into(Complaint.objects.get(), nadia, AT), nadia, AT)
    grave = {"severity": "low", "complexity": "low", "impact": "low"}
    pressed(desk, "/complaints/1/assess/", **grave)
    for _step in range(2):
        row = FollowUp.objects.select_related("complaint__case").get()
        climb_follow_up(row, by=HOUSE, at=row.next_at)
    row = FollowUp.objects.get()
    clock_at(row.call_since)
    said = ("", f"after/{row.pk}/", "The client has said whether it helped")
    assert waits_for(desk) == said
    pressed(desk, f"/complaints/1/answer/{finding.pk}/said/", answer="no", words="Too little.")
    assert waits_for(desk)[1:] == ("move/", "An offer, or a refusal")
