"""M6, M34 and retention after failure (R009), reckoned by hand."""

from datetime import date, timedelta

import pytest

from slovo.domain.delivery.actions.time import log_time
from slovo.domain.mistakes.actions.closing import close_mistake
from slovo.domain.mistakes.actions.failing import note_failure
from slovo.domain.mistakes.actions.opening import drop_mistake
from slovo.domain.mistakes.figures import forgiveness, recovery_times, retention
from slovo.domain.mistakes.models import Cause, Failure, Mistake
from tests import make
from tests.domain.mistakes.scene import FOUND, TOLD, YES, admitted, opened, whole
from tests.domain.promises.scene import kyiv

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = FOUND + 181 * DAY


def noted(case, number, code="late", at=FOUND, person=None):
    cause = Cause.objects.get(code=code)
    person = person or case.person
    return note_failure(case, person, cause, f"mistake:{number}", by=case.handler, at=at)


def lines(at):
    found = recovery_times(Mistake.objects.all(), FOUND - DAY, FOUND + DAY, at)
    return {row.name: (row.median, row.in_limit, row.count) for row in found}


def test_m6_median_and_share_in_the_limit(case, petro):
    whole(case, petro)
    opened(case, petro, text="Second", at=FOUND + timedelta(minutes=10))
    assert lines(kyiv("2027-03-30 18:00")) == {
        "admitted": (3300.0, 1, 2),
        "apologised": (3300.0, 1, 2),
        "plan": (3300.0, 1, 1),
        "corrected": (-2400.0, 1, 1),
    }
    assert lines(kyiv("2027-03-30 18:01"))["plan"] == (3300.0, 1, 2)


def test_m6_what_still_has_time_is_not_counted_and_what_is_none_of_ours_neither(case, petro, olha):
    mistake = opened(case, petro)
    assert lines(TOLD)["admitted"] == (None, 0, 0)
    drop_mistake(mistake, why="The bank", by=olha, at=TOLD)
    assert lines(LATER)["admitted"] == (None, 0, 0)


def test_m6_too_late_is_a_stamp_and_a_miss(case, petro):
    admitted(opened(case, petro), petro, due_at=None, at=FOUND + timedelta(hours=5))
    assert lines(LATER)["admitted"] == (18000.0, 0, 1)


def test_m34_failures_of_each_person_and_the_same_again(case, viktor):
    noted(case, 1)
    noted(case, 2, at=FOUND + DAY)
    noted(case, 3, code="scope", at=FOUND + 2 * DAY)
    noted(case, 4, at=FOUND + 3 * DAY, person=viktor)
    rows = forgiveness(Failure.objects.all(), FOUND + 4 * DAY)
    assert [(row.person.full_name, row.count, row.seconds) for row in rows] == [
        ("Olena Sydorenko", 3, 1),
        ("Viktor Savchenko", 1, 0),
    ]
    assert [failure.subject for failure in rows[0].failures] == [
        "mistake:3",
        "mistake:2",
        "mistake:1",
    ]
    first = forgiveness(Failure.objects.all(), FOUND + 4 * DAY, most=1)
    assert first == rows[:1]
    beyond = forgiveness(Failure.objects.all(), FOUND + 4 * DAY, after=case.person_id, most=1)
    assert beyond == rows[1:]
    assert forgiveness(Failure.objects.all(), LATER + 3 * DAY) == []


def test_r009_ten_failures_eight_with_later_work(
    case, petro, engagement, django_assert_num_queries
):
    for number in range(10):
        person = make.make_person(f"Client{number} Tenth")
        theirs = make.make_engagement(person, petro, signed_at=FOUND - 30 * DAY)
        noted(case, number + 1, person=person)
        if number < 4:
            day = {"day": date(2027, 5, 3), "minutes": 60, "note": "Later work"}
            log_time(theirs, **day, by=petro, at=kyiv("2027-05-03 12:00"))
        elif number < 8:
            make.make_engagement(person, petro, signed_at=FOUND + 100 * DAY)
    with django_assert_num_queries(4):
        total = retention(Failure.objects.all(), LATER)[0]
    assert (total.name, total.kept, total.count) == ("all", 8, 10)
    assert (round(total.interval.value, 3), round(total.interval.low, 3)) == (0.8, 0.490)
    assert round(total.interval.high, 3) == 0.943
    assert [row.count for row in retention(Failure.objects.all(), FOUND + 179 * DAY)] == [0, 0, 0]


def test_r009_work_before_it_and_after_half_a_year_is_none(case, petro, engagement):
    sides = {"minutes": 60, "note": "Work"}
    log_time(engagement, day=FOUND.date(), **sides, by=petro, at=FOUND)
    log_time(engagement, day=LATER.date() + 2 * DAY, **sides, by=petro, at=LATER + 2 * DAY)
    noted(case, 1)
    assert retention(Failure.objects.all(), LATER + 3 * DAY)[0].kept == 0


def test_r009_the_day_of_the_failure_is_the_firms_not_that_of_greenwich(case, petro, engagement):
    after_midnight = kyiv("2027-03-30 01:00")  # still the 29th by UTC
    day = {"day": date(2027, 3, 30), "minutes": 60, "note": "The work that failed"}
    log_time(engagement, **day, by=petro, at=kyiv("2027-03-30 12:00"))
    noted(case, 1, at=after_midnight)
    assert retention(Failure.objects.all(), LATER + 3 * DAY)[0].kept == 0


def test_r009_is_split_by_how_well_we_recovered(case, petro):
    close_mistake(whole(case, petro), by=petro, at=YES)
    opened(case, petro, text="Never admitted", cause=Cause.objects.get(code="scope"))
    noted(case, 900, code="billing")
    counts = {row.name: row.count for row in retention(Failure.objects.all(), LATER)}
    assert counts == {"all": 3, "well": 1, "not": 2}
