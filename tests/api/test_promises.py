"""The API knows the same promises, verbs and refusals as the pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from tests import make
from tests.api.caller import Caller
from tests.domain.promises.scene import MONDAY, fresh, set_hours

A5 = {
    "text": "Draft of the claim",
    "kind": "document",
    "due_at": "2027-03-18T18:00:00+02:00",
    "effort_minutes": 840,
}
KEEPABLE = "2027-03-22T16:00:00Z"
SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def _monday(clock_at: SetClock, petro: User) -> None:
    set_hours(petro)
    clock_at(MONDAY)


def test_the_gate_refuses_thursday_and_offers_monday(as_petro: Caller, case: Case) -> None:
    refused = as_petro.post("cases/S-1/promises", **A5)
    assert refused.status_code == 422
    assert "The earliest date that can be kept: Mon 22 March, 18:00." in refused.json()["detail"]
    made = as_petro.post("cases/S-1/promises", **{**A5, "due_at": KEEPABLE})
    assert made.status_code == 201
    shape = made.json()
    assert (shape["due_at"], shape["owner"], shape["owed_by"]) == (
        KEEPABLE,
        "Petro Marchenko",
        "us",
    )
    assert as_petro.get("cases/S-1/promises").json() == [shape]
    assert [p["text"] for p in as_petro.get("cases/S-1").json()["promises"]] == [A5["text"]]


def test_only_a_principal_overrides(as_petro: Caller, case: Case, olha: User, petro: User) -> None:
    assert as_petro.post("cases/S-1/promises", **A5, override=True).status_code == 422
    made = Caller(olha).post("cases/S-1/promises", **A5, override=True, owner=petro.email)
    assert made.json()["beyond_capacity_by"] == "Olha Levchenko"


def make_one(caller: Caller, **sides: Any) -> dict[str, Any]:
    given = {"text": "A call", "kind": "talk", "due_at": KEEPABLE, **sides}
    made: dict[str, Any] = caller.post("cases/S-1/promises", **given).json()
    return made


def test_it_is_done_moved_and_given_back(as_petro: Caller, case: Case, clock_at: SetClock) -> None:
    one, two = make_one(as_petro), make_one(as_petro, text="Another call")
    done = as_petro.post(f"promises/{one['id']}/fulfil", proof="Called at noon").json()
    assert (done["outcome"], done["proof"]) == ("kept", "Called at noon")
    again = {"due_at": "2027-03-23T16:00:00Z", "consent": " "}
    assert as_petro.post(f"promises/{two['id']}/renegotiate", **again).status_code == 422
    moved = as_petro.post(f"promises/{two['id']}/renegotiate", **{**again, "consent": "Fine"})
    assert (moved.status_code, moved.json()["replaces"]) == (201, two["id"])
    back = as_petro.post(f"promises/{moved.json()['id']}/withdraw", words="Not needed")
    assert back.json()["outcome"] == "withdrawn"
    outcomes = [p["outcome"] for p in as_petro.get("cases/S-1/promises").json()]
    assert outcomes == ["kept", "renegotiated", "withdrawn"]
    clock_at(MONDAY)


def test_a_letter_of_another_case_keeps_nothing(as_petro: Caller, case: Case) -> None:
    one = make_one(as_petro)
    wrong = as_petro.post(f"promises/{one['id']}/fulfil", message=999_999)
    assert (wrong.status_code, wrong.json()["detail"]) == (
        422,
        "There is no such message in this case.",
    )
    assert fresh(Promise.objects.get(pk=one["id"])).outcome == ""


def test_it_passes_to_a_colleague(as_petro: Caller, case: Case, iryna: User) -> None:
    one = make_one(as_petro)
    passed = as_petro.post(f"promises/{one['id']}/pass", to=iryna.email)
    assert passed.json()["owner"] == "Iryna Koval"
    assert as_petro.post(f"promises/{one['id']}/pass", to="x@firm.example").status_code == 422


def test_a_promise_of_the_house_is_not_found_here(as_petro: Caller, case: Case) -> None:
    clock = case.promises.get(kind="first_answer")
    assert as_petro.post(f"promises/{clock.pk}/fulfil").status_code == 404
    assert fresh(clock).outcome != Outcome.KEPT


def test_today_names_what_is_promised_for_today(as_petro: Caller, case: Case) -> None:
    make_one(as_petro, due_at="2027-03-15T15:00:00Z")
    make_one(as_petro, text="Tomorrow", due_at="2027-03-16T15:00:00Z")
    today = as_petro.get("today").json()
    rows = [row for row in today["items"] if row["list"] == "promises_due"]
    assert [(row["subject"], row["due_at"]) for row in rows] == [("A call", "2027-03-15T15:00:00Z")]
    assert today["counts"]["promises_due"] == 1


def test_who_sees_no_cases_promises_nothing(case: Case) -> None:
    lesia = Caller(make.make_user("Lesia Shevchuk", Role.SURVEYOR))
    assert lesia.get("cases/S-1/promises").status_code == 403
    assert lesia.post("cases/S-1/promises", **A5).status_code == 404
