"""Loyalty as behaviour shows it: five facts with their days and no score (R028).

How long he is a client and how often he came back is read from stamps; what he pays others, how he
took a price and whom he sent to us is what colleagues noted. None of them is ever guessed: what
nobody knows is None, which is not nought.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.clients.models import Person
from slovo.domain.clients.models.relationship import readable_by
from slovo.domain.engagements.models import Engagement
from slovo.domain.loyalty.models import Sign, SignKind
from slovo.domain.loyalty.models.sign import SignQuery
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.levels import sees_all
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared, PreparedModels

YEAR = 365


@dataclass(frozen=True, slots=True)
class Tenure:
    """Since when he is a client: his first agreement, or his first case when that was earlier."""

    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """How many agreements he signed, from the first day to the last, and of late."""

    count: int
    first: date
    last: date
    within_a_year: int


@dataclass(frozen=True, slots=True)
class LoyaltyCard:
    """The five facts, as far as this reader may know them; the newest sign of a kind first."""

    tenure: Tenure | None
    repeat: Repeat | None
    signs: tuple[Sign, ...]

    def of(self, kind: SignKind) -> tuple[Sign, ...]:
        return tuple(sign for sign in self.signs if sign.kind == kind)

    @property
    def shares(self) -> tuple[Sign, ...]:
        return self.of(SignKind.SHARE)

    @property
    def prices(self) -> tuple[Sign, ...]:
        return self.of(SignKind.PRICE)

    @property
    def referrals(self) -> tuple[Sign, ...]:
        return self.of(SignKind.REFERRAL)


def loyalty_of(person: Person, reader: User, at: datetime) -> LoyaltyCard:
    if not reader.may("see_cases"):
        return LoyaltyCard(None, None, ())
    zone = ZoneInfo(zone_of_firm())
    today = at.astimezone(zone).date()
    signed = sorted(day.astimezone(zone).date() for (day,) in _SIGNED(person=person.pk, at=at))
    opened = [day.astimezone(zone).date() for (day,) in _first_case(person, reader)]
    since = min([*signed[:1], *opened], default=None)
    return LoyaltyCard(
        tenure=Tenure(since, (today - since).days) if since else None,
        repeat=_repeat(signed, today),
        signs=tuple(_signs(person, reader)),
    )


def _first_case(person: Person, reader: User) -> Any:
    """When the first that the reader knows of was opened."""
    if hides_from(reader):
        return _opened(Case.objects.visible_to(reader), person.pk)
    return _OPENED(person=person.pk)


def _opened(cases: CaseQuery, person: int) -> Any:
    return cases.filter(person=person).order_by("opened_at").values_list("opened_at")[:1]


def _signs(person: Person, reader: User) -> list[Sign]:
    if sees_all(reader):
        return _SIGNS(person=person.pk)
    return _READABLE(person=person.pk, user=reader.pk)


def _standing(signs: SignQuery, person: int) -> SignQuery:
    of_his = signs.standing().filter(person=person)
    return of_his.select_related("referred", "organisation", "noted_by")


def _repeat(signed: list[date], today: date) -> Repeat | None:
    if not signed:
        return None
    late = sum((today - day).days < YEAR for day in signed)
    return Repeat(len(signed), signed[0], signed[-1], late)


_SIGNED = Prepared(
    lambda person, at: Engagement.objects.filter(person=person, signed_at__lte=at).values_list(
        "signed_at"
    )
)
_OPENED = Prepared(lambda person: _opened(Case.objects.all(), person))
_SIGNS = PreparedModels(Sign, lambda person: _standing(Sign.objects.all(), person))
_READABLE = PreparedModels(
    Sign,
    lambda person, user: _standing(readable_by(Sign.objects.all(), user, "noted_by"), person),
)
