"""The decision aid (R011): price, share of a year's revenue, past concessions, limits, advice."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.goodwill.budgets import left_of, lock_budget
from slovo.domain.goodwill.fees import expected, revenue
from slovo.domain.goodwill.models import Advice
from slovo.domain.goodwill.models.limits import limit_of
from slovo.domain.goodwill.past import concessions_of
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.lib.sums import money

SMALL = Decimal("0.02")


class OverYourLimit(Refusal):
    """The price, or its share of a year, is more than this role decides about."""


@dataclass(frozen=True, slots=True)
class Aid:
    """What whoever decides should see; a person decides.

    `limit` is None for a principal, `left` is None where no budget was set for the quarter.
    """

    price: Decimal
    revenue: Decimal
    expected: Decimal | None
    past: int
    limit: Decimal | None
    left: Decimal | None

    @property
    def is_small(self) -> bool:
        """At most two hundredths of what the client paid for in twelve months."""
        return self.revenue > 0 and self.price <= self.revenue * SMALL

    @property
    def is_within_limit(self) -> bool:
        return self.limit is None or self.price <= self.limit

    @property
    def is_within_budget(self) -> bool:
        return self.left is None or self.price <= self.left

    @property
    def advice(self) -> Advice:
        is_easy = self.is_small and self.is_within_limit and self.is_within_budget
        return Advice.FAVOUR if is_easy else Advice.PRINCIPAL


def aid_of(
    person: Person,
    organisation: Organisation | None,
    price: Decimal,
    currency: str,
    *,
    by: User,
    at: datetime,
) -> Aid:
    """By the truth at `at`, for the roles of `by`."""
    yearly = revenue(person, organisation, currency, at)
    return Aid(
        price,
        yearly,
        expected(person, yearly),
        len(concessions_of(person.pk, at)),
        limit_of(by, currency),
        left_of(currency, at),
    )


def refuse_over_limit(
    person: Person,
    organisation: Organisation | None,
    price: Decimal,
    currency: str,
    *,
    by: User,
    at: datetime,
) -> Aid:
    """A principal decides about any sum; everybody else about what is small for the client too.

    The budget stays locked until what is decided here counts in it.
    """
    lock_budget(currency, at)
    aid = aid_of(person, organisation, price, currency, by=by, at=at)
    if aid.limit is None or aid.advice == Advice.FAVOUR:
        return aid
    if not aid.is_within_limit:
        sentence = _("Your role decides up to %(limit)s. Ask a principal.")
        most = money(aid.limit, currency, get_language() or "en")
        raise OverYourLimit(sentence % {"limit": most})
    if not aid.is_within_budget:
        raise OverYourLimit(_("The goodwill of this quarter is used up: a principal decides."))
    sentence = _(
        "This is more than two percent of what the client paid in twelve months: a principal "
        "decides."
    )
    raise OverYourLimit(sentence)
