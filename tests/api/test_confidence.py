"""What was told in confidence, by the API (R018)."""

import pytest

from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.calls.actions.talking import place_call
from slovo.domain.calls.models import Call
from slovo.domain.cases.models import Reading
from slovo.domain.courtesy.models import Approach
from tests.api.caller import Caller
from tests.domain.calls.telephone import answered, lines, told
from tests.make import MORNING

__all__ = ["lines", "told"]

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


def test_neither_calls_nor_letters_that_wait_tell_of_it(
    as_petro, petro, maksym, client, case, told
):
    told("1", **answered())
    note_missed_call(case.person, case=case, missed_at=MORNING, by=petro, at=MORNING)
    words = {"kind": "news", "subject": "Verbena", "text": "Verbena", "hold": {}}
    Approach.objects.create(
        person=case.person, case_id=case.pk, asked_at=MORNING, next_at=MORNING, **words
    )
    place_call(Call.objects.get(), case=case, text="Verbena", by=petro, at=MORNING)
    as_maksym = Caller(maksym)
    client.force_login(maksym)
    pages = ("/courtesy/", f"/clients/{case.person_id}/", "/calls/", "/")

    def said() -> list[int | bool]:
        by_api = [as_maksym.get(path).json() for path in ("approaches", "calls", "missed-calls")]
        return [*map(len, by_api), any("Verbena" in client.get(p).content.decode() for p in pages)]

    assert said() == [1, 1, 1, True]
    as_petro.post(f"cases/{case.ref}/confide", level="relationship")
    assert said() == [0, 0, 0, False]
