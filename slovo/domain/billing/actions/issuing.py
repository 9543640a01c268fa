"""From a draft to what the client owes; and taken back with a reason."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.reckoning import reckon
from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.billing.reckoning import locked, today
from slovo.domain.billing.wordings import invoice_words
from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.actions.outgoing import NoAddress, send_house_words
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

DUE_WITHIN = timedelta(days=14)


class NothingToPay(Refusal):
    """An invoice asks for something."""


class DayWrong(Refusal):
    """It is issued today or before, and falls due after that."""


class IssuedAlready(Refusal):
    """It is issued with other days: what the client was told is not changed."""


class WithdrawnAlready(Refusal):
    """It counts no more."""


class PaidAlready(Refusal):
    """Money has come for it: its lines are credited instead."""


class WhyMissing(Refusal):
    """What is taken back has its reason."""


@transaction.atomic
def issue_invoice(
    invoice: Invoice,
    *,
    due_on: date,
    issued_on: date | None = None,
    tells: bool = False,
    by: User,
    at: datetime,
) -> Invoice:
    """From now on it is owed. `tells`: the client gets a letter with what and by when."""
    refuse_unless_allowed("save_invoice", by)
    invoice = locked(invoice)
    day = issued_on or today(at)
    if invoice.issued_at:
        return _issued_alike(invoice, day, due_on)
    if invoice.withdrawn_at:
        raise WithdrawnAlready(_("This invoice was withdrawn. Make a new one."))
    if not invoice.live_lines:
        raise NothingToPay(_("Put something on it first."))
    if day > today(at) or due_on < day:
        raise DayWrong(_("It is issued today or before, and is due on that day or later."))
    invoice.issued_on, invoice.due_on, invoice.issued_at = day, due_on, at
    invoice.save(update_fields=["issued_on", "due_on", "issued_at"])
    if tells:
        _tell(invoice, by=by, at=at)
    return reckon("invoice.issued", invoice, invoice, by=by, at=at)


@transaction.atomic
def withdraw_invoice(invoice: Invoice, *, why: str, by: User, at: datetime) -> Invoice:
    """It counts no more; its time can be billed anew."""
    refuse_unless_allowed("withdraw_invoice", by)
    invoice = locked(invoice)
    if invoice.withdrawn_at:
        return invoice
    if not why.strip():
        raise WhyMissing(_("Write down why."))
    if invoice.account.paid:
        raise PaidAlready(_("Money has come for it. Credit its lines instead."))
    lines = invoice.live_lines
    InvoiceLine.objects.live().filter(invoice=invoice).update(void_at=at)
    for line in lines:
        line.void_at = at
    invoice.withdrawn_at, invoice.withdrawn_why = at, why.strip()[:300]
    invoice.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return reckon("invoice.withdrawn", invoice, invoice, *lines, by=by, at=at)


def _issued_alike(invoice: Invoice, day: date, due_on: date) -> Invoice:
    if (invoice.issued_on, invoice.due_on) != (day, due_on):
        raise IssuedAlready(_("It is issued already, and the client was told its days."))
    return invoice


def _tell(invoice: Invoice, *, by: User, at: datetime) -> None:
    case = matter_of(invoice.engagement, by=by, at=at)
    words = invoice_words(invoice, case)
    invoice.letter = send_house_words(
        case, wording="invoice", words=words, to=invoice.person, by=by, at=at
    )
    if invoice.letter is None:
        sentence = _("We know no mail address of %(name)s. Add one first.")
        raise NoAddress(sentence % {"name": invoice.person.full_name})
    invoice.save(update_fields=["letter"])
