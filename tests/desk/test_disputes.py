"""A dispute over a complaint at the desk: moves, the sheet, the sitting and its end."""

import re

import pytest

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Negotiation
from slovo.domain.talks.models import AgreedList
from tests.desk.reading import fields_of, text_of
from tests.domain.complaints.inquiring import rule_of_refusals
from tests.make import MORNING

pytestmark = pytest.mark.django_db
SHEET = {
    "scope": "Three drafts",
    "contract": "Clause 7",
    "relationship": "Since 2021",
    "bounds": "The court fee",
}
LINES = {
    "form-0-owed_by": "us",
    "form-0-text": "The corrected invoice",
    "form-0-due_at": "2027-03-12T18:00",
    "form-1-owed_by": "client",
    "form-1-text": "Pay it",
    "form-1-due_at": "2027-03-19T18:00",
}


@pytest.fixture
def url(case, olena, nadia, olha):
    made = file_complaint(olena, stated="Too dear.", about=case, owner=nadia, by=olha, at=MORNING)
    return f"/complaints/{made.number}/"


def posted(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def refused_by(client, url, side, rule=None):
    said = {"side": side, "kind": "refusal", "text": f"No from {side}."}
    return posted(client, f"{url}move/", **said, rule=rule.pk if rule else "")


def test_two_refusals_lead_to_the_table_and_its_end_to_promises(as_olha, url):
    assert "In dispute" in text_of(as_olha.get(url))
    assert refused_by(as_olha, url, "client")["Location"] == f"{url}#dispute"
    assert "without a new offer" in text_of(as_olha.get(url))
    bare = refused_by(as_olha, url, "us")
    assert (bare.status_code, "words alone are not enough" in text_of(bare)) == (422, True)
    assert "No from us." in text_of(bare)
    refused_by(as_olha, url, "us", rule_of_refusals())
    text = text_of(as_olha.get(url))
    assert re.search(r'class="lede"><span class="state state-soon">In dispute<', text)
    for words in (
        "Dead end: sit down together Fri 12 March by 18:00",
        "The client: refusal",
        "7 v2",
    ):
        assert words in text
    assert posted(as_olha, f"{url}sitting/", do="round", outcome="x").status_code == 422
    assert posted(as_olha, f"{url}sheet/", **{**SHEET, "bounds": ""}).status_code == 422
    assert posted(as_olha, f"{url}sheet/", **SHEET).status_code == 302
    empty = posted(as_olha, f"{url}sitting/", do="agree", outcome="One hour less.")
    assert (empty.status_code, "One hour less." in text_of(empty)) == (422, True)
    undated = posted(as_olha, f"{url}sitting/", do="round", outcome="Not yet.")
    assert "Say when the next round is." in text_of(undated)
    sat = posted(as_olha, f"{url}sitting/", do="agree", outcome="One hour less.", **LINES)
    assert sat.status_code == 302
    assert [duty.text for duty in AgreedList.objects.get().duties.all()] == [
        "The corrected invoice",
        "Pay it",
    ]
    text = text_of(as_olha.get(url))
    assert ("What was agreed lies with the client" in text, "It is settled" in text) == (
        True,
        False,
    )


def test_a_round_is_set_and_an_offer_taken(as_olha, url):
    posted(as_olha, f"{url}move/", side="us", kind="offer", text="Half of it.")
    posted(as_olha, f"{url}sheet/", **SHEET)
    again = {"do": "round", "outcome": "Not yet.", "round_at": "2027-03-15T10:00"}
    assert posted(as_olha, f"{url}sitting/", **again).status_code == 302
    assert "sit down together Mon 15 March by 10:00" in text_of(as_olha.get(url))
    assert posted(as_olha, f"{url}settled/", outcome=" ").status_code == 422
    posted(as_olha, f"{url}settled/", outcome="She takes half.")
    assert "Settled today, 11:05" in text_of(as_olha.get(url))
    assert as_olha.get(f"{url}settled/").status_code == 404


def test_whoever_is_complained_of_finds_nothing(as_petro, url):
    for page in ("move", "sheet", "sitting", "settled"):
        assert as_petro.get(f"{url}{page}/").status_code == 404
    assert as_petro.post(f"{url}move/", {"text": "No."}).status_code == 404
    assert not Negotiation.objects.exists()
