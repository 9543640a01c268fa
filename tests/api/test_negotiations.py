"""The same verbs and refusals as at the desk."""

import pytest

from slovo.domain.complaints.actions.filing import file_complaint
from tests.domain.complaints.inquiring import rule_of_refusals
from tests.make import MORNING

pytestmark = pytest.mark.django_db
SHEET = {
    "scope": "Three drafts",
    "contract": "Clause 7",
    "relationship": "Since 2021",
    "bounds": "The court fee",
}
SAT = {"held_at": "2027-03-10T09:05:00Z", "outcome": "One hour less."}
LINES = [
    {"text": "The corrected invoice", "due_at": "2027-03-12T16:00:00Z"},
    {"text": "Pay it", "due_at": "2027-03-19T16:00:00Z", "owed_by": "client"},
]


@pytest.fixture
def path(case, olena, nadia, olha):
    made = file_complaint(olena, stated="Too dear.", about=case, owner=nadia, by=olha, at=MORNING)
    return f"complaints/{made.number}/negotiation"


def test_two_refusals_the_sheet_and_the_table(as_olha_api, path):
    assert as_olha_api.get(path).status_code == 404
    no = {"kind": "refusal", "side": "client", "text": "Too little."}
    made = as_olha_api.post(f"{path}/moves", **no)
    assert (made.status_code, made.json()["deadlocked_at"]) == (201, None)
    ours = {**no, "side": "us", "text": "No more."}
    bare = as_olha_api.post(f"{path}/moves", **ours)
    assert (bare.status_code, "Name the rule" in bare.json()["detail"]) == (422, True)
    assert as_olha_api.post(f"{path}/moves", **ours, rule="99").status_code == 422
    rule_of_refusals()
    locked = as_olha_api.post(f"{path}/moves", **ours, rule="7", version=1).json()
    assert ("version 2 is in force" in locked["warning"], locked["moves"][1]["rule"]) == (
        True,
        "7 v1",
    )
    assert (locked["deadlocked_at"], locked["table_by"]) == (
        "2027-03-10T09:05:00Z",
        "2027-03-12T16:00:00Z",
    )
    assert as_olha_api.post(f"{path}/agreement", **SAT, lines=LINES).status_code == 422
    assert as_olha_api.post(f"{path}/sheet", **{**SHEET, "scope": " "}).status_code == 422
    assert as_olha_api.post(f"{path}/sheet", **SHEET).json()["bounds"] == "The court fee"
    past = as_olha_api.post(f"{path}/round", **SAT, round_at="2027-03-10T09:00:00Z")
    assert past.status_code == 422
    later = as_olha_api.post(f"{path}/round", **SAT, round_at="2027-03-15T08:00:00Z").json()
    assert later["table_by"] == "2027-03-15T08:00:00Z"
    agreed = as_olha_api.post(f"{path}/agreement", **SAT, lines=LINES).json()
    assert [line["text"] for line in agreed["agreed"]["lines"]] == [
        "The corrected invoice",
        "Pay it",
    ]
    assert as_olha_api.post(f"{path}/settled", outcome="Done").status_code == 422


def test_whoever_is_complained_of_finds_nothing(as_petro, path):
    assert as_petro.get(path).status_code == 404
    no = {"kind": "refusal", "side": "us", "text": "No."}
    assert as_petro.post(f"{path}/moves", **no).status_code == 404
