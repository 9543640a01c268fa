"""Giving in though the client was wrong; the third within twelve months calls a principal."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.currencies import currency_code
from slovo.domain.billing.sums import MOST, rounded
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.actions.boundaries import refuse_other
from slovo.domain.goodwill.actions.talking import call_talk
from slovo.domain.goodwill.aid import refuse_over_limit
from slovo.domain.goodwill.models import Concession, Ruling, Why
from slovo.domain.goodwill.past import concessions_of
from slovo.domain.goodwill.spans import TWICE_WITHIN
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import citable
from slovo.domain.standards.models import Act, RuleVersion

CALLS_AT = 3


class ConcessionUnclear(Refusal):
    """A concession has a price above nothing, and a reason."""


@transaction.atomic
def note_concession(
    person: Person,
    *,
    price: Decimal,
    currency: str,
    reason: str,
    rule: RuleVersion | None,
    case: Case | None = None,
    by: User,
    at: datetime,
) -> Concession:
    """Given on the spot, such as an hour that is not billed. Pressed twice it is one."""
    refuse_unless_allowed("decide_ruling", by)
    code, price = currency_code(currency), price_of(price)
    if not reason.strip():
        raise ConcessionUnclear(_("Write down why."))
    refuse_other(person.pk, case)
    cited = citable(rule, at)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    said = {"price": price, "currency": code, "reason": reason.strip()[:500], "case": case}
    same = person.concessions.filter(**said, ruling=None, given_by=by)
    if twin := same.filter(given_at__gt=at - TWICE_WITHIN).first():
        return twin
    organisation = case.organisation if case else None
    refuse_over_limit(person, organisation, price, code, by=by, at=at)
    made = Concession(person=person, given_by=by, given_at=at, **said)
    _grant(made, by=by, at=at)
    about = f"concession:{made.pk}"
    case_id = case.pk if case else None
    cite_rule(cited, act=Act.EXCEPTION, subject=about, case_id=case_id, by=by, at=at)
    return made


@transaction.atomic(savepoint=False)
def concede(ruling: Ruling, *, by: User, at: datetime) -> Concession:
    """What was decided for a client who was wrong counts among his concessions."""
    made = Concession(
        person=ruling.case.person,
        case=ruling.case,
        ruling=ruling,
        price=ruling.price,
        currency=ruling.currency,
        reason=ruling.text,
        given_by=by,
        given_at=at,
    )
    return _grant(made, by=by, at=at)


def price_of(price: Decimal) -> Decimal:
    if not 0 < price <= MOST:
        raise ConcessionUnclear(_("Say what it costs: more than nothing."))
    return rounded(price)


def _grant(made: Concession, *, by: Doer, at: datetime) -> Concession:
    """Keep it; with the third in twelve months a principal is to talk with the client."""
    made.save()
    past = concessions_of(made.person_id, at)
    sides = {"person": made.person_id, "count": len(past)}
    record("concession.given", made, by=by, at=at, case=made.case, facts=(made,), **sides)
    if len(past) >= CALLS_AT:
        facts = {"count": len(past), "concessions": [one.pk for one in past]}
        call_talk(made.person, why=Why.CONCESSIONS, facts=facts, by=by, at=at)
    return made
