"""Forgiveness is not a licence (R029): the second similar failure within 180 days."""

from datetime import timedelta

import pytest

from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.causes import retire_cause
from slovo.domain.mistakes.actions.failing import CauseRetired, drop_failure, note_failure
from slovo.domain.mistakes.failures import bars_closing, earlier_similar
from slovo.domain.mistakes.models import Cause, Failure
from slovo.domain.notices.models import Notice
from tests.domain.promises.scene import kyiv

pytestmark = pytest.mark.django_db
FIRST = kyiv("2027-03-29 11:10")
DAY = timedelta(days=1)


@pytest.fixture
def handover(firm):
    return Cause.objects.get(code="handover")


def noted(case, cause, subject, at=FIRST, person=None, **sides):
    return note_failure(
        case, person or case.person, cause, subject, by=case.handler, at=at, **sides
    )


def alarms():
    rows = Notice.objects.filter(why="second_failure").order_by("pk")
    return [(notice.user.full_name, notice.at) for notice in rows.select_related("user")]


@pytest.mark.parametrize(
    ("later", "is_second"),
    [
        (FIRST + 179 * DAY, True),
        (kyiv("2027-09-25 23:59"), True),  # the 180th day, to its end
        (kyiv("2027-09-26 00:00"), False),
        (FIRST + 181 * DAY, False),
    ],
)
def test_the_same_cause_within_180_days_is_the_principals(
    case, handover, olha, petro, later, is_second
):
    first = noted(case, handover, "mistake:1")
    second = noted(case, handover, "mistake:2", at=later)
    assert earlier_similar(second) == (first if is_second else None)
    assert earlier_similar(first) is None
    assert alarms() == ([("Olha Levchenko", later)] if is_second else [])
    assert bars_closing("mistake:2", petro) is is_second
    assert bars_closing("mistake:1", petro) is False
    assert bars_closing("mistake:2", olha) is False
    assert Event.objects.filter(kind="failure.repeated").count() == int(is_second)


def test_another_cause_or_another_person_is_no_second(case, handover, viktor):
    noted(case, handover, "mistake:1")
    noted(case, Cause.objects.get(code="late"), "mistake:2", at=FIRST + DAY)
    noted(case, handover, "mistake:3", at=FIRST + DAY, person=viktor)
    assert alarms() == []


def test_what_came_to_light_first_is_the_first_however_late_its_cause_was_named(case, handover):
    late = noted(case, handover, "complaint:5", at=FIRST + 3 * DAY)
    early = noted(case, handover, "mistake:1", at=FIRST + 4 * DAY, failed_at=FIRST)
    assert (earlier_similar(early), earlier_similar(late)) == (None, early)
    assert alarms() == [("Olha Levchenko", FIRST + 4 * DAY)]
    repeated = Event.objects.get(kind="failure.repeated")
    assert (repeated.subject, repeated.refs["earlier"]) == (f"failure:{late.pk}", early.pk)


def test_another_cause_named_later_moves_the_one_row(case, handover):
    first = noted(case, handover, "mistake:1")
    second = noted(case, Cause.objects.get(code="late"), "mistake:2", at=FIRST + DAY)
    moved = noted(case, handover, "mistake:2", at=FIRST + 2 * DAY)
    assert (moved.pk, moved.at, Failure.objects.count()) == (second.pk, FIRST + DAY, 2)
    assert earlier_similar(moved) == first
    assert alarms() == [("Olha Levchenko", FIRST + 2 * DAY)]
    noted(case, handover, "mistake:2", at=FIRST + 3 * DAY)
    assert Event.objects.filter(kind="failure.noted").count() == 3


def test_what_was_none_of_ours_counts_no_more(case, handover, petro):
    noted(case, handover, "mistake:1")
    noted(case, handover, "mistake:2", at=FIRST + DAY)
    drop_failure("mistake:1", by=petro, at=FIRST + DAY)
    drop_failure("mistake:1", by=petro, at=FIRST + DAY)
    assert bars_closing("mistake:2", petro) is False
    assert Event.objects.filter(kind="failure.dropped").count() == 1
    noted(case, handover, "mistake:1", at=FIRST + 2 * DAY)
    assert bars_closing("mistake:2", petro) is True


def test_a_retired_cause_is_not_named_anew(case, handover, olha):
    retire_cause(handover, by=olha, at=FIRST)
    with pytest.raises(CauseRetired, match="not on the list"):
        noted(case, handover, "mistake:1")
    assert Failure.objects.count() == 0
