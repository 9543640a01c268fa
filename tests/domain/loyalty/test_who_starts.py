"""Whose idea each contact was, and the share of ours over 90 days (R141, M31)."""

from datetime import UTC, timedelta

import pytest

from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.starting import Start, Starts, starts_of
from tests import make
from tests.domain.courtesy.scene import write as write_unasked
from tests.domain.loyalty.scene import answer, write
from tests.domain.promises.scene import kyiv, send_all

MONDAY = kyiv("2027-03-15 10:00").astimezone(UTC)  # clocks change on 28 March
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def starts(person, at):
    rows = starts_of([person.pk], at).get(person.pk, Starts()).rows
    return [(row.at, row.is_ours) for row in rows]


@pytest.fixture
def case(olena, agreed, petro):
    """She begins; Petro answers after an hour."""
    case = write(olena, MONDAY)
    answer(case, petro, MONDAY + HOUR)
    return case


def test_an_answer_begins_nothing_and_a_word_of_ours_nobody_waits_for_does(case, olena, petro):
    hers = [(MONDAY, False)]
    assert starts(olena, MONDAY + DAY) == hers
    answer(case, petro, MONDAY + DAY)
    assert starts(olena, MONDAY + 2 * DAY) == [*hers, (MONDAY + DAY, True)]
    write(olena, MONDAY + DAY + HOUR, case=case)
    assert len(starts(olena, MONDAY + 2 * DAY)) == 2


def test_a_week_of_quiet_makes_his_word_a_beginning_unless_we_had_asked(case, olena, petro):
    quiet = MONDAY + HOUR + 7 * DAY
    write(olena, quiet, case=case)
    assert len(starts(olena, quiet)) == 1
    answer(case, petro, quiet + HOUR)
    late = quiet + HOUR + 7 * DAY + timedelta(seconds=1)
    write(olena, late, case=case)
    assert starts(olena, late)[1:] == [(late, False)]
    answer(case, petro, late + HOUR, question="Which court?")
    write(olena, late + 20 * DAY, case=case)
    assert len(starts(olena, late + 20 * DAY)) == 2


def test_a_chaser_begins_and_an_afterthought_does_not(olena, agreed):
    case = write(olena, MONDAY)
    write(olena, MONDAY + timedelta(minutes=2), case=case)
    assert len(starts(olena, MONDAY + HOUR)) == 1
    write(olena, MONDAY + 2 * DAY, case=case)
    assert starts(olena, MONDAY + 2 * DAY)[1:] == [(MONDAY + 2 * DAY, False)]


def test_care_news_and_what_is_noted_count_and_invoices_do_not(olena, agreed, petro):
    write_unasked(olena, petro, MONDAY, kind="care")
    make.make_invoice(agreed, petro, at=MONDAY + HOUR)
    send_all(MONDAY + HOUR)
    said = {"kind": "call", "words": "The notary.", "done_at": MONDAY + 2 * HOUR}
    note_real_action(olena, **said, started_by="client", by=petro, at=MONDAY + 2 * HOUR)
    found = starts_of([olena.pk], MONDAY + DAY)[olena.pk].rows
    assert [(row.at, row.is_ours, row.how) for row in found] == [
        (MONDAY, True, "email"),
        (MONDAY + 2 * HOUR, False, "call"),
    ]


def test_ninety_days_to_the_second(case, olena):
    last = MONDAY + 90 * DAY - timedelta(seconds=1)
    assert starts(olena, last) == [(MONDAY, False)]
    assert starts(olena, MONDAY + 90 * DAY) == []


@pytest.mark.parametrize(
    ("ours", "all_", "is_low"),
    [(3, 10, False), (2, 7, True), (29, 100, True), (30, 100, False), (0, 2, False), (0, 3, True)],
)
def test_below_thirty_per_cent_of_at_least_three(ours, all_, is_low):
    rows = [Start(MONDAY, index < ours, None, "email") for index in range(all_)]
    found = Starts(tuple(rows))
    assert (found.ours, found.is_low) == (ours, is_low)


def test_three_running_and_one_of_ours():
    def running(sides):
        rows = Starts(tuple(Start(MONDAY, side == "u", None, "email") for side in sides))
        return len(rows.running), rows.is_streak

    found = [running(sides) for sides in ("ucc", "uccc", "cccu", "cccuc", "")]
    assert found == [(2, False), (3, True), (0, False), (1, False), (0, False)]
