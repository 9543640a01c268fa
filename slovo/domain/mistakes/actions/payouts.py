"""Money that goes back to the client is promised to a day, and counted like any promise."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.models import Credit, InvoiceLine
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.mistakes.actions.opening import latest
from slovo.domain.mistakes.models import Damage, Mistake, Payout, Verdict
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.sums import money
from slovo.lib.worktime import end_of_day

REFUND_DAYS = 10
REMIND_AFTER = timedelta(days=7)


@transaction.atomic(savepoint=False)
def owe_refund(
    mistake: Mistake,
    credit: Credit,
    line: InvoiceLine,
    *,
    verdict: Verdict | None,
    by: User,
    at: datetime,
) -> Payout:
    """What was paid and should not have been: within ten calendar days."""
    due_at = end_of_day(at, REFUND_DAYS, mistake.case.zone)
    sides: dict[str, Any] = {"credit": credit, "verdict": verdict}
    sides["currency"] = line.invoice.currency
    text = _("Refund of %(sum)s")
    return _owe(mistake, credit.amount, due_at, text, **sides, by=by, at=at)


@transaction.atomic(savepoint=False)
def owe_damage(damage: Damage, *, due_at: datetime, by: User, at: datetime) -> Payout:
    """What a principal agreed to make good."""
    sides: dict[str, Any] = {"damage": damage, "currency": damage.currency}
    text = _("Payment of %(sum)s for a loss by our fault")
    amount = damage.agreed or Decimal(0)
    return _owe(damage.mistake, amount, due_at, text, **sides, by=by, at=at)


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
    if payout.promise.ended_at is None:
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


def _owe(
    mistake: Mistake,
    amount: Decimal,
    due_at: datetime,
    text: str,
    *,
    currency: str,
    by: User,
    at: datetime,
    **origin: Any,
) -> Payout:
    case = mistake.case
    promise = make_promise(
        case,
        text=text % {"sum": money(amount, currency, by.language)},
        kind=Kind.PAYMENT,
        due_at=due_at,
        owner=by,
        by=by,
        at=at,
    )
    remind_at = at + REMIND_AFTER
    payout: Payout = Payout.objects.create(
        mistake=mistake,
        amount=amount,
        currency=currency,
        due_at=due_at,
        promise=promise,
        made_at=at,
        next_at=remind_at if remind_at < due_at else None,
        **origin,
    )
    record("payout.owed", payout, by=by, at=at, case=case, facts=(payout,))
    return payout


def _latest(payout: Payout) -> Payout:
    mistake = latest(payout.mistake)
    rows = Payout.objects.select_for_update(of=("self",)).select_related("promise__owner")
    fresh: Payout = rows.get(pk=payout.pk)
    fresh.mistake = mistake
    fresh.promise.case = mistake.case
    return fresh
