"""All that a colleague holds for clients, person by person: what needs a successor (R020)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.clients.models import Person, Relationship
from slovo.domain.delivery.models import Appointment, Stage
from slovo.domain.engagements.models import Engagement
from slovo.domain.handovers.models import Introduction
from slovo.domain.handovers.parts import PARTS, Part
from slovo.domain.staff.models import User

HANDS = ("principal", "handler", "answerer", "deputy")


@dataclass(slots=True)
class Holding:
    """What a colleague holds for one person."""

    person: Person
    is_principal: bool = False
    relationship: Relationship | None = None
    engagements: list[Engagement] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def needs_principal(self) -> bool:
        """Somewhere he answers for the firm, which only a principal may."""
        hands: Iterable[Case | Engagement] = (*self.cases, *self.engagements)
        return self.is_principal or any(getattr(each, "held_as_principal", False) for each in hands)

    def words(self, reader: User | None = None) -> list[str]:
        """A line for each thing, as far as this reader may know it; None may be anybody."""
        return [
            *([_("principal")] if self.is_principal else []),
            *([_("relationship")] if self.relationship else []),
            *(_("agreement “%(title)s”") % {"title": e.title} for e in self.engagements),
            *(_("case %(ref)s %(about)s") % {"ref": c.ref, "about": about(c)} for c in self.cases),
            *(_("promise “%(text)s”") % {"text": words_of(p)} for p in self.promises),
            *(_("stage “%(name)s”") % {"name": s.name} for s in self.stages),
            *(_("meeting “%(title)s”") % {"title": a.title} for a in self.appointments),
            *(part.words(reader) for part in self.parts),
        ]


def about(case: Case) -> str:
    """Whoever sees the list need not be among the people of a case in confidence."""
    return _("in confidence") if case.level else case.subject


def words_of(promise: Promise) -> str:
    return _("in confidence") if promise.case.level else promise.text


def holdings_of(user: User, people: Iterable[int] | None = None) -> list[Holding]:
    """By the names of the people; only of these, if they are given."""
    found = _Found(user, None if people is None else list(people))
    found.gather()
    return sorted(
        found.by_person.values(), key=lambda each: (each.person.full_name, each.person.pk)
    )


class _Found:
    def __init__(self, user: User, people: list[int] | None) -> None:
        self.user, self.people = user, people
        self.by_person: dict[int, Holding] = {}

    def gather(self) -> None:
        user, of = self.user, self._of
        for person in of(Person.objects.unmerged().filter(principal=user), "pk"):
            self._holding(person).is_principal = True
        for held in of(Relationship.objects.running().filter(user=user), "person"):
            self._holding(held.person).relationship = held
        hands = Q(*[(hand, user) for hand in HANDS], _connector=Q.OR)
        for agreed in of(Engagement.objects.filter(hands, ended_at=None), "person"):
            self._mark(agreed)
            self._holding(agreed.person).engagements.append(agreed)
        for case in of(Case.objects.open().filter(hands), "person"):
            self._mark(case)
            self._holding(case.person).cases.append(case)
        self._gather_work()
        for part in (part for find in PARTS for part in find(user)):
            if self.people is None or part.person.pk in self.people:
                self._holding(part.person).parts.append(part)

    def _gather_work(self) -> None:
        user, of = self.user, self._of
        owed = Promise.objects.open().given().filter(owner=user).select_related("case")
        for promise in of(owed, "person"):
            self._holding(promise.person).promises.append(promise)
        running = Stage.objects.filter(owner=user, passed_at=None, engagement__ended_at=None)
        for stage in of(running.select_related("engagement"), "engagement__person"):
            self._holding(stage.engagement.person).stages.append(stage)
        ahead = Appointment.objects.filter(owner=user, cancelled_at=None, engagement__ended_at=None)
        open_ones = ahead.filter(meetings__next_at__isnull=False).distinct()
        for meeting in of(open_ones.select_related("engagement"), "engagement__person"):
            self._holding(meeting.engagement.person).appointments.append(meeting)

    def _of(self, rows: Any, person: str) -> Any:
        wanted = rows if self.people is None else rows.filter(**{f"{person}__in": self.people})
        joined = wanted if person == "pk" else wanted.select_related(person)
        return joined.order_by("pk")

    def _holding(self, person: Person) -> Holding:
        return self.by_person.setdefault(person.pk, Holding(person))

    def _mark(self, thing: Case | Engagement) -> None:
        thing.held_as_principal = thing.principal_id == self.user.pk  # type: ignore[union-attr]


def without_stand_in(user: User, first_day: date, last_day: date) -> list[Holding]:
    """Whose people, who have him and not only his name, know nobody else for these days."""
    known = set(
        Introduction.objects.standing_in(user, first_day, last_day).values_list("person", flat=True)
    )
    return [
        each for each in holdings_of(user) if _works(each, user) and each.person.pk not in known
    ]


def _works(holding: Holding, user: User) -> bool:
    hands: Iterable[Case | Engagement] = (*holding.cases, *holding.engagements)
    has_hand = any(user.pk in (each.handler_id, each.answerer_id) for each in hands)
    things = (holding.relationship, holding.promises, holding.stages, holding.parts)
    return has_hand or any(things)
