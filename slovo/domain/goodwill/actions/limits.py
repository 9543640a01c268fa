"""How much each role may give away, and how much the firm gives in a quarter."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.currencies import currency_code
from slovo.domain.billing.sums import MOST, rounded
from slovo.domain.goodwill.models import Budget, RoleLimit
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import Role, refuse_unless_allowed

LIMITED = (Role.FRONT_OFFICE, Role.SPECIALIST, Role.COMPLAINT_OWNER)


class SumUnclear(Refusal):
    """A limit or a budget is zero or more."""


class NotLimited(Refusal):
    """Only roles that decide about clients have a limit; a principal has none."""


@transaction.atomic
def save_limits(
    *, currency: str, amounts: Mapping[str, Decimal], by: User, at: datetime
) -> list[RoleLimit]:
    """What these roles decide about by themselves, in one currency."""
    refuse_unless_allowed("set_limits", by)
    code = currency_code(currency)
    if not set(amounts) <= set(LIMITED):
        raise NotLimited(_("A principal has no limit, and others do not decide about clients."))
    wanted = {role: _zero_or_more(amount) for role, amount in amounts.items()}
    known = {row.role: row for row in RoleLimit.objects.filter(currency=code)}
    changed = {
        str(role): str(amount)
        for role, amount in wanted.items()
        if role not in known or known[role].amount != amount
    }
    rows = [known.get(role) or RoleLimit(role=role, currency=code) for role in wanted]
    for row in rows:
        row.amount = wanted[row.role]
        row.save()
    if changed:
        firm = Firm.objects.get()
        record("rolelimit.set", firm, by=by, at=at, currency=code, amounts=changed)
    return rows


@transaction.atomic
def set_budget(
    *, first_day: date, currency: str, amount: Decimal, by: User, at: datetime
) -> Budget:
    """Of the quarter that `first_day` lies in; set anew, the last word counts."""
    refuse_unless_allowed("set_limits", by)
    code, quarter = currency_code(currency), quarter_of(first_day)
    sum_ = _zero_or_more(amount)
    known = Budget.objects.filter(first_day=quarter, currency=code).first()
    if known and known.amount == sum_:
        return known
    made = known or Budget(first_day=quarter, currency=code)
    made.amount, made.set_by, made.set_at = sum_, by, at
    made.save()
    quarter_said = quarter.isoformat()
    record("budget.set", made, by=by, at=at, quarter=quarter_said, amount=str(sum_), of=code)
    return made


def _zero_or_more(amount: Decimal) -> Decimal:
    if not 0 <= amount <= MOST:
        raise SumUnclear(_("A limit or a budget is zero or more."))
    return rounded(amount)
