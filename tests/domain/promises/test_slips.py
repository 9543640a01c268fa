"""The date one can keep rather than the pleasing one (R140)."""

from datetime import timedelta

import pytest

from slovo.domain.promises.actions.ending import fulfil_promise, withdraw_by_client
from slovo.domain.promises.actions.making import DroppedMissing
from slovo.domain.promises.actions.renegotiating import renegotiate_promise
from slovo.domain.promises.slips import Slips, proposed, slips
from tests.domain.promises.scene import MONDAY, fresh, kyiv, promised

DAY = timedelta(days=1)
MADE = kyiv("2027-03-01 10:00")
DUE = kyiv("2027-03-03 12:00")


def history(case, petro, *days_late, **sides):
    """Documents promised for 3 March that came so many days after."""
    for number, days in enumerate(days_late):
        given = {"text": f"Part {number}", "due_at": DUE, "at": MADE, "dropped": "The lecture"}
        promise = promised(case, petro, **given, **sides)
        fulfil_promise(promise, proof="sent", by=petro, at=DUE + days * DAY)


@pytest.fixture
def slow(case, petro):
    history(case, petro, 0, 0, 0, 1, 1, 2, 2, 2, 4, 6)


def test_eight_of_ten_within_two_days_proposes_two_days_more(slow, petro):
    late = slips(petro, "document")
    assert late == Slips(count=10, in_time=3, days_for_80=2, within=8)
    wished = kyiv("2027-03-23 16:00")
    assert proposed(petro, "document", None, MONDAY, wished_at=wished) == wished + 2 * DAY


def test_without_a_wish_it_starts_from_the_earliest_that_fits(slow, petro):
    """14 h fit by Monday 22 March 18:00; two days more is Wednesday."""
    assert proposed(petro, "document", 840, MONDAY) == kyiv("2027-03-24 18:00")


def test_what_falls_on_a_day_off_is_kept_by_the_end_of_the_next_day(slow, petro):
    thursday = kyiv("2027-03-25 15:00")
    assert proposed(petro, "document", None, MONDAY, wished_at=thursday) == kyiv("2027-03-29 18:00")


def test_begun_days_count_whole_and_a_minute_early_counts_none(case, petro):
    history(case, petro, 0, 0, 0, 0)
    promise = promised(case, petro, due_at=DUE, at=MADE)
    fulfil_promise(promise, by=petro, at=DUE + timedelta(seconds=1))
    assert slips(petro, "document") == Slips(count=5, in_time=4, days_for_80=0, within=4)


def test_a_moved_date_counts_as_late_as_it_was_moved(case, petro):
    promise = promised(case, petro, due_at=DUE, at=MADE)
    new = renegotiate_promise(promise, due_at=DUE + 3 * DAY, consent="Yes", by=petro, at=MADE)
    fulfil_promise(new, by=petro, at=DUE + 3 * DAY)
    assert slips(petro, "document") == Slips(count=2, in_time=1, days_for_80=3, within=2)


def test_only_the_last_twenty_of_his_own_of_that_kind_count(case, petro, iryna):
    history(case, petro, *[5] * 10)
    history(case, petro, *[0] * 20)
    history(case, iryna, *[9] * 3)
    history(case, petro, *[7] * 3, kind="talk")
    given_back = promised(case, petro, due_at=DUE, at=MADE, dropped="The lecture")
    withdraw_by_client(given_back, words="Never mind", by=petro, at=MADE)
    assert slips(petro, "document").count == 20


def test_a_short_history_says_nothing(case, petro):
    history(case, petro, 3, 3, 3, 3)
    wished = kyiv("2027-03-23 16:00")
    assert proposed(petro, "document", None, MONDAY, wished_at=wished) == wished


def test_the_wished_date_asks_what_will_be_dropped(slow, petro, olha, case):
    wished = kyiv("2027-03-23 16:00")
    with pytest.raises(DroppedMissing) as asked:
        promised(case, petro, due_at=wished, wished_at=wished)
    assert asked.value.proposed == wished + 2 * DAY
    assert str(asked.value) == (
        "8 of the last 10 such promises came within 2 days after their date. "
        "Promise Thu 25 March, 16:00, or say what will be dropped."
    )
    later = promised(case, petro, due_at=wished + 2 * DAY, wished_at=wished)
    sooner = promised(case, petro, due_at=wished, wished_at=wished, dropped="The lecture")
    assert (later.dropped, fresh(sooner).dropped) == ("", "The lecture")


def test_slips_ask_one_question(slow, petro, django_assert_num_queries):
    with django_assert_num_queries(1):
        slips(petro, "document")
