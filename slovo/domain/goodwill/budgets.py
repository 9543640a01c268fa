"""Goodwill by the quarter: what may be given, what was, and who stayed for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Sum

from slovo.domain.billing.reckoning import today
from slovo.domain.billing.sums import rounded
from slovo.domain.engagements.models import Engagement
from slovo.domain.goodwill.fees import invoiced_after
from slovo.domain.goodwill.models import Budget, Concession
from slovo.domain.goodwill.models.concession import ConcessionQuery
from slovo.domain.goodwill.models.limits import quarter_after, quarter_of
from slovo.domain.goodwill.spans import first_moment
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import User
from slovo.lib.rows import first

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter in one currency; `given` is None where no budget was set.

    `kept`: of the clients we gave in to, those who still have an agreement or were invoiced since;
    `since`: what they were invoiced after it. `rows`: those of them that the reader may see.
    """

    first_day: date
    currency: str
    given: Decimal | None
    used: Decimal
    rows: list[Concession]
    clients: int
    kept: int
    since: Decimal

    @property
    def left(self) -> Decimal | None:
        return None if self.given is None else self.given - self.used


def lock_budget(currency: str, at: datetime) -> None:
    """One gives from it at a time: whoever comes second sees what the first has left."""
    first(Budget, first_day=quarter_of(today(at)), currency=currency, is_locked=True)


def left_of(currency: str, at: datetime) -> Decimal | None:
    """Of this quarter's budget; None where none was set."""
    first_day = quarter_of(today(at))
    budget = Budget.objects.filter(first_day=first_day, currency=currency).first()
    if budget is None:
        return None
    used = _given_in(first_day).filter(currency=currency).aggregate(all=Sum("price"))["all"]
    return rounded(budget.amount - (used or NOTHING))


def quarters(first_day: date, at: datetime, user: User) -> list[Quarter]:
    """This quarter, one for each currency in which there is a budget or a concession.

    Sums are of all concessions; each by itself is told only where `user` may read its case.
    """
    seen = set(_given_in(first_day).visible_to(user).values_list("pk", flat=True))
    given = {row.currency: row.amount for row in Budget.objects.filter(first_day=first_day)}
    rows = list(_given_in(first_day).select_related("person", "given_by", "case", "ruling"))
    currencies = sorted({*given, *(row.currency for row in rows)})
    found = [
        _quarter(
            first_day, name, given.get(name), [row for row in rows if row.currency == name], at
        )
        for name in currencies
    ]
    return [replace(each, rows=[row for row in each.rows if row.pk in seen]) for each in found]


def _quarter(
    first_day: date, currency: str, given: Decimal | None, rows: list[Concession], at: datetime
) -> Quarter:
    first_given = _first_days(rows)
    running = set(
        Engagement.objects.filter(person__in=first_given, ended_at=None)
        .order_by()
        .values_list("person", flat=True)
    )
    since = invoiced_after(first_given, currency, today(at))
    kept = {person for person in first_given if person in running or since[person] > 0}
    return Quarter(
        first_day,
        currency,
        given,
        sum((row.price for row in rows), NOTHING),
        rows,
        len(first_given),
        len(kept),
        sum((since[person] for person in kept), NOTHING),
    )


def _first_days(rows: Iterable[Concession]) -> dict[int, date]:
    """On which day of the quarter we first gave in to each client."""
    found: dict[int, date] = {}
    zone = ZoneInfo(zone_of_firm())
    for row in sorted(rows, key=lambda row: row.given_at):
        found.setdefault(row.person_id, row.given_at.astimezone(zone).date())
    return found


def _given_in(first_day: date) -> ConcessionQuery:
    begins, ends = first_moment(first_day), first_moment(quarter_after(first_day))
    return Concession.objects.filter(given_at__gte=begins, given_at__lt=ends)
