"""Money that goes back to the client is promised to a day, and counted like any promise."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.actions.lines import credit_line
from slovo.domain.billing.actions.refunding import REFUND, promise_money, refund_due
from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.reckoning import overpaid
from slovo.domain.billing.sums import NOTHING
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.mistakes.actions.opening import latest
from slovo.domain.mistakes.models import Damage, Mistake, Payout, Verdict
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

REMIND_AFTER = timedelta(days=7)
REMIND_BEFORE = timedelta(days=3)
LOSS = _("Payment of %(sum)s for a loss by our fault: %(what)s")


@transaction.atomic(savepoint=False)
def give_back(
    mistake: Mistake,
    line: InvoiceLine,
    *,
    why: str,
    verdict: Verdict | None = None,
    by: User,
    at: datetime,
) -> Payout | None:
    """A paid line is credited; as much of it as has come is with him within ten days."""
    before = overpaid(line)
    credit = credit_line(line, amount=line.left, why=why, by=HOUSE, at=at)
    amount = overpaid(line) - before
    if not amount:
        return None
    payout = Payout(
        mistake=mistake,
        credit=credit,
        verdict=verdict,
        amount=amount,
        currency=line.invoice.currency,
        due_at=refund_due(mistake.case, at),
        next_at=at + REMIND_AFTER,
    )
    return _owe(payout, REFUND, line.text, by=by, at=at)


@transaction.atomic(savepoint=False)
def owe_damage(damage: Damage, *, due_at: datetime, by: User, at: datetime) -> Payout:
    """What a principal agreed to make good."""
    remind_at = due_at - REMIND_BEFORE
    payout = Payout(
        mistake=damage.mistake,
        damage=damage,
        amount=damage.agreed or NOTHING,
        currency=damage.currency,
        due_at=due_at,
        next_at=remind_at if remind_at > at else None,
    )
    return _owe(payout, LOSS, damage.text, by=by, at=at)


@transaction.atomic
def pay_back(payout: Payout, *, reference: str = "", by: User, at: datetime) -> Payout:
    """It is paid now: its promise is kept, or broken when its day is over."""
    refuse_unless_allowed("pay_back", by)
    payout = _latest(payout)
    if payout.paid_at:
        return payout
    payout.paid_at, payout.paid_by, payout.next_at = at, by, None
    payout.reference = " ".join(reference.split())[:120]
    payout.save()
    is_last = not Payout.objects.filter(promise=payout.promise, paid_at=None).exists()
    if is_last and payout.promise.ended_at is None:
        fulfil_promise(payout.promise, proof=payout.reference, by=by, at=at)
    record("payout.paid", payout, by=by, at=at, case=payout.mistake.case, facts=(payout,))
    return payout


@transaction.atomic
def remind_of_payout(payout: Payout, *, by: Doer, at: datetime) -> bool:
    """On the seventh day whoever owes it is told, and the principal with him."""
    payout = _latest(payout)
    if payout.next_at is None or payout.next_at > at or payout.paid_at:
        return False
    payout.reminded_at, payout.next_at = at, None
    payout.save(update_fields=["reminded_at", "next_at"])
    case = payout.mistake.case
    record("payout.reminded", payout, by=by, at=at, case=case, facts=(payout,))
    owner = [payout.promise.owner] if payout.promise.owner else []
    alert(case, [*owner, *audience(case, "principal")], why="payout_due", by=by, at=at)
    return True


@transaction.atomic(savepoint=False)
def _owe(payout: Payout, words: Lazy, what: str, *, by: User, at: datetime) -> Payout:
    case = payout.mistake.case
    sides: dict[str, Any] = {"amount": payout.amount, "currency": payout.currency, "what": what}
    payout.promise = promise_money(case, words, **sides, due_at=payout.due_at, by=by, at=at)
    payout.made_at = at
    payout.save()
    record("payout.owed", payout, by=by, at=at, case=case, facts=(payout,))
    return payout


def _latest(payout: Payout) -> Payout:
    mistake = latest(payout.mistake)
    rows = Payout.objects.select_for_update(of=("self",)).select_related("promise__owner")
    fresh: Payout = rows.get(pk=payout.pk)
    fresh.mistake = mistake
    fresh.promise.case = mistake.case
    return fresh
