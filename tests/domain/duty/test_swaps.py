"""Swaps: asked, accepted by the other, both journaled."""

from datetime import date, timedelta

import pytest

from slovo.domain.duty.actions.shifts import RestTooShort, ShiftRefused, add_shift
from slovo.domain.duty.actions.swaps import (
    SwapIsOver,
    accept_swap,
    ask_swap,
    decline_swap,
    withdraw_swap,
)
from slovo.domain.duty.models import Shift
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import NotAllowed
from tests.domain.duty.rota import BEFORE, DAY, NIGHT, NIGHT_BEGINS, SATURDAY

SUNDAY = date(2026, 10, 25)


@pytest.fixture
def night(desk: Team, petro: User) -> Shift:
    return add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=HOUSE, at=BEFORE)


def test_asked_and_accepted_both_shifts_change_hands(
    desk: Team, night: Shift, petro: User, iryna: User
) -> None:
    later = add_shift(desk, user=iryna, day=SUNDAY, hours=NIGHT, by=HOUSE, at=BEFORE)
    swap = ask_swap(night, to=iryna, in_return=later, by=petro, at=BEFORE)
    assert ask_swap(night, to=iryna, in_return=later, by=petro, at=BEFORE) == swap
    for _twice in range(2):
        accept_swap(swap, by=iryna, at=BEFORE + timedelta(hours=1))
    night.refresh_from_db()
    later.refresh_from_db()
    assert (night.user, later.user) == (iryna, petro)
    kinds = Event.objects.filter(kind__regex="^(swap|shift.changed)").order_by("pk")
    assert [(event.kind, event.actor_name) for event in kinds] == [
        ("swap.asked", "Petro Marchenko"),
        ("shift.changed", "Iryna Koval"),
        ("shift.changed", "Iryna Koval"),
        ("swap.accepted", "Iryna Koval"),
    ]
    told = Notice.objects.order_by("pk").values_list("user__full_name", "why")
    assert list(told) == [("Iryna Koval", "swap_asked"), ("Petro Marchenko", "swap_accepted")]


def test_nobody_swaps_for_another(night: Shift, petro: User, iryna: User, maksym: User) -> None:
    with pytest.raises(NotAllowed):
        ask_swap(night, to=maksym, by=iryna, at=BEFORE)
    swap = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    for verb in (accept_swap, decline_swap):
        with pytest.raises(NotAllowed):
            verb(swap, by=maksym, at=BEFORE)
    with pytest.raises(NotAllowed):
        withdraw_swap(swap, by=iryna, at=BEFORE)


def test_who_would_not_rest_cannot_accept(
    desk: Team, night: Shift, petro: User, iryna: User
) -> None:
    add_shift(desk, user=iryna, day=SUNDAY, hours=DAY, by=HOUSE, at=BEFORE)
    swap = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    with pytest.raises(RestTooShort):
        accept_swap(swap, by=iryna, at=BEFORE)
    night.refresh_from_db()
    assert night.user == petro


def test_declined_or_taken_back_it_is_over(night: Shift, petro: User, iryna: User) -> None:
    declined = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    for _twice in range(2):
        decline_swap(declined, by=iryna, at=BEFORE)
    with pytest.raises(SwapIsOver):
        accept_swap(declined, by=iryna, at=BEFORE)
    again = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    for _twice in range(2):
        withdraw_swap(again, by=petro, at=BEFORE)
    with pytest.raises(SwapIsOver):
        accept_swap(again, by=iryna, at=BEFORE)
    assert Event.objects.filter(kind__startswith="swap.").count() == 4


def test_what_has_begun_is_not_swapped(night: Shift, petro: User, iryna: User) -> None:
    with pytest.raises(ShiftRefused, match="has begun"):
        ask_swap(night, to=iryna, by=petro, at=NIGHT_BEGINS)
    swap = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    with pytest.raises(SwapIsOver):
        accept_swap(swap, by=iryna, at=NIGHT_BEGINS)


def test_another_offer_to_the_same_colleague_is_not_taken_for_the_first(
    desk: Team, night: Shift, petro: User, iryna: User
) -> None:
    later = add_shift(desk, user=iryna, day=SUNDAY, hours=NIGHT, by=HOUSE, at=BEFORE)
    swap = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    with pytest.raises(ShiftRefused) as refusal:
        ask_swap(night, to=iryna, in_return=later, by=petro, at=BEFORE)
    assert str(refusal.value) == (
        "Iryna Koval is asked already, with another duty in return: take that back first."
    )
    withdraw_swap(swap, by=petro, at=BEFORE)
    assert ask_swap(night, to=iryna, in_return=later, by=petro, at=BEFORE).in_return == later
