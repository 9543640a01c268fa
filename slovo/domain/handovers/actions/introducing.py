"""The client is introduced to whoever follows a colleague, or stands in while he is away (R020)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.assigning import refuse_short_brief
from slovo.domain.cases.actions.passing import name_deputy, pass_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.relationships import change_principal, pass_relationship
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.appointments import pass_appointment
from slovo.domain.delivery.actions.stages import name_stage_owner
from slovo.domain.engagements.actions.passing import name_engagement_deputy, pass_engagement
from slovo.domain.handovers.holdings import HANDS, Holding, holdings_of
from slovo.domain.handovers.models import How, Introduction
from slovo.domain.handovers.parts import Passing
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.renegotiating import pass_promise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role, refuse_unless_allowed


class NobodyChosen(Refusal):
    """An introduction is to at least one person for whom something is held."""


class SuccessorRefused(Refusal):
    """Whoever follows is another colleague, here, who answers clients."""


class SuccessorMustBePrincipal(Refusal):
    """Where he answered for the firm, another principal does."""


class NotIntroducedYet(Refusal):
    """The client knows the new name first: when, how and in which words is written down."""


class DaysMissing(Refusal):
    """A stand-in stands in from one day to another."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the client came to know the name, and three lines for whoever bears it."""

    introduced_at: datetime
    how: str
    words: str
    brief: str


@transaction.atomic
def introduce_successor(
    people: Sequence[Person],
    *,
    of: User,
    to: User,
    told: Told,
    by: User,
    at: datetime,
) -> list[Introduction]:
    """For good: all that `of` holds for these people goes to `to`, who knows in three lines why."""
    refuse_unless_allowed("introduce_successor", by)
    held = _held(people, of, to)
    _refuse_unsaid(told, at)
    for holding in held:
        _pass_all(holding, of=of, to=to, brief=told.brief, by=by, at=at)
    return [_written(each.person, of=of, to=to, told=told, by=by, at=at) for each in held]


@transaction.atomic
def introduce_stand_in(
    people: Sequence[Person],
    *,
    of: User,
    to: User,
    days: tuple[date, date],
    told: Told,
    by: User,
    at: datetime,
) -> list[Introduction]:
    """While `of` is away: `to` becomes the deputy in all that he works on for these people."""
    refuse_unless_allowed("introduce_successor", by)
    if days[1] < days[0]:
        raise DaysMissing(_("The last day comes before the first."))
    held = _held(people, of, to)
    _refuse_unsaid(told, at)
    for holding in held:
        for agreed in holding.engagements:
            name_engagement_deputy(agreed, deputy=to, by=by, at=at)
        for case in holding.cases:
            name_deputy(case, deputy=to, brief=told.brief, by=by, at=at)
    said = partial(_written, of=of, to=to, told=told, days=days, by=by, at=at)
    return [said(each.person) for each in held]


def _held(people: Sequence[Person], of: User, to: User) -> list[Holding]:
    held = holdings_of(of, [person.pk for person in people])
    if not held:
        raise NobodyChosen(_("Choose the clients who were introduced."))
    if to.pk == of.pk:
        raise SuccessorRefused(_("Choose another colleague: nobody follows himself."))
    if not to.may("answer_case"):
        raise SuccessorRefused(_("%(name)s cannot answer clients.") % {"name": to.full_name})
    return held


def _refuse_unsaid(told: Told, at: datetime) -> None:
    refuse_short_brief(told.brief)
    if told.introduced_at > at:
        raise NotIntroducedYet(_("The introduction lies ahead. Write it down when it was made."))
    if told.how not in How.values:
        raise NotIntroducedYet(_("Say how the client was introduced."))
    if not told.words.strip():
        raise NotIntroducedYet(_("Write what was said, and what the client said to it."))


def _pass_all(holding: Holding, *, of: User, to: User, brief: str, by: User, at: datetime) -> None:
    if holding.needs_principal and not to.has_role(Role.PRINCIPAL):
        sentence = _("%(of)s answers to %(person)s for the firm: only a principal can follow.")
        names = {"of": of.full_name, "person": holding.person.full_name}
        raise SuccessorMustBePrincipal(sentence % names)
    person = holding.person
    if holding.is_principal:
        change_principal(person, principal=to, by=by, at=at)
    for agreed in holding.engagements:
        pass_engagement(agreed, of=of, to=to, by=by, at=at)
    for part in holding.parts:
        part.pass_on(Passing(of, to, by, at))
    hands = Q(*[(hand, of) for hand in HANDS], _connector=Q.OR)
    keys = [case.pk for case in holding.cases]
    for case in Case.objects.filter(hands, pk__in=keys).order_by("pk"):
        pass_case(case, of=of, to=to, brief=brief, by=by, at=at)
    _pass_work(holding, to=to, by=by, at=at)
    pass_relationship(person, of=of, to=to, by=by, at=at)


def _pass_work(holding: Holding, *, to: User, by: User, at: datetime) -> None:
    for promise in holding.promises:
        pass_promise(promise, to=to, by=by, at=at)
    for stage in holding.stages:
        name_stage_owner(stage, owner=to, by=by, at=at)
    for appointment in holding.appointments:
        pass_appointment(appointment, to=to, by=by, at=at)


def _written(
    person: Person,
    *,
    of: User,
    to: User,
    told: Told,
    days: tuple[date | None, date | None] = (None, None),
    by: User,
    at: datetime,
) -> Introduction:
    made = Introduction.objects.create(
        person=person,
        of=of,
        to=to,
        introduced_at=told.introduced_at,
        how=told.how,
        words=told.words.strip()[:1000],
        brief=told.brief.strip(),
        first_day=days[0],
        last_day=days[1],
        made_at=at,
    )
    record("introduction.made", made, by=by, at=at, person=person.pk, of=of.pk, to=to.pk)
    return made
