"""A line the client should not pay as it stands: held, set to zero, or credited (R007)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.reckoning import reckon
from slovo.domain.billing.models import Credit, InvoiceLine
from slovo.domain.billing.reckoning import is_paid, line_of
from slovo.domain.billing.sums import rounded
from slovo.domain.billing.wordings import named_left
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class WhyIsMissing(Refusal):
    """Each of these has its reason, in writing."""


class LineIsPaid(Refusal):
    """The money has come: it is credited, and we owe it back."""


class LineIsGone(Refusal):
    """It stands on no invoice any more."""


class StillADraft(Refusal):
    """The client has not been told of it: there is nothing to credit."""


class MoreThanIsLeft(Refusal):
    """A credit is more than nothing and at most what is left of the line."""


@transaction.atomic
def hold_line(line: InvoiceLine, *, why: str, by: Doer, at: datetime) -> InvoiceLine:
    """Not asked for until it is released."""
    refuse_unless_allowed("hold_line", by)
    line = _live(line)
    if line.held_at or line.zeroed_at:
        return line
    _refuse_without(why)
    _refuse_paid(line)
    line.held_at, line.held_why = at, why.strip()[:300]
    line.held_by = by if isinstance(by, User) else None
    line.save(update_fields=["held_at", "held_why", "held_by"])
    reckon("line.held", line.invoice, line, by=by, at=at)
    return line


@transaction.atomic
def release_line(line: InvoiceLine, *, by: Doer, at: datetime) -> InvoiceLine:
    """Asked for again."""
    refuse_unless_allowed("hold_line", by)
    line = _live(line)
    if line.held_at:
        _free(line)
        line.save(update_fields=["held_at", "held_why", "held_by"])
        reckon("line.released", line.invoice, line, by=by, at=at)
    return line


@transaction.atomic
def zero_line(line: InvoiceLine, *, why: str, by: Doer, at: datetime) -> InvoiceLine:
    """It costs nothing from now on, and nobody can price it again."""
    refuse_unless_allowed("zero_line", by)
    line = _live(line)
    if line.zeroed_at:
        return line
    _refuse_without(why)
    _refuse_paid(line)
    _free(line)
    line.zeroed_at, line.zeroed_why = at, why.strip()[:300]
    line.save()
    reckon("line.zeroed", line.invoice, line, by=by, at=at)
    return line


@transaction.atomic
def credit_line(line: InvoiceLine, *, amount: Decimal, why: str, by: Doer, at: datetime) -> Credit:
    """So much off, once for one reason. When it is paid already, we owe it to the client."""
    refuse_unless_allowed("credit_line", by)
    line = _live(line)
    _refuse_without(why)
    if line.invoice.is_draft:
        raise StillADraft(_("This is a draft still: change the price instead."))
    amount, words = rounded(amount), why.strip()[:300]
    if twin := line.credits.filter(amount=amount, why=words).first():
        return twin
    if not 0 < amount <= line.left:
        sentence = _("A credit is more than nothing and at most %(left)s, what is left of it.")
        raise MoreThanIsLeft(sentence % {"left": named_left(line)})
    made: Credit = Credit.objects.create(
        line=line,
        amount=amount,
        why=words,
        credited_by=by if isinstance(by, User) else None,
        credited_at=at,
    )
    reckon("line.credited", line.invoice, made, by=by, at=at, line=line.pk)
    return made


def _live(line: InvoiceLine) -> InvoiceLine:
    line = line_of(line)
    if line.void_at:
        raise LineIsGone(_("This stands on no invoice any more."))
    return line


def _free(line: InvoiceLine) -> None:
    line.held_at, line.held_why, line.held_by = None, "", None


def _refuse_without(why: str) -> None:
    if not why.strip():
        raise WhyIsMissing(_("Write down why."))


def _refuse_paid(line: InvoiceLine) -> None:
    if is_paid(line):
        raise LineIsPaid(_("This has been paid already. Credit it instead."))
