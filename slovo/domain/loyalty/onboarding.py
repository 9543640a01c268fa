"""The first thirty days of an agreement: welcome, names, contact card, a first result (R046).

Everything is read from stamps; nobody ticks a box.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Message, Promise
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.cases.models.promise import US
from slovo.domain.delivery.models import Stage
from slovo.domain.engagements.models import Engagement
from slovo.domain.loyalty.models import VOICE, RealAction
from slovo.domain.staff.hours import hours_of
from slovo.domain.staff.models import User
from slovo.domain.talks.models import Talk

LASTS = timedelta(days=30)
RESULT_WITHIN = 10  # business days
LABELS: dict[str, Lazy | str] = {
    "welcome": _("Welcome by the principal"),
    "team": _("Named team, with a deputy"),
    "card": _("Contact card with the client"),
    "result": _("Date of the first useful result"),
}
HOW: dict[str, Lazy | str] = {
    "welcome": _("A letter, a talk or a noted call of the principal’s own is the welcome."),
    "team": _("Name a deputy in the agreement."),
    "card": _("It stands below every letter: the first one brings it."),
    "result": _("A promise or a stage due within ten business days of the signature gives it."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four: by when, and when it was done; a date given may lie ahead."""

    kind: str
    due_at: datetime
    done_at: datetime | None

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])

    @property
    def how(self) -> str:
        return str(HOW[self.kind])

    def is_gap(self, at: datetime) -> bool:
        return self.done_at is None and at > self.due_at


@dataclass(frozen=True, slots=True)
class Path:
    engagement: Engagement
    steps: tuple[Step, ...]

    def gaps(self, at: datetime) -> list[Step]:
        return [step for step in self.steps if step.is_gap(at)]

    def step(self, kind: str) -> Step:
        return next(step for step in self.steps if step.kind == kind)


def path_of(engagement: Engagement, at: datetime) -> Path | None:
    """None before it is signed, and of one that has ended or is older than thirty days."""
    signed_at = engagement.signed_at
    if signed_at is None or engagement.ended_at or not signed_at <= at <= signed_at + LASTS:
        return None
    hours = hours_of(engagement.principal)
    next_day = hours.close_of_business_day(signed_at, 1)
    result_by = hours.close_of_business_day(signed_at, RESULT_WITHIN)
    team_at = signed_at if engagement.deputy_id else None
    return Path(
        engagement,
        (
            Step("welcome", next_day, _welcomed(engagement, signed_at, at)),
            Step("team", next_day, team_at),
            Step("card", next_day, _card(engagement, signed_at, at)),
            Step("result", next_day, _result(engagement, signed_at, result_by)),
        ),
    )


def paths_of(user: User, at: datetime) -> list[Path]:
    """The agreements of these thirty days in which he has a hand, the oldest first."""
    hands = Q(principal=user) | Q(handler=user) | Q(answerer=user)
    young = Engagement.objects.filter(hands, ended_at=None, signed_at__gte=at - LASTS)
    related = ("person", "organisation", "principal", "service_class__calendar")
    rows = young.filter(signed_at__lte=at).select_related(*related).order_by("signed_at", "pk")
    return [path for row in rows if (path := path_of(row, at))]


def _welcomed(engagement: Engagement, since: datetime, at: datetime) -> datetime | None:
    """A word, a talk or a visit of the principal's own."""
    person, principal, span = engagement.person_id, engagement.principal_id, (since, at)
    words = _words(engagement, since, at).filter(author=principal, nature=Nature.HUMAN)
    talks = Talk.objects.filter(case__person=person, held_by=principal, held_at__range=span)
    noted = RealAction.objects.filter(
        person=person, done_by=principal, kind__in=VOICE, done_at__range=span
    )
    return _earliest(
        words.aggregate(first=Min("delivered_at"))["first"],
        talks.aggregate(first=Min("held_at"))["first"],
        noted.aggregate(first=Min("done_at"))["first"],
    )


def _card(engagement: Engagement, since: datetime, at: datetime) -> datetime | None:
    """It stands below every letter of ours."""
    letters = _words(engagement, since, at).filter(channel="email")
    first: datetime | None = letters.aggregate(first=Min("delivered_at"))["first"]
    return first


def _result(engagement: Engagement, since: datetime, until: datetime) -> datetime | None:
    """The earliest date given for something useful, a promise or a stage, within the ten days."""
    promised = Promise.objects.given().filter(
        person=engagement.person_id,
        case__engagement=engagement,
        owed_by=US,
        due_at__range=(since, until),
    )
    stages = Stage.objects.filter(engagement=engagement, due_at__range=(since, until))
    return _earliest(
        promised.aggregate(first=Min("due_at"))["first"],
        stages.aggregate(first=Min("due_at"))["first"],
    )


def _words(engagement: Engagement, since: datetime, at: datetime) -> QuerySet[Message]:
    rows = Message.objects.filter(person=engagement.person_id, direction=Direction.OUT)
    return rows.filter(delivered_at__range=(since, at))


def _earliest(*stamps: datetime | None) -> datetime | None:
    return min((stamp for stamp in stamps if stamp), default=None)
