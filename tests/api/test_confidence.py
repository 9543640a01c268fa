"""What was told in confidence, by the API (R018)."""

import pytest

from slovo.domain.cases.models import Reading
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db


def test_a_note_by_its_id_is_not_found_by_others_and_the_log_shows_it(as_petro, iryna, case):
    made = as_petro.post("cases/S-1/note", text="Verbena", level="relationship")
    assert (made.status_code, made.json()["level"]) == (201, "relationship")
    path = f"cases/S-1/messages/{made.json()['id']}"
    assert as_petro.get(path).json()["text"].strip() == "Verbena"
    as_iryna = Caller(iryna)
    assert as_iryna.get(path).status_code == 404
    for asker in (as_petro, as_iryna):
        assert "Verbena" not in str(asker.get("cases/S-1").json())
    assert as_iryna.get("cases", q="verbena").json()["items"] == []
    rows = Reading.objects.order_by("pk").values_list("user", "is_refused")
    assert list(rows) == [(as_petro.user.pk, False), (iryna.pk, True)]


def test_a_case_in_confidence_is_not_found(as_petro, maksym, case):
    said = as_petro.post("cases/S-1/confide", level="relationship")
    assert (said.status_code, said.json()["level"]) == (200, "relationship")
    as_maksym = Caller(maksym)
    assert as_maksym.get("cases/S-1").status_code == 404
    assert as_maksym.get("cases").json()["items"] == []
    assert as_maksym.get("today").json()["items"] == []
    assert as_maksym.get("promises").json().get("items", []) == []
    assert Reading.objects.filter(user=maksym, is_refused=True).count() == 1
