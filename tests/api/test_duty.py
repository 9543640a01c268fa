"""The rota by the API: the same verbs and refusals as the pages."""

from datetime import timedelta

import pytest

from tests.api.caller import Caller
from tests.domain.duty.rota import NIGHT_BEGINS, make_desk

NIGHT = {"team": "Desk", "day": "2026-10-24", "starts": "20:00", "ends": "08:00"}


@pytest.fixture(autouse=True)
def _saturday(clock_at, firm):
    clock_at(NIGHT_BEGINS - timedelta(hours=1))


@pytest.fixture
def desk(petro, iryna, maksym):
    return make_desk(petro, iryna, maksym)


def test_a_night_is_planned_found_and_dropped(desk, olha, petro, iryna):
    caller = Caller(olha)
    made = caller.post("duty/shifts", **NIGHT, user=petro.email)
    assert (made.status_code, made.json()["hours"]) == (201, 13.0)
    assert made.json()["starts_at"] == "2026-10-24T17:00:00Z"
    [listed] = caller.get("duty/shifts").json()
    assert listed == made.json()
    now = caller.get("duty").json()
    assert [hole["proposed"] for hole in now["holes"]] == [iryna.email, None]
    assert [hole["starts_at"] for hole in now["holes"]] == [
        "2026-10-24T16:00:00Z",
        "2026-10-25T06:00:00Z",
    ]
    dropped = caller.post(f"duty/shifts/{listed['id']}/drop").json()
    assert dropped["dropped_at"] == "2026-10-24T16:00:00Z"


def test_a_swap_is_asked_and_accepted(desk, olha, petro, iryna):
    shift = Caller(olha).post("duty/shifts", **NIGHT, user=petro.email).json()["id"]
    swap = Caller(petro).post(f"duty/shifts/{shift}/swaps", to=iryna.email)
    assert swap.status_code == 201
    assert [Caller(who).get("duty/swaps").json() for who in (petro, iryna, olha)] == [
        [swap.json()],
        [swap.json()],
        [],
    ]
    path = f"duty/swaps/{swap.json()['id']}"
    assert Caller(olha).post(path, answer="accept").status_code == 404
    assert Caller(petro).post(path, answer="accept").status_code == 403
    assert Caller(iryna).post(path, answer="accept").json()["answer"] == "accepted"
    [listed] = Caller(olha).get("duty/shifts").json()
    assert listed["user"] == "Iryna Koval"


def test_a_refusal_is_a_sentence(desk, olha, nadia):
    answer = Caller(olha).post("duty/shifts", **NIGHT, user=nadia.email)
    assert answer.status_code == 422
    assert "Nadia Hnatiuk does not belong to the team Desk." in answer.content.decode()
    assert Caller(olha).post("duty/shifts", **{**NIGHT, "team": "None"}).status_code == 404


def test_whoever_leaves_passes_his_nights_on_and_a_principal_allows_the_short_rest(
    desk, olha, roman, petro, iryna
):
    planner, principal = Caller(roman), Caller(olha)
    night = planner.post("duty/shifts", **NIGHT, user=petro.email).json()
    planner.post("duty/shifts", **{**NIGHT, "starts": "08:00", "ends": "19:30"}, user=iryna.email)
    said = {"team": "Desk", "of": petro.email, "to": iryna.email}
    refused = principal.post("duty/pass", **said)
    assert refused.status_code == 422
    assert "A principal can allow it." in refused.content.decode()
    assert planner.post("duty/pass", **said, is_override=True).status_code == 403
    assert principal.post("duty/pass", **said, is_override=True).json() == {"passed": 1}
    taken = {row["id"]: row for row in principal.get("duty/shifts").json()}[night["id"]]
    assert (taken["user"], taken["has_short_rest"]) == ("Iryna Koval", True)
