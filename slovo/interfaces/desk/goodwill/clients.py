"""How far we go with one client: boundaries, what went over them, what we gave in to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

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

SHOWN = 6


def goodwill_of(person: Person, user: User, voice: Voice) -> dict[str, Any]:
    """The strip on a client's page."""
    given = Concession.objects.visible_to(user).filter(person=person)
    seen = Breach.objects.visible_to(user).filter(boundary__person=person)
    boundaries = Boundary.objects.visible_to(user).standing().filter(person=person)
    breaches: dict[int, list[Breach]] = {}
    for breach in seen.select_related("noted_by", "case").order_by("-noted_at", "-pk"):
        breaches.setdefault(breach.boundary_id, []).append(breach)
    burden = Burden.objects.visible_to(user).filter(person=person).select_related("month")
    latest = burden.prefetch_related("borne__user").order_by("-month__month", "-pk").first()
    parted = Parting.objects.visible_to(user).filter(person=person).order_by("-pk").first()
    return {
        "boundaries": [
            {"boundary": row, "breaches": breaches.get(row.pk, [])}
            for row in boundaries.select_related("set_by").order_by("set_at", "pk")
        ],
        "concessions": [
            concession_row(row, voice) for row in given.select_related("given_by")[:SHOWN]
        ],
        "in_a_year": len(concessions_of(person.pk, voice.now)),
        "calls_at": CALLS_AT,
        "burden": burden_row(latest, voice) if latest else None,
        "parting": parted,
        "may_set": user.may("set_boundary"),
        "may_part": user.may("part_with"),
    }


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
