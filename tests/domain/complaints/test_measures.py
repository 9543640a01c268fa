"""What is changed, in force and watched; or a reason for none (R056, R062)."""

from datetime import date, timedelta

import pytest

from slovo.domain.complaints.actions.causes import find_cause
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.measures import (
    CauseNotFound,
    MeasureHasEnded,
    MeasureUnclear,
    ProofMissing,
    climb_measure,
    drop_measure,
    put_in_force,
    take_measure,
)
from slovo.domain.complaints.actions.waiving import (
    SettledAlready,
    WhyMissing,
    settle_waiver,
    waive_measure,
)
from slovo.domain.complaints.models import Measure, Watch
from slovo.domain.complaints.models.measure import Stand
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from tests.domain.complaints.inquiring import LOOKED, cause, look_into, utc

pytestmark = pytest.mark.django_db
IN_FORCE = utc("04-08T06:00")
DAY_90 = utc("07-07T20:59:59")


@pytest.fixture
def measure(filed, nadia, maksym):
    look_into(filed, nadia)
    said = {"text": "The yes is copied", "owner": maksym, "due_on": date(2027, 4, 8)}
    return take_measure(filed, **said, by=nadia, at=LOOKED)


def in_force(measure, by, at=IN_FORCE):
    return put_in_force(measure, how="The copy came.", by=by, at=at)


def complain(filed, by, at, code="not-told"):
    """Another client's complaint would do as well; this one comes from the same."""
    made = file_complaint(filed.person, stated=f"Again {at}", about=filed.about, by=by, at=at)
    return look_into(made, made.owner, at + timedelta(hours=1), real_cause=cause(code))


def test_it_is_due_at_the_end_of_its_day_and_its_owner_hears_of_it(measure, filed, nadia, maksym):
    assert (measure.due_at, measure.stand) == (utc("04-08T20:59:59"), Stand.OPEN)
    notice = Notice.objects.get(why="measure_yours")
    assert (notice.user, notice.subject) == (maksym, f"measure:{measure.pk}")
    said = {"text": "The yes is copied", "owner": maksym, "due_on": date(2027, 4, 8)}
    assert take_measure(filed, **said, by=nadia, at=LOOKED) == measure
    for bad in ({"text": " "}, {"due_on": date(2027, 3, 9)}):
        with pytest.raises(MeasureUnclear):
            take_measure(filed, **said | bad, by=nadia, at=LOOKED)
    with pytest.raises(NotAllowed):
        take_measure(filed, **said, by=maksym, at=LOOKED)


def test_late_it_is_said_once_to_owner_and_principal(measure, maksym, olha):
    assert not climb_measure(measure, by=HOUSE, at=measure.due_at - timedelta(seconds=1))
    assert climb_measure(measure, by=HOUSE, at=measure.due_at)
    assert not climb_measure(measure, by=HOUSE, at=measure.due_at + timedelta(days=9))
    told = Notice.objects.filter(why="measure_late").order_by("user__full_name")
    assert [row.user for row in told] == [maksym, olha]


def test_in_force_it_is_watched_to_the_end_of_the_ninetieth_day(measure, maksym, petro):
    with pytest.raises(NotAllowed):
        in_force(measure, petro)
    with pytest.raises(ProofMissing):
        put_in_force(measure, how=" ", by=maksym, at=IN_FORCE)
    done = in_force(measure, maksym)
    assert (done.in_force_at, done.in_force_by, done.next_at) == (IN_FORCE, maksym, DAY_90)
    assert in_force(measure, maksym, IN_FORCE + timedelta(days=1)).in_force_at == IN_FORCE
    watch = Watch.objects.get()
    assert (watch.since, watch.until, watch.cause.code) == (IN_FORCE, DAY_90, "not-told")
    assert not climb_measure(done, by=HOUSE, at=DAY_90 - timedelta(seconds=1))
    assert climb_measure(done, by=HOUSE, at=DAY_90)
    assert Measure.objects.get().stand == Stand.PROVEN
    assert list(breaches()) == []


@pytest.mark.parametrize(
    ("moment", "code", "stand"),
    [
        ("04-08T05:00", "not-told", Stand.WATCHED),
        ("04-09T07:00", "not-told", Stand.RECURRED),
        ("07-07T20:30", "not-told", Stand.RECURRED),
        ("07-07T20:30", "late", Stand.WATCHED),
        ("07-07T21:00", "not-told", Stand.WATCHED),
    ],
)
def test_the_same_real_cause_on_day_90_opens_it_again_and_on_day_91_not(
    measure, filed, maksym, olha, roman, moment, code, stand
):
    in_force(measure, maksym)
    again = complain(filed, roman, utc(moment), code)
    known = Measure.objects.get()
    assert known.stand == stand
    is_again = stand == Stand.RECURRED
    assert Watch.objects.get().recurred_by == (again if is_again else None)
    told = Notice.objects.filter(why="measure_failed").order_by("user__full_name")
    assert [row.user for row in told] == ([maksym, olha] if is_again else [])


def test_named_late_it_is_still_a_recurrence_of_a_proven_measure(measure, filed, maksym, roman):
    in_force(measure, maksym)
    at = utc("07-06T07:00")
    made = file_complaint(filed.person, stated="Again", about=filed.about, by=roman, at=at)
    climb_measure(measure, by=HOUSE, at=DAY_90)
    look_into(made, made.owner, utc("07-12T07:00"))
    assert Measure.objects.get().stand == Stand.RECURRED


def test_another_cause_after_all_and_it_holds_again(measure, filed, maksym, roman):
    in_force(measure, maksym)
    again = complain(filed, roman, utc("05-03T07:00"))
    other = {"stated_cause": cause("billing"), "real_cause": cause("late"), "real_reason": "Late."}
    find_cause(again, **other, by=again.owner, at=utc("05-04T07:00"))
    known = Measure.objects.get()
    assert (known.stand, known.in_force_at, known.next_at) == (Stand.WATCHED, IN_FORCE, DAY_90)
    assert Watch.objects.get().recurred_by is None


def test_put_in_force_anew_it_is_watched_anew(measure, filed, maksym, roman):
    in_force(measure, maksym)
    complain(filed, roman, utc("05-03T07:00"))
    in_force(measure, maksym, utc("05-10T06:00"))
    assert Measure.objects.get().stand == Stand.WATCHED
    assert [watch.until for watch in Watch.objects.order_by("since")] == [
        DAY_90,
        utc("08-08T20:59:59"),
    ]


def test_without_a_cause_there_is_nothing_to_watch_for(filed, nadia):
    said = {"text": "Change it", "owner": nadia, "due_on": date(2027, 4, 8)}
    made = take_measure(filed, **said, by=nadia, at=LOOKED)
    with pytest.raises(CauseNotFound):
        in_force(made, nadia)


def test_only_a_principal_gives_it_up_and_says_why(measure, nadia, olha, maksym):
    with pytest.raises(NotAllowed):
        drop_measure(measure, reason="No money", by=nadia, at=IN_FORCE)
    with pytest.raises(MeasureUnclear):
        drop_measure(measure, reason=" ", by=olha, at=IN_FORCE)
    done = drop_measure(measure, reason="No money", by=olha, at=IN_FORCE)
    assert (done.stand, drop_measure(done, reason="x", by=olha, at=IN_FORCE).dropped_why) == (
        Stand.DROPPED,
        "No money",
    )
    with pytest.raises(MeasureHasEnded):
        in_force(measure, maksym)


def test_a_reason_for_none_counts_once_a_principal_agrees(filed, nadia, olha):
    with pytest.raises(WhyMissing):
        waive_measure(filed, reason=" ", by=nadia, at=LOOKED)
    waiver = waive_measure(filed, reason="It cannot happen twice.", by=nadia, at=LOOKED)
    assert waive_measure(filed, reason="It cannot happen twice.", by=nadia, at=LOOKED) == waiver
    assert Notice.objects.filter(why="waiver_asked", user=olha).count() == 1
    with pytest.raises(NotAllowed):
        settle_waiver(waiver, is_approved=True, by=nadia, at=LOOKED)
    declined = settle_waiver(waiver, is_approved=False, by=olha, at=LOOKED)
    assert (declined.declined_at, declined.approved_at) == (LOOKED, None)
    with pytest.raises(SettledAlready):
        settle_waiver(waiver, is_approved=True, by=olha, at=LOOKED)
    again = waive_measure(filed, reason="The law forbids it.", by=nadia, at=LOOKED)
    agreed = settle_waiver(again, is_approved=True, by=olha, at=LOOKED)
    assert (agreed.approved_by, agreed.approved_at) == (olha, LOOKED)
    with pytest.raises(SettledAlready):
        waive_measure(filed, reason="Another one.", by=nadia, at=LOOKED)
    assert Event.objects.filter(kind__startswith="waiver.").count() == 4


def test_a_principal_who_asks_has_agreed(filed, olha):
    waiver = waive_measure(filed, reason="It cannot happen twice.", by=olha, at=LOOKED)
    assert (waiver.approved_by, waiver.approved_at) == (olha, LOOKED)
