"""Money that came: written down once, taken back as a mistake with a reason."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.reckoning import reckon
from slovo.domain.billing.models import Invoice, Payment
from slovo.domain.billing.reckoning import locked, today
from slovo.domain.billing.sums import MOST, rounded
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class PaymentUnclear(Refusal):
    """A payment is more than nothing, on a day that has come."""


class NotOwed(Refusal):
    """Nothing is paid on a draft, nor on what was withdrawn."""


class KnownPayment(Refusal):
    """The same sum on the same day with the same reference is written down already."""


class DropReasonMissing(Refusal):
    """A payment does not go away without a reason."""


@transaction.atomic
def record_payment(
    invoice: Invoice,
    *,
    amount: Decimal,
    paid_on: date,
    reference: str = "",
    by: User,
    at: datetime,
) -> Payment:
    refuse_unless_allowed("record_payment", by)
    invoice = locked(invoice)
    if invoice.issued_at is None or invoice.withdrawn_at:
        raise NotOwed(_("Nothing is owed on this invoice: it is a draft, or was withdrawn."))
    amount, words = rounded(amount), " ".join(reference.split())[:120]
    if not 0 < amount <= MOST or paid_on > today(at):
        raise PaymentUnclear(_("A payment is more than nothing, and its day has come."))
    sides = {"amount": amount, "paid_on": paid_on, "reference": words}
    if invoice.payments.filter(dropped_at=None, **sides).exists():
        raise KnownPayment(_("This payment is written down already; it counts once."))
    made: Payment = Payment.objects.create(invoice=invoice, recorded_by=by, recorded_at=at, **sides)
    reckon("payment.recorded", invoice, made, by=by, at=at)
    return made


@transaction.atomic
def drop_payment(payment: Payment, *, why: str, by: User, at: datetime) -> Payment:
    """It was a mistake: it counts no more, and stays to be read."""
    refuse_unless_allowed("record_payment", by)
    invoice = locked(payment.invoice)
    payment = Payment.objects.get(pk=payment.pk)
    if payment.dropped_at:
        return payment
    if not why.strip():
        raise DropReasonMissing(_("Write down why."))
    payment.dropped_at, payment.dropped_why = at, why.strip()[:300]
    payment.save(update_fields=["dropped_at", "dropped_why"])
    reckon("payment.dropped", invoice, payment, by=by, at=at)
    return payment
