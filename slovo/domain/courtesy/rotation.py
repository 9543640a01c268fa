"""Not the same person again: whose turn it is among those who answer for one thing (R065)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from slovo.domain.clients.models import Organisation, Person, Responsibility, Standing
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.manners import House, Manners
from slovo.domain.courtesy.models import CAPPED, Contact


@dataclass(frozen=True, slots=True)
class Turn:
    """One of them: when he was last spoken to unasked, and from when he may be."""

    person: Person
    asked_at: datetime | None
    free_at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """Everybody of one zone. `person` is proposed; else `wait_until`, if it is ever."""

    topic: str
    rows: list[Turn]
    person: Person | None
    wait_until: datetime | None


def topics_of(standing: Standing) -> list[str]:
    """What he decides about there, as it was written: "invoices, contracts"."""
    named = (topic.strip() for topic in standing.topics.replace(";", ",").split(","))
    return [topic for topic in named if topic]


def topics_in(organisation: Organisation) -> list[str]:
    """Every zone somebody there answers for, by its name on the map or as it was written."""
    found: dict[str, str] = {}
    for row in _standings(organisation):
        found |= {topic.casefold(): topic for topic in topics_of(row)}
    found |= {row.topic.name.casefold(): row.topic.name for row in _mapped(organisation)}
    return [found[key] for key in sorted(found)]


def whose_turn(organisation: Organisation, topic: str, kind: str, at: datetime) -> Turns:
    """Of those who may be asked now the one who was left in peace longest; never asked is longest.

    When all were asked lately, the first instant at which one of them may be.
    """
    people = _of_zone(organisation, topic.strip().casefold())
    rows = sorted(_turns(people, kind, at), key=_longest_in_peace)
    free = [row for row in rows if row.free_at == at]
    later = [row.free_at for row in rows if row.free_at]
    wait_until = None if free or not later else min(later)
    return Turns(topic, rows, free[0].person if free else None, wait_until)


def _of_zone(organisation: Organisation, wanted: str) -> list[Person]:
    """Who has it among his topics, and whom the map names for it, whoever stands in included."""
    found = [
        row.person
        for row in _standings(organisation)
        if wanted in [each.casefold() for each in topics_of(row)]
    ]
    for known in _mapped(organisation):
        if known.topic.name.casefold() == wanted:
            found += [person for person in (known.person, known.backup) if person]
    return list({person.pk: person for person in found}.values())


def _turns(people: list[Person], kind: str, at: datetime) -> list[Turn]:
    house = House.now()
    spoken = Contact.objects.filter(person__in=people, kind__in=CAPPED, at__lte=at)
    last = dict(spoken.order_by().values_list("person").annotate(Max("at")))
    turns = []
    for person in people:
        answer = may_contact(person, kind, at, manners=Manners.of(person, house))
        free_at = at if answer.allowed else answer.free_at
        turns.append(Turn(person, last.get(person.pk), free_at, answer.reason))
    return turns


def _longest_in_peace(turn: Turn) -> tuple[float, str, int]:
    asked = turn.asked_at.timestamp() if turn.asked_at else 0.0
    return asked, turn.person.full_name, turn.person.pk


def _mapped(organisation: Organisation) -> list[Responsibility]:
    rows = organisation.responsibilities.filter(person__isnull=False, topic__dropped_at=None)
    return list(rows.select_related("topic", "person", "backup").order_by("pk"))


def _standings(organisation: Organisation) -> list[Standing]:
    rows = organisation.standings.filter(to_date=None).exclude(topics="")
    return list(rows.select_related("person").order_by("person__full_name", "pk"))
