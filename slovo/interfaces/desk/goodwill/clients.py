"""How far we go with one client: boundaries, what went over them, what we gave in to."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.confidence import shown
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.actions.boundaries import lift_boundary, note_breach, set_boundary
from slovo.domain.goodwill.actions.conceding import CALLS_AT, note_concession
from slovo.domain.goodwill.models import Boundary, Breach, Burden, Concession, Parting
from slovo.domain.goodwill.past import concessions_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.goodwill.forms import BoundaryForm, BreachForm, ConcessionForm, WhyForm
from slovo.interfaces.desk.goodwill.pages import form_page
from slovo.interfaces.desk.goodwill.rows import burden_row, concession_row
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.lib.prepared import PreparedModels

SHOWN = 6


def goodwill_of(person: Person, user: User, voice: Voice) -> dict[str, Any]:
    """The strip on a client's page."""
    boundaries = _BOUNDARIES(person=person.pk)
    breaches: dict[int, list[Breach]] = {}
    for breach in shown(_BREACHES, user, person=person.pk) if boundaries else ():
        breaches.setdefault(breach.boundary_id, []).append(breach)
    given = shown(_GIVEN, user, person=person.pk)[:SHOWN]
    latest = next(iter(_BURDENS(person=person.pk) if user.may("see_burden") else ()), None)
    prefetch_related_objects([latest] if latest else [], "borne__user")
    parted = shown(_PARTED, user, person=person.pk)
    return {
        "boundaries": [
            {"boundary": row, "breaches": breaches.get(row.pk, [])} for row in boundaries
        ],
        "concessions": [concession_row(row, voice) for row in given],
        "in_a_year": len(concessions_of(person.pk, voice.now)),
        "calls_at": CALLS_AT,
        "burden": burden_row(latest, voice) if latest else None,
        "parting": parted[0] if parted else None,
        "may_set": user.may("set_boundary"),
        "may_part": user.may("part_with"),
    }


_BOUNDARIES = PreparedModels(
    Boundary,
    lambda person: (
        Boundary.objects.standing()
        .filter(person=person)
        .select_related("set_by")
        .order_by("set_at", "pk")
    ),
)
_BREACHES = PreparedModels(
    Breach,
    lambda person: (
        Breach.objects.filter(boundary__person=person)
        .select_related("noted_by", "case")
        .order_by("-noted_at", "-pk")
    ),
)
_GIVEN = PreparedModels(
    Concession, lambda person: Concession.objects.filter(person=person).select_related("given_by")
)
_BURDENS = PreparedModels(
    Burden,
    lambda person: (
        Burden.objects.filter(person=person)
        .select_related("month")
        .order_by("-month__month", "-pk")[:1]
    ),
)
_PARTED = PreparedModels(
    Parting, lambda person: Parting.objects.filter(person=person).order_by("-pk")
)


@for_desk("set_boundary")
def bound(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    return form_page(
        request,
        BoundaryForm(typed(request)),
        lambda **said: set_boundary(person, **said, by=reader(request), at=clock.now()),
        title=_("Where we stop"),
        lede=_("Everybody has limits, and a client who knows them is served better."),
        button=_("Set it"),
        done=_("The boundary is set."),
        back=("person-show", person.pk),
        person=person,
    )


@for_desk("note_breach")
def breach(request: HttpRequest, boundary_id: int) -> HttpResponse:
    boundary, user = _boundary(request, boundary_id), reader(request)
    return form_page(
        request,
        BreachForm(boundary.person, user, typed(request)),
        lambda **said: note_breach(boundary, **said, by=user, at=clock.now()),
        title=_("The client went over it"),
        lede=boundary.text,
        button=_("Write it down"),
        done=_("It is written down."),
        back=("person-show", boundary.person_id),
        person=boundary.person,
    )


@for_desk("set_boundary")
def lift(request: HttpRequest, boundary_id: int) -> HttpResponse:
    boundary = _boundary(request, boundary_id)
    return form_page(
        request,
        WhyForm(typed(request)),
        lambda why: lift_boundary(boundary, why=why, by=reader(request), at=clock.now()),
        title=_("It holds no more"),
        lede=boundary.text,
        button=_("Lift it"),
        done=_("The boundary is lifted."),
        back=("person-show", boundary.person_id),
        person=boundary.person,
    )


@for_desk("decide_ruling")
def concede(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    return form_page(
        request,
        ConcessionForm(typed(request)),
        lambda **said: note_concession(person, **said, by=reader(request), at=clock.now()),
        title=_("We gave in"),
        lede=_("Though the client was wrong. The third within twelve months calls a principal."),
        button=_("Write it down"),
        done=_("It is written down."),
        back=("person-show", person.pk),
        person=person,
    )


def _boundary(request: HttpRequest, boundary_id: int) -> Boundary:
    rows = Boundary.objects.visible_to(reader(request)).select_related("person")
    return get_object_or_404(rows, pk=boundary_id)
