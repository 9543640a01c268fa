import pytest

from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import version_named
from slovo.domain.standards.models import Act, Rule
from tests.make import MORNING

pytestmark = pytest.mark.django_db
NEW = {"number": "G-1", "title": "Small sums", "text": "For the client.", "since": "2027-03-10"}


def test_a_rule_is_written_and_rewritten(as_olha, olha):
    page = as_olha.get("/settings/rules/").content.decode()
    assert "1 · When the price is small, decide for the client" in page
    assert as_olha.post("/settings/rules/new/", {}).status_code == 422
    made = as_olha.post("/settings/rules/new/", {**NEW, "owner": olha.pk})
    rule = Rule.objects.get(number="G-1")
    assert made.headers["Location"] == f"/settings/rules/{rule.pk}/"
    newer = {**NEW, "owner": olha.pk, "text": "Other words."}
    as_olha.post(f"/settings/rules/{rule.pk}/edit/", newer)
    page = as_olha.get(f"/settings/rules/{rule.pk}/").content.decode()
    assert ("Other words." in page, "Version 2, from 10 March 2027" in page) == (True, True)
    early = as_olha.post(
        f"/settings/rules/{rule.pk}/edit/", {**newer, "text": "Late", "since": "2027-03-09"}
    )
    assert early.status_code == 422
    assert "comes into force today or later" in early.content.decode()
    as_olha.post(f"/settings/rules/{rule.pk}/retire/")
    assert "retired" in as_olha.get(f"/settings/rules/{rule.pk}/").content.decode()


def test_colleagues_read_the_rules_and_what_was_decided_by_them(as_petro, petro, case):
    cited = version_named("2", None, MORNING)
    said = {"act": Act.REFUSAL, "subject": "decision:1", "case_id": case.pk}
    cite_rule(cited, **said, by=petro, at=MORNING)
    assert "Refused: 1" in as_petro.get("/settings/rules/").content.decode()
    page = as_petro.get(f"/settings/rules/{cited.rule_id}/").content.decode()
    assert (case.ref in page, "Write a new version" in page) == (True, False)
    assert as_petro.get("/settings/rules/new/").status_code == 403
