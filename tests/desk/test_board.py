"""The board: how far each complaint has come, safety and the soonest limit on top."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.assessing import assess_complaint
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Complaint, Phase
from tests.desk.reading import text_of
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
COLUMN = re.compile(
    r'id="(\w+)" aria-labelledby.*?<span class="num">(\d+)</span>(.*?)</section>', re.DOTALL
)
GRADES = {"complexity": "low", "impact": "low"}


@pytest.fixture
def as_nadia(nadia, client):
    client.force_login(nadia)
    return client


def board(desk, query=""):
    """Column → how many stand there, and the numbers of the cards in their order."""
    answer = desk.get(f"/complaints/{query}")
    assert answer.status_code == 200
    return {
        key: (int(count), [int(each) for each in re.findall(r"/complaints/(\d+)/", cards)])
        for key, count, cards in COLUMN.findall(text_of(answer))
    }


def filed(person, stated, by, at=MORNING):
    return file_complaint(person, stated=stated, by=by, at=at)


def test_five_columns_from_receipt_to_what_is_put_right(as_nadia, nadia, olena, roman, clock_at):
    assert "No complaint stands here." in text_of(as_nadia.get("/complaints/"))
    made = [filed(olena, f"Wrong {number}", roman) for number in range(1, 6)]
    for complaint in made[1:]:
        assess_complaint(complaint, severity="high", **GRADES, by=nadia, at=MORNING)
    looked = [look_into(complaint, nadia) for complaint in made[2:]]
    found = [answer(complaint, nadia) for complaint in looked[1:]]
    answer_finding(
        found[1], answer="yes", words="Fine.", by=nadia, at=ANSWERED + timedelta(hours=1)
    )
    clock_at(ANSWERED + timedelta(hours=2))
    assert board(as_nadia) == {
        "received": (1, [1]),
        "inquiry": (1, [2]),
        "answering": (1, [3]),
        "answered": (1, [4]),
        "settling": (1, [5]),
    }
    assert [row.phase for row in Complaint.objects.order_by("number")] == Phase.values
    text = text_of(as_nadia.get("/complaints/"))
    assert "Nadia Hnatiuk" in text
    assert text.count("High severity") == 4
    assert text.count("Assessment late") == 1
    answer_finding(found[0], answer="no", words="It is not so.", by=nadia, at=ANSWERED)
    assert "The client does not accept it" in text_of(as_nadia.get("/complaints/"))
    rows = text_of(as_nadia.get("/complaints/list/?phase=answering"))
    assert ("Wrong 3" in rows, "Wrong 2" in rows) == (True, False)


def test_safety_first_then_the_soonest_limit_and_the_rest_in_the_list(
    as_nadia, nadia, olena, viktor, roman, clock_at
):
    for number in range(22):
        filed(olena, f"Wrong {number}", roman, MORNING + timedelta(hours=number))
    with CaptureQueriesContext(connection) as many:
        count, cards = board(as_nadia)["received"]
    assert (count, cards) == (22, list(range(1, 21)))
    text = text_of(as_nadia.get("/complaints/"))
    assert ("All 22" in text, 'href="/complaints/list/?phase=received"' in text) == (True, True)
    risky = Complaint.objects.get(number=22)
    said = {"is_safety": True, "immediate_action": "Stopped.", "severity": "high", **GRADES}
    assess_complaint(risky, **said, by=nadia, at=MORNING + timedelta(days=1))
    filed(viktor, "Too dear", nadia, MORNING + timedelta(days=2))
    mild = Complaint.objects.get(number=21)
    assess_complaint(mild, severity="low", **GRADES, by=nadia, at=MORNING + timedelta(days=1))
    assert board(as_nadia)["inquiry"] == (2, [22, 21])
    assert "Safety" in text_of(as_nadia.get("/complaints/"))
    clock_at(MORNING + timedelta(days=10, hours=15))
    with CaptureQueriesContext(connection) as late:
        assert board(as_nadia, "?which=late")["received"][0] == 13
    assert "Answer late by" in text_of(as_nadia.get("/complaints/"))
    assert len(many) <= 9
    assert len(late) <= len(many) + 1
    of_ua = Complaint.objects.filter(country="UA").count()
    found = board(as_nadia, "?country=UA")
    assert sum(count for count, _cards in found.values()) == of_ua
    mine = board(as_nadia, f"?which=mine&owner={nadia.pk}")
    assert mine["received"][0] == Complaint.objects.filter(owner=nadia, assessed_at=None).count()
    assert sum(count for count, _ in board(as_nadia, "?owner=999").values()) == 0


def test_what_is_kept_from_a_colleague_is_not_on_his_board(as_petro, case, olena, nadia, roman):
    file_complaint(olena, stated="Petro never calls.", about=case, by=roman, at=MORNING)
    text = text_of(as_petro.get("/complaints/"))
    assert "Petro never calls." not in text
    assert "What is kept from you does not stand here." in text
