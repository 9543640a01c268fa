"""A question of money: put with its price, decided by a person, told to the client (R011)."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.lines import credit_line, zero_line
from slovo.domain.billing.actions.refunding import REFUND, promise_money, refund_due
from slovo.domain.billing.currencies import currency_code
from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.reckoning import is_paid, line_of, overpaid
from slovo.domain.billing.wordings import named_left
from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.goodwill.actions.conceding import concede, price_of
from slovo.domain.goodwill.aid import aid_of, refuse_over_limit
from slovo.domain.goodwill.models import Advice, Ruling
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import Role, refuse_unless_allowed
from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import citable
from slovo.domain.standards.models import Act, RuleVersion


class QuestionUnclear(Refusal):
    """What is decided about is written down, and so is why."""


class LineElsewhere(Refusal):
    """The line is on another client's invoice, or in another currency, or less is left of it."""

    @classmethod
    def unknown(cls) -> Self:
        """A request names one that is not there, or not to be seen."""
        return cls(_("Choose a line of this client’s invoices, in the same currency."))


class DecidedAlready(Refusal):
    """It was decided otherwise; a decision is not overwritten."""


class RulingIsDropped(Refusal):
    """There is nothing to decide any more."""


@transaction.atomic
def put_ruling(
    case: Case,
    *,
    text: str,
    price: Decimal,
    currency: str,
    is_client_wrong: bool = True,
    line: InvoiceLine | None = None,
    by: User,
    at: datetime,
) -> Ruling:
    """The aid answers at once; where it says so, the principals hear of it at once."""
    refuse_unless_allowed("put_ruling", by)
    case = locked(case)
    words, code, sum_ = text.strip()[:500], currency_code(currency), price_of(price)
    if not words:
        raise QuestionUnclear(_("Write what is to be decided."))
    open_ones = case.rulings.open().filter(decided_at=None, text=words, price=sum_, currency=code)
    if twin := open_ones.first():
        return twin
    _refuse_other_line(line, case, sum_, code)
    aid = aid_of(case.person, case.organisation, sum_, code, by=by, at=at)
    hours = case.service_class.calendar.working_hours()
    tell_by = hours.close_of_business_day(at, 1)
    made: Ruling = Ruling.objects.create(
        case=case,
        text=words,
        price=sum_,
        currency=code,
        is_client_wrong=is_client_wrong,
        line=line,
        asked_by=by,
        asked_at=at,
        revenue=aid.revenue,
        expected=aid.expected,
        past=aid.past,
        limit=aid.limit,
        advice=aid.advice,
        tell_by=tell_by,
        next_at=tell_by,
    )
    record("ruling.put", made, by=by, at=at, case=case, facts=(made,), advice=str(aid.advice))
    if aid.advice == Advice.PRINCIPAL and not by.has_role(Role.PRINCIPAL):
        alert(case, principals(), why="ruling_asked", by=by, at=at)
    return made


@transaction.atomic
def decide_ruling(
    ruling: Ruling,
    *,
    is_in_favour: bool,
    reason: str,
    rule: RuleVersion | None,
    by: User,
    at: datetime,
) -> Ruling:
    """A person decides, within the limit of his role, by a rule; the money follows."""
    refuse_unless_allowed("decide_ruling", by)
    known = latest(ruling)
    if known.decided_at and known.is_in_favour == is_in_favour:
        return known
    _refuse_ended(known)
    if not reason.strip():
        raise QuestionUnclear(_("Write down why."))
    cited = citable(rule, at)
    case = known.case
    refuse_over_limit(case.person, case.organisation, known.price, known.currency, by=by, at=at)
    known.is_in_favour, known.reason, known.rule = is_in_favour, reason.strip(), cited
    known.decided_by, known.decided_at = by, at
    known.save()
    act = Act.EXCEPTION if is_in_favour else Act.REFUSAL
    about: dict[str, Any] = {"subject": f"ruling:{known.pk}", "case_id": case.pk}
    cite_rule(cited, act=act, **about, by=by, at=at)
    said: dict[str, Any] = {"favour": is_in_favour, "rule": str(cited)}
    record("ruling.made", known, by=by, at=at, case=case, facts=(known,), **said)
    if is_in_favour:
        _take_off(known, by=by, at=at)
        if known.is_client_wrong:
            concede(known, by=by, at=at)
    if known.asked_by_id != by.pk:
        alert(case, [known.asked_by], why="ruling_made", by=by, at=at)
    return known


@transaction.atomic
def drop_ruling(ruling: Ruling, *, why: str, by: User, at: datetime) -> Ruling:
    """Nothing is asked any more; what was decided cannot be dropped."""
    refuse_unless_allowed("put_ruling", by)
    known = latest(ruling)
    if known.dropped_at:
        return known
    if known.decided_at:
        raise DecidedAlready(_("This was decided already: tell the client."))
    if not why.strip():
        raise QuestionUnclear(_("Write down why."))
    known.dropped_at, known.dropped_why, known.next_at = at, why.strip()[:300], None
    known.save()
    record("ruling.dropped", known, by=by, at=at, case=known.case, facts=(known,))
    return known


@transaction.atomic
def climb_ruling(ruling: Ruling, *, by: Doer, at: datetime) -> bool:
    """A business day is over and the client does not know: the principals hear of it, once."""
    known = latest(ruling)
    if known.next_at is None or known.next_at > at:
        return False
    known.next_at, known.principal_told_at = None, at
    known.save(update_fields=["next_at", "principal_told_at"])
    alert(known.case, principals(), why="ruling_untold", by=by, at=at)
    record("ruling.climbed", known, by=by, at=at, case=known.case)
    return True


def latest(ruling: Ruling) -> Ruling:
    """As it is now, its case locked first."""
    case = locked(ruling.case)
    fresh = Ruling.objects.select_for_update().get(pk=ruling.pk)
    fresh.case = case
    return fresh


def _refuse_ended(known: Ruling) -> None:
    if known.decided_at:
        raise DecidedAlready(_("This was decided already, and otherwise."))
    if known.dropped_at:
        raise RulingIsDropped(_("This is not asked any more."))


def _refuse_other_line(line: InvoiceLine | None, case: Case, price: Decimal, currency: str) -> None:
    if line is None:
        return
    invoice = line.invoice
    is_his = invoice.person_id == case.person_id or (
        case.organisation_id is not None and invoice.organisation_id == case.organisation_id
    )
    if not is_his or invoice.currency != currency:
        raise LineElsewhere.unknown()
    if price > line.left:
        sentence = _("Only %(left)s is left of this line.")
        raise LineElsewhere(sentence % {"left": named_left(line)})


def _take_off(ruling: Ruling, *, by: User, at: datetime) -> None:
    """The whole line to zero, a part of it or what is paid by a credit, through billing's verbs;
    what has come for it is promised back.

    Whoever decides within his limit need not have billing's own rights: the house does it, and
    says by whose decision.
    """
    if ruling.line is None:
        return
    line = line_of(ruling.line)
    doer: Doer = by if by.may("credit_line") else HOUSE
    why = _("Goodwill: %(text)s (%(name)s, rule %(rule)s)") % {
        "text": ruling.text,
        "name": by.full_name,
        "rule": ruling.rule,
    }
    if ruling.price == line.left and not is_paid(line):
        zero_line(line, why=why, by=doer, at=at)
        return
    before = overpaid(line)
    credit_line(line, amount=ruling.price, why=why, by=doer, at=at)
    if back := overpaid(line) - before:
        _promise_back(ruling, back, line.text, by=by, at=at)


def _promise_back(ruling: Ruling, amount: Decimal, what: str, *, by: User, at: datetime) -> None:
    case = ruling.case
    sides: dict[str, Any] = {"amount": amount, "currency": ruling.currency, "what": what}
    due_at = refund_due(case, at)
    ruling.refund = promise_money(case, REFUND, **sides, due_at=due_at, by=by, at=at)
    ruling.save(update_fields=["refund"])
