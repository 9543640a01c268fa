import pytest

from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import version_named
from slovo.domain.standards.models import Act
from tests.make import MORNING

pytestmark = pytest.mark.django_db
NEW = {"number": "G-1", "title": "Small sums", "text": "For the client.", "since": "2027-03-10"}


def test_rules(as_petro, as_olha_api, petro):
    assert as_petro.post("rules", **NEW).status_code == 403
    assert as_olha_api.post("rules", **NEW).json()["versions"][0]["version"] == 1
    words = {"title": "Small sums", "text": "Other words.", "since": "2027-03-10"}
    newer = as_olha_api.post("rules/G-1/versions", **words, owner="petro@firm.example").json()
    assert (newer["owner"], [row["version"] for row in newer["versions"]]) == (
        "Petro Marchenko",
        [2, 1],
    )
    early = as_olha_api.post("rules/G-1/versions", **{**words, "since": "2027-03-09", "text": "x"})
    assert early.status_code == 422
    said = {"act": Act.EXCEPTION, "subject": "decision:1", "by": petro, "at": MORNING}
    cite_rule(version_named("G-1", 1, MORNING), **said)
    assert as_petro.get("rules/G-1/citations").json() == [
        {
            "act": "exception",
            "about": "decision:1",
            "rule": "G-1",
            "version": 1,
            "by": "Petro Marchenko",
            "at": "2027-03-10T09:05:00Z",
            "is_outdated": True,
        }
    ]
    assert as_olha_api.post("rules/G-1/retire").json()["retired_at"] == "2027-03-10T09:05:00Z"
    numbers = [row["number"] for row in as_petro.get("rules").json()]
    assert numbers == ["1", "2", "3", "4", "G-1"]
