from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from slovo.domain.clients.actions.people import NameMissing, NoPrincipal, save_person
from slovo.domain.clients.models import Person
from slovo.domain.clients.shapes import person_as_dict
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api import answers
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague
from slovo.interfaces.api.words import PersonChange
from slovo.lib import clock

router = Router()
SIDES = ("full_name", "called", "language", "zone", "phone", "note")


class PageAsked(Schema):
    """In the order of their making; `next` of a page is `after` of the page that follows it."""

    q: str = Field("", description="in the name, or a whole mail address")
    after: int = 0
    limit: int = Field(50, ge=1, le=200)


@router.get("/persons", summary="List persons", response=answers.Page[answers.PersonShape])
def list_persons(request: HttpRequest, page: Query[PageAsked]) -> dict[str, Any]:
    persons = visible_persons(request).filter(pk__gt=page.after)
    if page.q.strip():
        words = page.q.strip()
        persons = persons.filter(Q(full_name__icontains=words) | Q(addresses__email=words.lower()))
    rows = list(persons.distinct().order_by("pk")[: page.limit + 1])
    shown = rows[: page.limit]
    following = shown[-1].pk if len(rows) > page.limit else None
    return {"items": [person_as_dict(person) for person in shown], "next": following}


@router.get("/persons/{person_id}", summary="Show a person", response=answers.PersonShape)
def show_person(request: HttpRequest, person_id: int) -> dict[str, Any]:
    return person_as_dict(load_person(request, person_id))


@router.post("/persons", summary="Add a person", response={201: answers.PersonShape})
def add_person(request: HttpRequest, new: PersonChange) -> Status[dict[str, Any]]:
    if not new.full_name:
        raise NameMissing(_("Write the name of the person."))
    person = save_person(
        None,
        **{side: getattr(new, side) or "" for side in SIDES},
        emails=new.emails or (),
        principal=principal_of(request, new, next(iter(principals()), None)),
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, show_person(request, person.pk))


@router.patch("/persons/{person_id}", summary="Change a person", response=answers.PersonShape)
def change_person(request: HttpRequest, person_id: int, change: PersonChange) -> dict[str, Any]:
    """What is left out stays as it is; `emails` is the whole list."""
    person = load_person(request, person_id)
    told = {side: getattr(change, side) for side in SIDES}
    save_person(
        person,
        **{side: getattr(person, side) if told[side] is None else told[side] for side in SIDES},
        emails=change.emails,
        principal=principal_of(request, change, person.principal),
        by=asker(request),
        at=clock.now(),
    )
    return show_person(request, person_id)


def principal_of(request: HttpRequest, said: PersonChange, otherwise: User | None) -> User | None:
    """Every client has one: who names nobody is refused (R004)."""
    if said.principal is None:
        return otherwise
    if not said.principal.strip():
        raise NoPrincipal(_("Choose the principal who answers to this person for the firm."))
    return colleague(request, said.principal)


def visible_persons(request: HttpRequest) -> QuerySet[Person]:
    refuse_unless_allowed("see_cases", asker(request))
    everybody = Person.objects.visible_to(asker(request)).select_related("principal")
    return everybody.prefetch_related("addresses", "standings__organisation")


def load_person(request: HttpRequest, person_id: int) -> Person:
    """Whoever turned out to be another is that other."""
    refuse_unless_allowed("see_cases", asker(request))
    known = Person.objects.filter(pk=person_id).first()
    person = visible_persons(request).filter(pk=known.kept.pk).first() if known else None
    if person is None:
        raise Http404
    return person
