"""M8, M9, M18: shares with Wilson's interval; what is unknown or still runs stands beside."""

from datetime import date, timedelta

import pytest

from slovo.domain.complaints.actions.following import record_follow_up
from slovo.domain.complaints.actions.measures import put_in_force, take_measure
from slovo.domain.complaints.figures import (
    Tally,
    differing,
    differing_by_cause,
    is_target_met,
    recurrence,
    recurrence_by_cause,
    satisfied,
    satisfied_sum,
)
from slovo.domain.complaints.models import FollowUp, Watch
from tests.domain.complaints.inquiring import ANSWERED, LOOKED, answer, cause, look_into
from tests.domain.complaints.many import many_answered

pytestmark = pytest.mark.django_db
END = ANSWERED + timedelta(days=8)
YEAR = (ANSWERED - timedelta(days=300), END + timedelta(days=200))


def in_percent(share):
    return tuple(round(100 * value, 1) for value in share)


def test_no_data_is_none_and_not_zero(filed, nadia):
    assert satisfied(nadia, *YEAR).share is None
    assert is_target_met(satisfied(nadia, *YEAR)) is None
    assert differing(nadia, *YEAR).share is None
    assert recurrence(nadia, *YEAR, END).share is None


def test_m9_18_of_24_and_the_unknown_beside(filed, nadia):
    finding = answer(look_into(filed, nadia), nadia)
    results = ["solved"] * 18 + ["partly"] * 3 + ["no"] * 3 + ["unknown"] * 4
    many_answered(finding, results, END)
    found = satisfied(nadia, *YEAR)
    assert (len(found.hits), len(found.rows), len(found.beside)) == (18, 24, 4)
    assert satisfied_sum(nadia, *YEAR) == Tally(18, 24, 4)
    assert in_percent(found.share) == (75.0, 55.1, 88.0)
    assert is_target_met(found) is True


def test_m9_counts_what_he_said_last(filed, nadia, olena):
    finding = answer(look_into(filed, nadia), nadia)
    record_follow_up(finding.follow_up, result="no", by=olena, at=END)
    found = satisfied(nadia, *YEAR)
    assert (len(found.hits), len(found.rows)) == (0, 1)
    assert satisfied_sum(nadia, *YEAR) == Tally(0, 1)
    second = answer(filed, nadia, END + timedelta(hours=1), reasons="You are right.")
    record_follow_up(second.follow_up, result="solved", by=olena, at=END + timedelta(days=8))
    found = satisfied(nadia, *YEAR)
    assert (len(found.hits), len(found.rows)) == (1, 1)
    assert satisfied_sum(nadia, *YEAR) == Tally(1, 1)
    assert FollowUp.objects.count() == 2


def test_m18_4_of_10_lie_apart(filed, nadia):
    finding = answer(look_into(filed, nadia), nadia)
    many_answered(finding, ["solved"] * 3, END)
    many_answered(finding, ["solved"] * 6, END, real=cause("late"))
    found = differing(nadia, *YEAR)
    assert (len(found.hits), len(found.rows)) == (4, 10)
    assert Tally.of(differing_by_cause(nadia, *YEAR)) == Tally(4, 10)
    assert in_percent(found.share)[0] == 40.0


def test_m8_2_of_25_and_what_still_runs_beside(filed, nadia, olha):
    look_into(filed, nadia)
    said = {"text": "Copy it", "owner": nadia, "due_on": date(2027, 4, 8)}
    measure = take_measure(filed, **said, by=nadia, at=LOOKED)
    put_in_force(measure, how="Seen.", by=nadia, at=LOOKED)
    first = Watch.objects.get()
    sides = {"measure": measure, "cause": first.cause, "since": LOOKED, "put_by": nadia}
    rows = [Watch(**sides, until=first.until) for _each in range(24)]
    rows[0].recurred_by = rows[1].recurred_by = filed
    Watch.objects.bulk_create(rows)
    Watch.objects.create(**sides, until=first.until + timedelta(days=30))
    over = first.until + timedelta(seconds=1)
    found = recurrence(nadia, *YEAR, over)
    assert (len(found.hits), len(found.rows), len(found.beside)) == (2, 25, 1)
    assert Tally.of(recurrence_by_cause(nadia, *YEAR, over)) == Tally(2, 25, 1)
    assert in_percent(found.share) == (8.0, 2.2, 25.0)
    running = recurrence(nadia, *YEAR, first.until)
    assert (len(running.hits), len(running.rows), len(running.beside)) == (2, 2, 24)


def test_a_stranger_sees_none_of_the_rows(filed, nadia, petro, olena):
    finding = answer(look_into(filed, nadia), nadia)
    record_follow_up(finding.follow_up, result="solved", by=olena, at=END)
    assert list(satisfied(petro, *YEAR).rows) == []
    assert list(differing(petro, *YEAR).rows) == []
    assert satisfied_sum(petro, *YEAR) == Tally()
    assert differing_by_cause(petro, *YEAR) == {}
