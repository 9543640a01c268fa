"""A due date never moves in silence (R110): before it falls due, with the client's yes."""

from datetime import timedelta

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import Breach, breaches
from slovo.domain.notices.models import Notice
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.making import DoesNotFit
from slovo.domain.promises.actions.renegotiating import (
    ConsentMissing,
    pass_promise,
    renegotiate_promise,
)
from slovo.domain.promises.standing import (
    DueInThePast,
    OwnerCannotPromise,
    PromiseHasEnded,
    TooLate,
)
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, fresh, kyiv, promised

SECOND = timedelta(seconds=1)
YES = "Fine, Wednesday is enough for me."
WEDNESDAY = kyiv("2027-03-24 18:00")
SUNDAY = kyiv("2027-03-21 12:00")


def moved(promise, by, **sides):
    given = {"due_at": WEDNESDAY, "consent": YES, "at": SUNDAY}
    return renegotiate_promise(promise, by=by, **{**given, **sides})


def test_agreed_before_the_due_it_is_renegotiated_not_kept(petro, case):
    old = promised(case, petro, effort_minutes=840)
    new = moved(old, petro, effort_minutes=300)
    old = fresh(old)
    assert (old.outcome, old.due_at, old.done_at, old.consent) == (
        Outcome.RENEGOTIATED,
        NEXT_MONDAY,
        None,
        YES,
    )
    assert (new.due_at, new.replaces, new.text, new.effort_minutes, new.consent) == (
        WEDNESDAY,
        old,
        old.text,
        300,
        YES,
    )
    refs = Event.objects.get(kind="promise.renegotiated").refs
    assert (refs["replaced_by"], refs["seconds_early"]) == (new.pk, 30 * 3600)


def test_twice_is_once(petro, case):
    old = promised(case, petro)
    assert moved(old, petro) == moved(old, petro, at=SUNDAY + SECOND)
    assert Promise.objects.given().count() == 2


def test_without_his_yes_nothing_moves(petro, case):
    old = promised(case, petro)
    with pytest.raises(ConsentMissing):
        moved(old, petro, consent="  ")
    assert (fresh(old).due_at, fresh(old).ended_at) == (NEXT_MONDAY, None)


@pytest.mark.parametrize("late", [timedelta(0), SECOND])
def test_at_its_due_it_is_too_late(petro, case, late):
    old = promised(case, petro)
    with pytest.raises(TooLate):
        moved(old, petro, at=NEXT_MONDAY + late)


def test_a_second_time_after_the_new_due_is_too_late_too(petro, case):
    new = moved(promised(case, petro), petro)
    with pytest.raises(TooLate):
        moved(new, petro, due_at=kyiv("2027-03-26 18:00"), at=WEDNESDAY + SECOND)
    with pytest.raises(PromiseHasEnded):
        moved(new.replaces, petro, due_at=kyiv("2027-03-26 18:00"), at=SUNDAY)


def test_the_new_date_goes_through_the_gate_without_the_old_one(petro, case):
    old = promised(case, petro, effort_minutes=840)
    with pytest.raises(DoesNotFit) as refused:
        moved(old, petro, due_at=kyiv("2027-03-19 18:00"), at=MONDAY)
    assert refused.value.free == 900
    assert moved(old, petro, due_at=kyiv("2027-03-23 18:00"), at=MONDAY).pk
    with pytest.raises(DueInThePast):
        moved(promised(case, petro, text="Other"), petro, due_at=MONDAY, at=MONDAY)


def test_a_due_changed_behind_the_products_back_is_named(petro, case):
    promise = promised(case, petro)
    assert list(breaches()) == []
    Promise.objects.filter(pk=promise.pk).update(due_at=WEDNESDAY)
    assert list(breaches()) == [Breach("changed", f"promise:{promise.pk}", case.pk)]


def test_pass_promise_leaves_the_date_and_tells_the_new_owner(petro, iryna, surveyor, case):
    promise = promised(case, petro)
    pass_promise(promise, to=iryna, by=petro, at=MONDAY)
    pass_promise(promise, to=iryna, by=petro, at=MONDAY)
    assert (fresh(promise).owner, fresh(promise).due_at) == (iryna, NEXT_MONDAY)
    notice = Notice.objects.get(user=iryna)
    assert (notice.why, notice.refs) == ("promise_yours_now", {"promise": promise.pk})
    with pytest.raises(OwnerCannotPromise):
        pass_promise(promise, to=surveyor, by=petro, at=MONDAY)
    fulfil_promise(promise, by=iryna, at=MONDAY)
    with pytest.raises(PromiseHasEnded):
        pass_promise(promise, to=petro, by=iryna, at=MONDAY)


def test_strangers_move_nothing(petro, taras, case):
    promise = promised(case, petro)
    with pytest.raises(NotAllowed):
        moved(promise, taras)
    with pytest.raises(NotAllowed):
        pass_promise(promise, to=petro, by=taras, at=MONDAY)
