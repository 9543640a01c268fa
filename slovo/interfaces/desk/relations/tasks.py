"""What we do not know yet about clients: tasks of the morning list, done by learning it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Detail, Relationship, Responsibility
from slovo.domain.clients.models.detail import HOLDS_FOR
from slovo.domain.engagements.models import Engagement
from slovo.domain.goodwill.models import BoundaryTalk
from slovo.domain.goodwill.wordings import talk_subject
from slovo.domain.staff.models import User
from slovo.interfaces.desk.seldom import Seldom
from slovo.lib import clock
from slovo.lib.prepared import Prepared

MOST = 8
STRANGE_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Task:
    """What to learn, about whom, and where it is said."""

    words: str
    about: str
    url: str


def tasks_of(user: User, whose: str, there: Seldom) -> list[Task]:
    """The first few; `mine` are those that he himself found missing."""
    if not user.may("name_responsible"):
        return []
    talks = _talks(user) if there.talks else []
    unnamed = _unnamed(user, whose) if there.unknown else []
    return [*talks, *unnamed, *_reviews(user), *_strange_businesses(user)][:MOST]


def _talks(user: User) -> list[Task]:
    """Clients with whom a principal is to talk about where we stop."""
    if not user.may("hold_boundary_talk"):
        return []
    # In one question with the clients SQLite would read all of them: of a table that was empty
    # when it last looked it believes that it is the longer one.
    waiting = BoundaryTalk.objects.open().prefetch_related("person").order_by("called_at", "pk")
    return [
        Task(talk_subject(talk, user.language), talk.person.full_name, reverse("goodwill-list"))
        for talk in waiting[:MOST]
    ]


def _unnamed(user: User, whose: str) -> list[Task]:
    rows = _UNKNOWN_TO(user=user.pk) if whose == "mine" else _UNKNOWN()
    return [
        Task(
            words=_("Learn who answers for “%(topic)s”") % {"topic": topic},
            about=organisation,
            url=reverse("organisation-responsible", args=[organisation_id, topic_id]),
        )
        for organisation_id, organisation, topic_id, topic in rows
    ]


def _unknown(user: int = 0) -> Any:
    rows = Responsibility.objects.unknown()
    mine = rows.filter(wanted_by=user) if user else rows
    return mine.values_list("organisation_id", "organisation__name", "topic_id", "topic__name")[
        :MOST
    ]


def _reviews(user: User) -> list[Task]:
    """Details of his own people that nobody has looked at for two years."""
    rows = _TO_REVIEW(user=user.pk, now=clock.now() - HOLDS_FOR)
    return [
        Task(_("Is it still true? “%(text)s”") % {"text": text}, name, _person(person))
        for person, name, text in rows
    ]


def _strange_businesses(user: User) -> list[Task]:
    """Organisations he has worked for two months and more, and nobody wrote how they work."""
    rows = _STRANGE(user=user.pk, at=clock.now() - STRANGE_AFTER)
    names: dict[int, str] = dict(rows)
    return [
        Task(_("Learn how their business works"), name, _business(organisation))
        for organisation, name in names.items()
    ]


def _person(pk: int) -> str:
    return reverse("person-show", args=[pk])


def _business(pk: int) -> str:
    return reverse("organisation-profile", args=[pk])


def _to_review(user: int, now: datetime) -> Any:
    trusted = Relationship.objects.running().filter(user=user).values("person")
    old = Detail.objects.filter(confirmed_at__lte=now, level="", person__in=trusted)
    rows = old.order_by("confirmed_at", "pk")
    return rows.values_list("person_id", "person__full_name", "text")[:MOST]


def _strange(user: int, at: datetime) -> Any:
    running = Engagement.objects.filter(
        handler=user, ended_at=None, signed_at__lte=at, organisation__isnull=False
    )
    strange = running.filter(organisation__profile=None).order_by("signed_at", "pk")
    return strange.values_list("organisation_id", "organisation__name")[:MOST]


_TO_REVIEW, _STRANGE = Prepared(_to_review), Prepared(_strange)
_UNKNOWN, _UNKNOWN_TO = Prepared(_unknown), Prepared(_unknown)
