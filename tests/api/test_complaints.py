"""Complaints by the API: the same verbs and the same refusals as the pages."""

import pytest

from slovo.domain.complaints.models import Complaint
from tests.api.caller import Caller
from tests.make import MORNING

pytestmark = pytest.mark.django_db
GRADES = {"severity": "high", "complexity": "low", "impact": "medium"}


@pytest.fixture
def as_nadia(nadia, monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")
    return Caller(nadia)


@pytest.fixture
def filed(as_petro, case, as_nadia):
    answer = as_petro.post("cases/S-1/complaints", stated="Nobody calls me back.")
    assert answer.status_code == 201
    return answer.json()


def test_whoever_is_complained_of_hears_its_number_and_owner_only(filed, as_petro, as_nadia):
    assert filed == {"ref": "C-1", "owner": "Nadia Hnatiuk"}
    assert as_petro.get("complaints/1").status_code == 404
    assert as_petro.get("complaints").json() == {"items": [], "next": None}
    assert as_petro.get("cases/S-2").status_code == 404
    whole = as_nadia.get("complaints/1").json()
    assert (whole["case"], whole["about"], whole["owner_email"]) == (
        "S-2",
        "S-1",
        "nadia@firm.example",
    )
    assert (whole["against"], whole["stated"]) == (["petro@firm.example"], "Nobody calls me back.")
    assert (whole["assess_by"], whole["plan_at"], whole["own_limit_at"], whole["limit_at"]) == (
        "2027-03-11T16:00:00Z",
        "2027-03-19T16:00:00Z",
        "2027-03-20T21:59:59Z",
        "2027-03-20T21:59:59Z",
    )


def test_the_pages_refusals_in_words(filed, as_nadia, as_petro, as_olha_api):
    assert as_petro.post("cases/S-1/complaints", stated=" ").status_code == 422
    owner = {"stated": "Rude", "owner": "petro@firm.example"}
    refused = as_petro.post("cases/S-1/complaints", **owner)
    assert refused.status_code == 422
    assert refused.json()["detail"] == (
        "Petro Marchenko had a hand in the matter, or is of the same team: name somebody else."
    )
    changed = as_olha_api.post("complaints/1/owner", owner="petro@firm.example", reason="Why not")
    assert changed.status_code == 422
    assert as_nadia.post("complaints/1/assessment", **{**GRADES, "impact": ""}).status_code == 422
    assert as_nadia.post("complaints/1/referral", external_body="Court").status_code == 422
    assert as_nadia.post("complaints/1/outcome", outcome="Ours").status_code == 422
    law = as_nadia.post("complaints/1/law", country="UA", client_kind="king")
    assert law.status_code == 422
    assert Complaint.objects.count() == 1


def test_assessed_told_and_the_owner_changed(filed, as_nadia, as_olha_api):
    cause = {"stated_cause": "billing"}
    whole = as_nadia.post("complaints/1/assessment", **GRADES, **cause).json()
    assert (whole["severity"], whole["stated_cause"], whole["assessed_at"]) == (
        "high",
        "billing",
        "2027-03-10T09:05:00Z",
    )
    assert as_nadia.post("complaints/1/word", text="I read it all.").status_code == 200
    changed = as_olha_api.post("complaints/1/owner", owner="olha@firm.example", reason="On leave")
    assert changed.json()["owner"] == "Olha Levchenko"


def test_laws_are_data_and_our_terms_too(as_olha_api, as_petro):
    known = as_olha_api.get("legal-limits").json()
    law = {"country": "PL", "client_kind": "consumer", "text": "Answer", "source": "KC"}
    made = as_olha_api.post("legal-limits", **law, amount=30, checked_on="2027-03-09")
    assert (made.status_code, made.json()["checked_by"]) == (201, "Olha Levchenko")
    assert len(as_olha_api.get("legal-limits").json()) == len(known) + 1
    assert as_petro.post("legal-limits", **law).status_code == 403
    bad, good = {"own_days": 3, "progress_days": 5}, {"own_days": 8, "progress_days": 4}
    assert as_olha_api.call("PUT", "complaint-terms", bad).status_code == 422
    assert as_olha_api.call("PUT", "complaint-terms", good).status_code == 200


def test_a_table_by_the_api_is_all_or_nothing(as_olha_api, as_petro, olena):
    head = "email,received,complaint\nolena@client.example,01.02.2027,Late\n"
    bad = head + "x@y.example,01.02.2027,No\n"
    assert as_olha_api.post("complaints/import", text=bad).status_code == 422
    assert not Complaint.objects.exists()
    good = head
    assert as_olha_api.post("complaints/import", text=good).json() == {"taken_in": 1}
    assert as_olha_api.post("complaints/import", text=good).json() == {"taken_in": 0}
    assert as_petro.post("complaints/import", text=good).status_code == 403
