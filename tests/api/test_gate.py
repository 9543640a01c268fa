"""The gate answers a program before anything is promised, as it answers beside the form (R037)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.models import Case, Promise
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from tests import make
from tests.api.caller import Caller
from tests.domain.promises.scene import MONDAY, kyiv, promised, set_hours

SetClock = Callable[[datetime], None]
GATE = "cases/S-1/promises/gate"
WORK = {"kind": "document", "effort_minutes": 840, "wished_at": "2027-03-18T18:00:00+02:00"}
NO_HISTORY = {"count": 0, "in_time": 0, "days_for_80": 0, "is_enough": False}


@pytest.fixture(autouse=True)
def _monday(clock_at: SetClock, petro: User) -> None:
    set_hours(petro)
    clock_at(MONDAY)


def test_thursday_does_not_fit_and_monday_can_be_kept(as_petro: Caller, case: Case) -> None:
    told = as_petro.get(GATE, **WORK)
    assert (told.status_code, told.json()) == (
        200,
        {
            "wished_at": "2027-03-18T16:00:00Z",
            "fits": False,
            "is_hopeful": False,
            "needed_minutes": 1008,
            "free_minutes": 720,
            "earliest_at": "2027-03-22T16:00:00Z",
            "keepable_at": "2027-03-22T16:00:00Z",
            "history": NO_HISTORY,
            "wished_days": [],
            "keepable_days": [],
        },
    )
    assert not Promise.objects.given().exists()
    late = {"text": "Draft", "kind": "document", "due_at": WORK["wished_at"]}
    said = as_petro.post("cases/S-1/promises", **late, effort_minutes=840).json()
    assert (said["needed_minutes"], said["free_minutes"]) == (1008, 720)
    assert said["earliest_at"] == "2027-03-22T16:00:00Z"
    unwished = as_petro.get(GATE, effort_minutes=840).json()
    assert (unwished["fits"], unwished["free_minutes"]) == (None, None)
    assert unwished["keepable_at"] == "2027-03-22T16:00:00Z"


def test_his_history_and_the_clients_days_are_told(
    as_petro: Caller, case: Case, petro: User, olena: Person
) -> None:
    made, due = kyiv("2027-03-01 10:00"), kyiv("2027-03-03 12:00")
    for number in range(5):
        sides = {"text": f"Part {number}", "due_at": due, "at": made}
        promise = promised(case, petro, **sides, dropped="The lecture")
        fulfil_promise(promise, proof="sent", by=petro, at=due + timedelta(days=2))
    days = Days(date(2027, 3, 18), date(2027, 3, 18), why="The hearing")
    add_blackout(olena, days=days, by=petro, at=MONDAY)
    told = as_petro.get(GATE, **{**WORK, "effort_minutes": 60}).json()
    assert (told["fits"], told["is_hopeful"]) == (True, True)
    assert told["keepable_at"] == "2027-03-22T16:00:00Z"
    assert told["history"] == {"count": 5, "in_time": 0, "days_for_80": 2, "is_enough": True}
    assert told["wished_days"] == [{"nature": "blackout", "why": "The hearing"}]
    hopeful = {"text": "Draft", "kind": "document", "due_at": WORK["wished_at"]}
    refused = as_petro.post("cases/S-1/promises", **hopeful, wished_at=WORK["wished_at"])
    assert (refused.status_code, refused.json()["keepable_at"]) == (422, "2027-03-22T16:00:00Z")


def test_another_date_of_a_promise_leaves_its_own_hours_out(
    as_petro: Caller, case: Case, petro: User, clock_at: SetClock
) -> None:
    old = promised(case, petro, effort_minutes=840)
    told = as_petro.get(GATE, instead_of=old.pk, wished_at="2027-03-23T18:00:00+02:00").json()
    assert (told["needed_minutes"], told["free_minutes"], told["fits"]) == (1008, 1260, True)
    clock_at(old.due_at)
    refused = as_petro.get(GATE, instead_of=old.pk)
    assert refused.status_code == 422
    assert "a new date would only hide that" in refused.json()["detail"]
    assert as_petro.get(GATE, instead_of=999_999).status_code == 404


def test_it_refuses_what_a_promise_would_be_refused(
    as_petro: Caller, case: Case, olha: User
) -> None:
    lesia = make.make_user("Lesia Shevchuk", Role.SURVEYOR)
    told = [
        as_petro.get(GATE, wished_at="2027-03-15T09:00:00+02:00"),
        as_petro.get(GATE, owner=lesia.email),
        as_petro.get(GATE, kind="first_answer"),
        as_petro.get(GATE, effort_minutes=-1),
    ]
    assert [each.status_code for each in told] == [422] * 4
    assert [each.json()["detail"] for each in told[:2]] == [
        "The date of a promise must lie ahead.",
        "Lesia Shevchuk cannot promise anything to clients.",
    ]
    assert Caller(lesia).get(GATE).status_code == 404
    close_case(case, reason="Told aloud", by=olha, at=MONDAY)
    assert as_petro.get(GATE).json()["detail"].startswith("This case has ended.")
