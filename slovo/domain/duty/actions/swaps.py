"""Swaps: one colleague asks, the other accepts; the rota changes only then."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.duty.actions.shifts import (
    ShiftRefused,
    latest,
    refuse_tired,
    refuse_unusable,
    said,
)
from slovo.domain.duty.models import Answer, Shift, Swap
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class SwapIsOver(Refusal):
    """It was answered, taken back, or the shift has changed since it was asked."""


@transaction.atomic
def ask_swap(
    shift: Shift,
    *,
    to: User,
    in_return: Shift | None = None,
    why: str = "",
    by: User,
    at: datetime,
) -> Swap:
    """Only for his own shift that has not begun. Asked twice, it is asked once."""
    refuse_unless_allowed("swap_shift", by)
    known = latest(shift)
    if known.user_id != by.pk:
        raise NotAllowed("ask_swap")
    if known.dropped_at or known.starts_at <= at:
        raise ShiftRefused(_("This duty has begun or is off the rota: it cannot be swapped."))
    if to.pk == by.pk:
        raise ShiftRefused(_("Choose a colleague, not yourself."))
    _refuse_wrong_return(in_return, to, at)
    twin = Swap.objects.filter(shift=known, to=to, answered_at=None).order_by("pk").first()
    if twin:
        _refuse_another(twin, in_return)
        return twin
    given = known.user
    known.user = to
    refuse_unusable(known, at=at)
    known.user = given
    swap = Swap.objects.create(
        shift=known, asked_by=by, to=to, in_return=in_return, why=why.strip()[:200], asked_at=at
    )
    record("swap.asked", swap, by=by, at=at, **_sides(swap))
    call_colleagues([Word(to, "swap_asked", f"swap:{swap.pk}")], by=by, at=at)
    return swap


@transaction.atomic
def accept_swap(swap: Swap, *, by: User, at: datetime) -> Swap:
    """Both shifts change hands, if both of them still rest; both changes are journaled."""
    known = _latest(swap)
    if known.to_id != by.pk:
        raise NotAllowed("accept_swap")
    if known.answer == Answer.ACCEPTED:
        return known
    _refuse_over(known)
    shift = latest(known.shift)
    back = latest(known.in_return) if known.in_return else None
    if shift.user_id != known.asked_by_id or shift.dropped_at or shift.starts_at <= at:
        raise SwapIsOver(_("The duty has changed or begun since you were asked."))
    _refuse_wrong_return(back, by, at)
    _pass(shift, by, back, known.asked_by, by=by, at=at)
    _answer(known, Answer.ACCEPTED, by=by, at=at)
    return known


@transaction.atomic
def decline_swap(swap: Swap, *, by: User, at: datetime) -> Swap:
    known = _latest(swap)
    if known.to_id != by.pk:
        raise NotAllowed("decline_swap")
    if known.answer != Answer.DECLINED:
        _refuse_over(known)
        _answer(known, Answer.DECLINED, by=by, at=at)
    return known


@transaction.atomic
def withdraw_swap(swap: Swap, *, by: User, at: datetime) -> Swap:
    known = _latest(swap)
    if known.asked_by_id != by.pk:
        raise NotAllowed("withdraw_swap")
    if known.answer != Answer.WITHDRAWN:
        _refuse_over(known)
        known.answer, known.answered_at = Answer.WITHDRAWN, at
        known.save(update_fields=["answer", "answered_at"])
        record("swap.withdrawn", known, by=by, at=at, **_sides(known))
    return known


def _pass(
    shift: Shift, to: User, back: Shift | None, giver: User, *, by: User, at: datetime
) -> None:
    """Hands change first, then each is looked at: what both give away no longer tires them."""
    moves = [(shift, to)] + ([(back, giver)] if back else [])
    before = [said(one) for one, _user in moves]
    for one, user in moves:
        one.user = user
        one.save(update_fields=["user"])
    for (one, _user), was in zip(moves, before, strict=True):
        refuse_unusable(one, at=at)
        refuse_tired(one, is_override=False, by=by)
        one.save(update_fields=["overridden_by"])
        record("shift.changed", one, by=by, at=at, before=was, **said(one))


def _answer(swap: Swap, answer: Answer, *, by: User, at: datetime) -> None:
    swap.answer, swap.answered_at = answer, at
    swap.save(update_fields=["answer", "answered_at"])
    kind = "swap.accepted" if answer == Answer.ACCEPTED else "swap.declined"
    record(kind, swap, by=by, at=at, **_sides(swap))
    why = f"swap_{answer.value}"
    call_colleagues([Word(swap.asked_by, why, f"swap:{swap.pk}")], by=by, at=at)


def _latest(swap: Swap) -> Swap:
    related = ("shift__team", "shift__user", "in_return", "asked_by", "to")
    return Swap.objects.select_for_update(of=("self",)).select_related(*related).get(pk=swap.pk)


def _refuse_over(swap: Swap) -> None:
    if swap.answered_at:
        raise SwapIsOver(_("This question has been answered or taken back already."))


def _refuse_another(asked: Swap, back: Shift | None) -> None:
    """He would be answered what he did not offer last."""
    if asked.in_return_id != (back.pk if back else None):
        sentence = _(
            "%(name)s is asked already, with another duty in return: take that back first."
        )
        raise ShiftRefused(sentence % {"name": asked.to.full_name})


def _refuse_wrong_return(back: Shift | None, to: User, at: datetime) -> None:
    if back and (back.user_id != to.pk or back.dropped_at or back.starts_at <= at):
        sentence = _("In return you can only take a coming duty of %(name)s.")
        raise ShiftRefused(sentence % {"name": to.full_name})


def _sides(swap: Swap) -> dict[str, Any]:
    return {"shift": swap.shift_id, "to": swap.to_id, "in_return": swap.in_return_id}
