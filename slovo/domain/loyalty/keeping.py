"""Whose client somebody is: each belongs to one colleague, so that somebody remembers him."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person, Relationship
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User


def people_of(user: User) -> QuerySet[Person]:
    """Who turns to him first; else whose last case he answers, else for whom he is principal.

    Only people with a matter, open or past.
    """
    mine = Q(pk__in=_trust_first(user)) | Q(pk__in=_answered(user)) | Q(pk__in=_principally(user))
    has_case = Exists(Case.objects.filter(person=OuterRef("pk")))
    has_agreement = Exists(Engagement.objects.filter(person=OuterRef("pk")))
    return Person.objects.filter(mine).filter(has_case | has_agreement).order_by("full_name", "pk")


def owner_of(person: Person) -> User | None:
    """The colleague whose list he stands on."""
    first = person.relationships.running().select_related("user").order_by("since", "pk").first()
    if first:
        return first.user
    cases = person.cases.filter(answerer__isnull=False).select_related("answerer")
    last = cases.order_by("-opened_at", "-pk").first()
    return last.answerer if last else person.principal


def _trust_first(user: User) -> QuerySet[Any, Any]:
    mine = Relationship.objects.running().filter(user=user)
    longer = Q(since__lt=OuterRef("since")) | Q(since=OuterRef("since"), pk__lt=OuterRef("pk"))
    others = Relationship.objects.running().filter(longer, person=OuterRef("person"))
    return mine.filter(~Exists(others)).order_by().values_list("person")


def _free() -> QuerySet[Person]:
    """Those who trust nobody here in particular."""
    running = Relationship.objects.running().filter(person=OuterRef("pk"))
    return Person.objects.filter(~Exists(running)).order_by()


def _answered(user: User) -> QuerySet[Any, Any]:
    cases = Case.objects.filter(person=OuterRef("pk"), answerer__isnull=False)
    last = Subquery(cases.order_by("-opened_at", "-pk").values("answerer")[:1])
    asked = Case.objects.filter(answerer=user).order_by().values("person")
    return _free().filter(pk__in=asked).alias(last=last).filter(last=user.pk).values_list("pk")


def _principally(user: User) -> QuerySet[Any, Any]:
    answered = Case.objects.filter(person=OuterRef("pk"), answerer__isnull=False)
    return _free().filter(~Exists(answered), principal=user).values_list("pk")
