"""Where we stop with a client: boundaries, concessions, cases put back, partings."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.html import linebreaks
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.billing.models import Invoice
from slovo.domain.cases.models import Case
from slovo.domain.goodwill.actions.boundaries import lift_boundary, note_breach, set_boundary
from slovo.domain.goodwill.actions.conceding import note_concession
from slovo.domain.goodwill.actions.parting import part_with
from slovo.domain.goodwill.actions.putting_back import put_back
from slovo.domain.goodwill.fairness import outliers, week_before
from slovo.domain.goodwill.models import Boundary, Breach, Concession, Parting, PutBack
from slovo.domain.goodwill.shapes import (
    boundary_as_dict,
    breach_as_dict,
    concession_as_dict,
    parting_as_dict,
    put_back_as_dict,
)
from slovo.domain.staff.rights import Role, refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import load_case
from slovo.interfaces.api.persons import load_person
from slovo.interfaces.api.rules import Cited, cited_version, warned
from slovo.lib import clock

router = Router()
MOST = 200
LATELY = timedelta(days=90)


class NewBoundary(Schema):
    """`reason`: ours alone; the client never reads it."""

    text: str = Field("", max_length=300)
    reason: str = Field("", max_length=2000)


class LiftReason(Schema):
    why: str = Field("", max_length=300)


class PutBackReason(Schema):
    reason: str = Field("", max_length=500)


class NewBreach(Schema):
    """`case`: its reference, if it happened in one."""

    words: str = Field("", max_length=500)
    case: str = ""


class NewConcession(Cited):
    price: Decimal = Field(max_digits=12, decimal_places=2)
    currency: str = Field(min_length=3, max_length=3)
    reason: str = Field("", max_length=500)
    case: str = ""


class NewParting(Cited):
    """`ways_on`: who may help from now on; `text`, the letter, names each of them."""

    reason: str = Field("", max_length=5000)
    text: str = Field("", max_length=20_000)
    ways_on: list[str] = []
    last_invoice: str = Field("", description="its number; empty when there is none")
    last_invoice_words: str = Field("", max_length=300)


@router.get(
    "/persons/{person_id}/boundaries", summary="Where we stop", response=list[dict[str, Any]]
)
def list_boundaries(request: HttpRequest, person_id: int) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    rows = Boundary.objects.visible_to(asker(request)).filter(
        person=load_person(request, person_id)
    )
    return [_bounded(request, row) for row in rows.select_related("set_by").order_by("pk")]


@router.post("/persons/{person_id}/boundaries", summary="Set one", response={201: dict})
def post_boundary(request: HttpRequest, person_id: int, new: NewBoundary) -> Status[dict[str, Any]]:
    person = load_person(request, person_id)
    made = set_boundary(person, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, _bounded(request, made))


@router.post("/boundaries/{boundary_id}/breaches", summary="It was gone over", response={201: dict})
def post_breach(request: HttpRequest, boundary_id: int, new: NewBreach) -> Status[dict[str, Any]]:
    boundary = _boundary(request, boundary_id)
    case, by = _case(request, new.case), asker(request)
    made = note_breach(boundary, words=new.words, case=case, by=by, at=clock.now())
    return Status(201, breach_as_dict(made))


@router.post("/boundaries/{boundary_id}/lift", summary="It holds no more", response=dict)
def lift_one(request: HttpRequest, boundary_id: int, said: LiftReason) -> dict[str, Any]:
    boundary = _boundary(request, boundary_id)
    lifted = lift_boundary(boundary, why=said.why, by=asker(request), at=clock.now())
    return _bounded(request, lifted)


@router.get(
    "/persons/{person_id}/concessions", summary="What we gave in to", response=list[dict[str, Any]]
)
def list_concessions(request: HttpRequest, person_id: int) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    person = load_person(request, person_id)
    rows = Concession.objects.visible_to(asker(request)).filter(person=person)
    return [concession_as_dict(row) for row in rows.select_related("case", "given_by")[:MOST]]


@router.post("/persons/{person_id}/concessions", summary="We gave in", response={201: dict})
def post_concession(
    request: HttpRequest, person_id: int, new: NewConcession
) -> Status[dict[str, Any]]:
    person, rule = load_person(request, person_id), cited_version(new)
    said = new.dict(include={"price", "currency", "reason"}) | {"rule": rule}
    said["case"] = _case(request, new.case)
    made = note_concession(person, **said, by=asker(request), at=clock.now())
    return Status(201, warned(concession_as_dict(made), rule))


@router.post("/cases/{ref}/put-back", summary="Put it behind the others", response={201: dict})
def post_put_back(request: HttpRequest, ref: str, said: PutBackReason) -> Status[dict[str, Any]]:
    """Its owner hears of it, the second time the principals do, the third is theirs alone."""
    case = load_case(request, ref)
    made = put_back(case, reason=said.reason, by=asker(request), at=clock.now())
    return Status(201, put_back_as_dict(made))


@router.get("/fairness", summary="Who waits longer than others", response=dict)
def show_fairness(request: HttpRequest) -> dict[str, Any]:
    """As of this Monday; `waits` in seconds until the first answer, in the middle."""
    refuse_unless_allowed("see_cases", asker(request))
    user, at = asker(request), clock.now()
    until = week_before(at)
    rows = PutBack.objects.visible_to(user).filter(put_at__gte=at - LATELY)
    return {
        "as_of": until.isoformat(),
        "waits": [
            {
                "person": wait.person.pk,
                "class": wait.service_class.name,
                "cases": wait.count,
                "median": wait.median,
                "of_class": wait.of_class,
                "ratio": round(wait.ratio, 2),
            }
            for wait in outliers(Case.objects.visible_to(user), until)
        ],
        "put_back": [put_back_as_dict(row) for row in rows.select_related("case", "put_by")[:MOST]],
    }


@router.get("/partings", summary="With whom we parted", response=list[dict[str, Any]])
def list_partings(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    return [parted(request, row) for row in _partings(request)[:MOST]]


@router.post("/persons/{person_id}/part", summary="Part politely", response={201: dict})
def post_parting(request: HttpRequest, person_id: int, new: NewParting) -> Status[dict[str, Any]]:
    person, rule = load_person(request, person_id), cited_version(new)
    said = new.dict(include={"reason", "ways_on", "last_invoice_words"}) | {"rule": rule}
    said["html"] = linebreaks(new.text, autoescape=True)
    said["last_invoice"] = _invoice(person.pk, new.last_invoice)
    made = part_with(person, **said, by=asker(request), at=clock.now())
    return Status(201, warned(parted(request, made), rule))


def _bounded(request: HttpRequest, boundary: Boundary) -> dict[str, Any]:
    seen = Breach.objects.visible_to(asker(request)).filter(boundary=boundary)
    return boundary_as_dict(boundary, list(seen.select_related("case", "noted_by").order_by("pk")))


def _boundary(request: HttpRequest, boundary_id: int) -> Boundary:
    rows = Boundary.objects.visible_to(asker(request)).select_related("set_by", "person")
    found = rows.filter(pk=boundary_id).first()
    if found is None:
        raise Http404
    return found


def _case(request: HttpRequest, ref: str) -> Case | None:
    return load_case(request, ref) if ref.strip() else None


def _invoice(person_id: int, number: str) -> Invoice | None:
    if not number.strip():
        return None
    found = Invoice.objects.issued().filter(person=person_id, number=number.strip()).first()
    if found is None:
        raise Http404
    return found


def _partings(request: HttpRequest) -> Any:
    rows = Parting.objects.visible_to(asker(request))
    return rows.select_related(
        "case__service_class__calendar",
        "rule__rule",
        "last_invoice",
        "parted_by",
        "told_by",
        "letter__delivery",
    )


def load_parting(request: HttpRequest, parting_id: int) -> Parting:
    found: Parting | None = _partings(request).filter(pk=parting_id).first()
    if found is None:
        raise Http404
    return found


def parted(request: HttpRequest, parting: Parting) -> dict[str, Any]:
    return parting_as_dict(parting, shows_reason=asker(request).has_role(Role.PRINCIPAL))
