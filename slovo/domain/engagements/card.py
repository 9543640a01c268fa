"""How a client reaches us: nine fields, and which of them are missing (R137, R138)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.calendars.words import week_words
from slovo.domain.clients.models import Topic
from slovo.domain.engagements.models import Audience, Engagement, Touchpoint, Way
from slovo.domain.post.mailboxes import default_mailbox
from slovo.domain.staff.models import Firm, User
from slovo.lib import moments
from slovo.lib.rows import every

LABELS: dict[str, str | Lazy] = {
    "name": _("Name"),
    "role": _("Role"),
    "phone": _("Telephone"),
    "mail": _("Mail"),
    "hours": _("Hours"),
    "messenger": _("Messenger"),
    "address": _("Address"),
    "deputies": _("When away"),
    "emergency": _("In an emergency"),
}
WITH_LABEL = ("deputies", "emergency")


class Field(NamedTuple):
    key: str
    value: str

    @property
    def label(self) -> str:
        return str(LABELS[self.key])


@dataclass(frozen=True, slots=True)
class Card:
    """The fields in their order; a missing one has no value. `topics` are (name, where)."""

    fields: tuple[Field, ...]
    topics: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str:
        return next(field.value for field in self.fields if field.key == key)

    @property
    def known(self) -> list[Field]:
        return [field for field in self.fields if field.value]

    @property
    def missing(self) -> list[Field]:
        return [field for field in self.fields if not field.value]

    @property
    def percent(self) -> int:
        """Whole per cent, half up: 8 of 9 are 89."""
        return int(len(self.known) * 100 / len(self.fields) + 0.5)


@dataclass(frozen=True, slots=True)
class Working:
    """Who stands on the card, by whose hours, and for which kind of client."""

    answers: User | None
    deputy: User | None
    calendar: Calendar
    audience: str


def working_for(engagement: Engagement) -> Working:
    return Working(
        engagement.answerer,
        engagement.deputy,
        engagement.service_class.calendar,
        audience_of(engagement.organisation_id),
    )


def audience_of(organisation_id: int | None) -> str:
    return Audience.CONSUMERS if organisation_id is None else Audience.ORGANISATIONS


@dataclass(frozen=True, slots=True)
class House:
    """What all cards share: the firm, and its numbers and addresses that live."""

    firm: Firm | None
    living: tuple[Touchpoint, ...]
    own_mail: str


def house_now() -> House:
    """A number found dead stands on no card until it is tried again."""
    standing, mailbox = every(Touchpoint, by=("pk",), closed_at=None), default_mailbox()
    living = tuple(one for one in standing if not one.dead_since)
    return House(Firm.current(), living, mailbox.address if mailbox else "")


def card_of(working: Working, at: datetime, language: str) -> Card:
    return drawn(house_now(), working, at, language)


def lacking_cards(at: datetime, language: str, most: int) -> list[tuple[Card, Engagement]]:
    """Of running agreements, the emptiest first."""
    running = Engagement.objects.filter(ended_at=None).select_related(
        "person", "answerer", "deputy", "service_class__calendar"
    )
    house = house_now()
    cards = [(drawn(house, working_for(row), at, language), row) for row in running.order_by("pk")]
    lacking = (pair for pair in cards if pair[0].missing)
    return sorted(lacking, key=lambda pair: pair[0].percent)[:most]


def drawn(house: House, working: Working, at: datetime, language: str) -> Card:
    firm, who, deputy = house.firm, working.answers, working.deputy
    ways = {way: _values(house.living, way, working.audience) for way in Way}
    with translation.override(language):
        offset = moments.offset_of(at, working.calendar.zone)
        hours = week_words(working.calendar, language)
        values = {
            "name": who.full_name if who else "",
            "role": who.job if who else "",
            "phone": ways[Way.PHONE] or (who.phone if who else "") or (firm.phone if firm else ""),
            "mail": ways[Way.MAIL] or house.own_mail,
            "hours": f"{hours} ({offset})" if hours else "",
            "messenger": ways[Way.MESSENGER],
            "address": firm.address if firm else "",
            "deputies": deputy.full_name if deputy else "",
            "emergency": ways[Way.EMERGENCY],
        }
    fields = tuple(Field(key, values[key]) for key in LABELS)
    return Card(fields, _topics(house.living, working.audience))


def lines_of(card: Card) -> list[str]:
    """The card below a letter: who, where, when; nothing is said of what is missing."""
    by_topic = [f"{topic}: {where}" for topic, where in card.topics]
    labelled = [f"{field.label}: {field.value}" for field in card.known if field.key in WITH_LABEL]
    rows = (
        [card.value("name"), card.value("role")],
        [card.value("phone"), card.value("mail"), card.value("messenger")],
        [card.value("hours"), card.value("address")],
    )
    return (
        [" · ".join(part for part in row if part) for row in rows if any(row)] + labelled + by_topic
    )


def _values(living: Iterable[Touchpoint], way: str, audience: str) -> str:
    """Those for his kind of client before those for everybody."""
    ours = [
        one for one in living if one.way == way and one.topic_id is None and one.serves(audience)
    ]
    own = [one.value for one in ours if one.audience == audience]
    return ", ".join(own or [one.value for one in ours])


def _topics(living: Iterable[Touchpoint], audience: str) -> tuple[tuple[str, str], ...]:
    """What has a way of its own: «Invoices» → an address (R139)."""
    ways: dict[int, list[str]] = {}
    for one in living:
        if one.topic_id is not None and one.serves(audience):
            ways.setdefault(one.topic_id, []).append(one.value)
    if not ways:
        return ()
    named = {topic.pk: topic.name for topic in every(Topic, by=("name",), dropped_at=None)}
    return tuple((name, ", ".join(ways[key])) for key, name in named.items() if key in ways)
