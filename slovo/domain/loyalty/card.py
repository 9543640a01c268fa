"""Loyalty as behaviour shows it: five facts with their days and no score (R028).

How long he is a client and how often he came back is read from stamps; what he pays others, how he
took a price and whom he sent to us is what colleagues noted. None of them is ever guessed: what
nobody knows is None, which is not nought.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.loyalty.models import Sign, SignKind
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import User

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
    zone = ZoneInfo(zone_of_firm())
    today = at.astimezone(zone).date()
    agreed = Engagement.objects.visible_to(reader).filter(person=person, signed_at__lte=at)
    signed = sorted(
        moment.astimezone(zone).date()
        for moment in agreed.values_list("signed_at", flat=True)
        if moment
    )
    cases = Case.objects.visible_to(reader).filter(person=person).order_by("opened_at")
    opened = cases.values_list("opened_at", flat=True).first()
    since = min([*signed[:1], *([opened.astimezone(zone).date()] if opened else [])], default=None)
    signs = Sign.objects.visible_to(reader).standing().filter(person=person)
    return LoyaltyCard(
        tenure=Tenure(since, (today - since).days) if since else None,
        repeat=_repeat(signed, today),
        signs=tuple(signs.select_related("referred", "organisation", "noted_by")),
    )


def _repeat(signed: list[date], today: date) -> Repeat | None:
    if not signed:
        return None
    late = sum((today - day).days < YEAR for day in signed)
    return Repeat(len(signed), signed[0], signed[-1], late)
