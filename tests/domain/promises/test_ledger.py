"""The share of promises that were kept (metric M1)."""

from datetime import timedelta

import pytest

from slovo.domain.promises.actions.ending import fulfil_promise, withdraw_by_client
from slovo.domain.promises.actions.renegotiating import renegotiate_promise
from slovo.domain.promises.ledger import Kept, Window, added, m1, m1_by_owner, m1_by_person
from tests.domain.promises.scene import MONDAY, kyiv, promised

DUE = kyiv("2027-03-18 18:00")
NOW = kyiv("2027-03-20 12:00")
WEEK = Window(kyiv("2027-03-15 00:00"), kyiv("2027-03-22 00:00"))


@pytest.fixture
def lived(petro, iryna, case):
    """41 kept, 2 broken, 2 moved into April, 1 given back; the client owes one more."""
    for number in range(41):
        promise = promised(case, petro, text=f"Kept {number}", due_at=DUE)
        fulfil_promise(promise, by=petro, at=DUE)
    for number in range(2):
        promise = promised(case, iryna, text=f"Broken {number}", due_at=DUE)
        fulfil_promise(promise, by=iryna, at=DUE + timedelta(seconds=1))
        promise = promised(case, petro, text=f"Moved {number}", due_at=DUE)
        renegotiate_promise(
            promise, due_at=kyiv("2027-04-05 18:00"), consent="Yes", by=petro, at=MONDAY
        )
    given_back = promised(case, petro, text="Given back", due_at=DUE)
    withdraw_by_client(given_back, words="Not needed", by=petro, at=MONDAY)
    promised(case, petro, text="His own", owed_by="client", due_at=DUE)


def test_the_check_values_of_the_definition(lived):
    found = m1(WEEK, NOW)
    assert found == Kept(kept=41, broken=2, renegotiated=2, withdrawn=1, late=0)
    rate, strict = found.rate, found.strict
    assert [round(100 * value, 1) for value in rate] == [91.1, 79.3, 96.5]
    assert round(100 * strict.value, 1) == 95.3


def test_nothing_due_is_no_data(lived):
    empty = m1(Window(kyiv("2027-05-01 00:00"), kyiv("2027-06-01 00:00")), NOW)
    assert (empty.rate, empty.strict, empty.counted) == (None, None, 0)


def test_what_is_late_and_undone_is_broken_now(petro, case):
    promised(case, petro, due_at=DUE)
    assert m1(WEEK, DUE) == Kept()
    assert m1(WEEK, DUE + timedelta(seconds=1)).late == 1
    assert m1(WEEK, NOW).rate.value == 0


def test_the_window_takes_its_beginning_and_not_its_end(petro, case):
    for text, due_at in (("First", WEEK.since), ("Last", WEEK.until)):
        promise = promised(case, petro, text=text, due_at=due_at, at=kyiv("2027-03-12 10:00"))
        fulfil_promise(promise, by=petro, at=kyiv("2027-03-12 11:00"))
    assert [row.text for row in WEEK.promises()] == ["First"]


def test_by_colleague_and_by_client_it_adds_up(lived, petro, iryna, olha, case):
    by_owner = m1_by_owner(WEEK, [petro.pk, iryna.pk, olha.pk], NOW)
    assert {key: kept.counted for key, kept in by_owner.items()} == {petro.pk: 43, iryna.pk: 2}
    assert added(by_owner.values()) == m1(WEEK, NOW)
    assert m1_by_person(WEEK, NOW) == {case.person_id: m1(WEEK, NOW)}
    assert added([]) == Kept()


def test_of_one_colleague_and_of_one_client(lived, iryna, case):
    his = Window(WEEK.since, WEEK.until, owner=iryna.pk)
    assert m1(his, NOW) == Kept(broken=2)
    assert m1_by_person(his, NOW) == {case.person_id: Kept(broken=2)}
    hers = Window(WEEK.since, WEEK.until, person=case.person_id)
    assert m1_by_owner(hers, [iryna.pk], NOW) == {iryna.pk: Kept(broken=2)}
    nobody = Window(WEEK.since, WEEK.until, person=case.person_id + 999)
    assert (m1(nobody, NOW), m1_by_person(nobody, NOW)) == (Kept(), {})


def test_the_ledger_of_all_colleagues_is_one_question(lived, petro, django_assert_num_queries):
    with django_assert_num_queries(1):
        m1_by_owner(WEEK, [petro.pk], NOW)
    with django_assert_num_queries(2):
        m1_by_person(WEEK, NOW)
