"""Payments and invoices from a table: all of it or nothing, and a second time nothing."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.drafting import add_line, draft_invoice
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.importing import Plan, plan_invoices, plan_payments
from slovo.domain.billing.reckoning import today
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import refuse_unless_allowed


class TableNotUnderstood(Refusal):
    """Some lines are not understood: then none is taken in."""


@transaction.atomic
def import_payments(content: bytes, *, by: User, at: datetime) -> int:
    """How many were new. What is known already is left as it is."""

    def take_in(*, invoice: Any, **sides: Any) -> None:
        record_payment(invoice, **sides, by=by, at=at)

    return _import(plan_payments, content, take_in, by=by, at=at)


@transaction.atomic
def import_invoices(content: bytes, *, by: User, at: datetime) -> int:
    """Each with one line, issued as its line says."""

    def take_in(
        *,
        engagement: Any,
        number: str,
        currency: str,
        text: str,
        amount: Decimal,
        issued_on: date,
        due_on: date,
    ) -> None:
        made = draft_invoice(engagement, number=number, currency=currency, by=by, at=at)
        add_line(made, text=text, unit_price=amount, quantity=Decimal(1), by=by, at=at)
        issue_invoice(made, issued_on=issued_on, due_on=due_on, by=by, at=at)

    return _import(plan_invoices, content, take_in, by=by, at=at)


def _import(
    plan_of: Callable[[bytes, date], Plan],
    content: bytes,
    take_in: Callable[..., None],
    *,
    by: User,
    at: datetime,
) -> int:
    refuse_unless_allowed("import_money", by)
    Firm.objects.select_for_update().get(pk=1)  # one table at a time
    plan = plan_of(content, today(at))
    if not plan.may_go:
        sentence = _("Nothing was taken in: the table has lines that are not understood.")
        raise TableNotUnderstood(plan.missing or sentence)
    for row in plan.new:
        take_in(**row.values)
    return len(plan.new)
