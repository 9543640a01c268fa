"""A date is promised beside the talk: the gate answers in place (R037, R140, story A5)."""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.promises.actions.ending import fulfil_promise
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, THURSDAY, kyiv, promised, set_hours

NEW = "/cases/S-1/promises/new/"
GATE = "/cases/S-1/promises/gate/"
A5 = {
    "text": "Draft of the claim",
    "owed_by": "us",
    "kind": "document",
    "effort_minutes": "14",
    "wished_at": "2027-03-18T18:00",
}


@pytest.fixture(autouse=True)
def _monday(clock_at, case, petro):
    set_hours(petro)
    clock_at(MONDAY)


def words(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def given(petro, **sides):
    return {**A5, "owner": petro.pk, **sides}


def test_it_opens_with_the_date_that_can_be_kept(as_petro):
    page = words(as_petro.get(NEW))
    assert "It takes no time worth counting." in page
    assert "Promise today, 18:00" in page


def test_the_gate_says_needs_free_and_the_earliest_keepable(as_petro, petro):
    page = words(as_petro.get(GATE, given(petro)))
    assert "Needs 16.8 h with the buffer; 12 h are free until then." in page
    assert "Promise Mon 22 March, 18:00" in page
    assert "Thu 18 March" not in page


def test_a_wished_date_that_is_over_is_said(as_petro, petro):
    page = words(as_petro.get(GATE, given(petro, wished_at="2027-03-12T10:00")))
    assert "The wished date is over. Needs 16.8 h with the buffer." in page


def test_one_press_takes_the_keepable_date(as_petro, petro, case):
    answer = as_petro.post(NEW, given(petro, due_at=NEXT_MONDAY.isoformat()))
    assert (answer.status_code, answer["Location"]) == (302, "/cases/S-1/")
    promise = Promise.objects.given().get()
    assert (promise.due_at, promise.wished_at, promise.effort_minutes) == (
        NEXT_MONDAY,
        THURSDAY,
        840,
    )
    page = words(as_petro.get("/cases/S-1/"))
    assert "Promised: Draft of the claim, Mon 22 March by 18:00." in page


def test_thursday_is_refused_with_the_offer_and_nothing_typed_is_lost(as_petro, petro):
    answer = as_petro.post(NEW, given(petro, due_at=THURSDAY.isoformat()))
    page = words(answer, 422)
    assert "16.8 h with the buffer, and 12 h are free until then" in page
    assert 'value="Draft of the claim"' in page
    assert 'value="2027-03-18T18:00"' in page
    assert not Promise.objects.given().exists()


def test_without_a_date_it_asks_for_one(as_petro, petro):
    assert "Choose one of the dates below." in words(as_petro.post(NEW, given(petro)), 422)
    theirs = given(petro, owed_by="client", wished_at="")
    assert "Say by when the client does it." in words(as_petro.post(NEW, theirs), 422)


def test_a_wished_date_that_is_over_is_said_to_be(as_petro, petro):
    over = given(petro, wished_at="2020-01-01T10:00")
    assert "The wished date is over." in words(as_petro.get(GATE, over))
    assert "The wished date is over." not in words(as_petro.get(GATE, given(petro)))


def test_only_a_principal_sees_and_uses_the_override(as_petro, as_olha, petro, client, olha):
    client.force_login(petro)
    assert "all the same" not in words(client.get(GATE, given(petro)))
    beyond = given(petro, override_at=THURSDAY.isoformat())
    assert "Only a principal promises beyond" in words(client.post(NEW, beyond), 422)
    client.force_login(olha)
    assert "Promise Thu 18 March, 18:00 all the same" in words(client.get(GATE, given(petro)))
    assert client.post(NEW, beyond).status_code == 302
    assert Promise.objects.given().get().overridden_by == olha
    assert "beyond capacity" in words(client.get("/cases/S-1/"))


def test_his_history_adds_days_and_the_wished_date_asks_what_gives_way(as_petro, petro, case):
    made, due = kyiv("2027-03-11 10:00"), kyiv("2027-03-11 12:00")
    for number, late in enumerate((0, 0, 0, 1, 1, 2, 2, 2, 3, 3)):
        sides = {"text": f"Part {number}", "due_at": due, "at": made, "dropped": "Lunch"}
        promise = promised(case, petro, **sides)
        fulfil_promise(promise, by=petro, at=due + timedelta(days=late))
    wish = given(petro, effort_minutes="", wished_at="2027-03-17T12:00")
    page = words(as_petro.get(GATE, wish))
    assert (
        "3 of the last 10 of this kind came in time, 8 within 2 days: so 2 days are added." in page
    )
    assert "Promise Fri 19 March, 12:00" in page
    assert "What will be dropped for the wished date" in page
    wished = {**wish, "due_at": "2027-03-17T12:00:00+02:00"}
    assert "say what will be dropped" in words(as_petro.post(NEW, wished), 422)
    assert as_petro.post(NEW, {**wished, "dropped": "The lecture"}).status_code == 302
    assert Promise.objects.given().get(dropped="The lecture").due_at == kyiv("2027-03-17 12:00")


def test_the_clients_busy_and_quiet_days_are_warned_of(as_petro, petro, olena):
    busy = Days(date(2027, 3, 22), date(2027, 3, 22), nature="peak", why="Harvest fair")
    add_blackout(olena, days=busy, by=petro, at=MONDAY)
    page = words(as_petro.get(GATE, given(petro)))
    assert "Olena Sydorenko is busy then: Harvest fair." in page


def test_the_clients_duty_needs_no_gate(as_petro, petro, olena):
    duty = given(petro, owed_by="client", effort_minutes="")
    assert "Write it down" in words(as_petro.get(GATE, duty))
    assert as_petro.post(NEW, duty).status_code == 302
    promise = Promise.objects.given().get()
    assert (promise.owed_by, promise.due_at) == ("client", THURSDAY)
    assert "Olena Sydorenko owes us" in words(as_petro.get("/cases/S-1/"))


def test_a_closed_case_offers_no_date(as_petro, petro, case):
    from slovo.domain.cases.actions.closing import close_case

    case.waits_since = None
    case.save()
    close_case(case, reason="Settled", by=petro, at=MONDAY)
    assert "Promise a date" not in words(as_petro.get("/cases/S-1/"))
    refused = as_petro.post(NEW, given(petro, due_at=NEXT_MONDAY.isoformat()))
    assert "This case has ended." in words(refused, 422)


def test_the_gate_does_not_ask_more_with_more_promises(
    as_petro, petro, case, django_assert_max_num_queries
):
    for number in range(15):
        promised(case, petro, text=f"Part {number}", effort_minutes=10)
    with django_assert_max_num_queries(22):
        as_petro.get(GATE, given(petro))


def test_nonsense_in_the_gate_is_no_error(as_petro):
    assert as_petro.get(GATE, {"effort_minutes": "x", "wished_at": "never"}).status_code == 200
