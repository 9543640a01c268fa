"""A proof of a complaint as a file, and the rule by which a complaint is rejected."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.standards.models import RuleVersion
from tests.api.caller import Caller
from tests.desk.reading import text_of
from tests.desk.test_inquiry import page, pressed
from tests.domain.complaints.inquiring import look_into, rule_of_refusals
from tests.make import MORNING

pytestmark = pytest.mark.django_db
AT = MORNING + timedelta(hours=2)


@pytest.fixture
def filed(case, olena, nadia, roman, clock_at):
    clock_at(AT)
    return file_complaint(olena, stated="Too high.", about=case, by=roman, at=MORNING)


@pytest.fixture
def desk(nadia):
    client = Client()
    client.force_login(nadia)
    return client


def test_a_proof_may_be_a_file_shown_to_whoever_sees_the_complaint(filed, desk, nadia, petro):
    pressed(desk, "/complaints/1/topic/", topic="money")
    proof = filed.evidence.order_by("place")[0]
    url = f"/complaints/1/evidence/{proof.pk}/"
    scan = SimpleUploadedFile("contract.pdf", b"%PDF", "application/pdf")
    assert pressed(desk, url, state="seen", file=scan).status_code == 302
    assert f'href="{url}file/">contract.pdf</a>' in page(desk)
    given = desk.get(f"{url}file/")
    assert (given.content, "attachment" in given["Content-Disposition"]) == (b"%PDF", True)
    api = Caller(nadia)
    sent = {"name": "scan.txt", "content": b64encode(b"Signed").decode()}
    told = api.post(f"complaints/1/evidence/{proof.pk}", state="seen", file=sent).json()
    assert told["file"] == "scan.txt"
    assert api.get(f"complaints/1/evidence/{proof.pk}/file").content == b"Signed"
    nothing = {**sent, "content": ""}
    empty = api.post(f"complaints/1/evidence/{proof.pk}", state="seen", file=nothing)
    assert (empty.status_code, empty.json()["detail"]) == (422, "The file scan.txt is empty.")
    desk.force_login(petro)
    assert desk.get(f"{url}file/").status_code == 404
    assert Caller(petro).get(f"complaints/1/evidence/{proof.pk}/file").status_code == 404


def test_a_rejection_names_the_rule_it_is_decided_by(filed, desk, nadia):
    look_into(filed, nadia, AT)
    rule_of_refusals()
    first = RuleVersion.objects.get(rule__number="7", version=1)
    said = {
        "verdict": "refused",
        "reasons": "It was agreed.",
        "ways": "Talk.",
        "outside": "The bar",
    }
    url = "/complaints/1/answer/"
    refused = pressed(desk, url, **said)
    missing = "Name the rule it is decided by: words alone are not enough."
    assert (refused.status_code, missing in text_of(refused)) == (422, True)
    api = Caller(nadia)
    refused = api.post("complaints/1/answer", **said)
    assert (refused.status_code, refused.json()["detail"]) == (422, missing)
    refused = api.post("complaints/1/answer", **said, rule="8")
    assert refused.json()["detail"] == "There is no rule 8 in force."
    assert pressed(desk, url, **said, rule=first.pk).status_code == 302
    assert "7 v1 · No (an old version)" in page(desk)
    made = api.post("complaints/1/answer", **said, rule="7", version=1).json()
    assert (made["rule"], made["warning"][:36]) == ("7 v1", "You cite version 1 of rule 7; versio")
