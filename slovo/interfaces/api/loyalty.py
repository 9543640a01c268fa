"""The five facts of a client's loyalty, and the signs that colleagues note."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.loyalty.actions.signs import Seen, correct_sign, drop_sign, note_sign
from slovo.domain.loyalty.card import loyalty_of
from slovo.domain.loyalty.models import Sign
from slovo.domain.loyalty.shapes import loyalty_as_dict, sign_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.organisations import load_organisation
from slovo.interfaces.api.persons import load_person
from slovo.lib import clock

router = Router()


class SeenSign(Schema):
    """A price: `occasion` (raised, rival) and `reaction` (stayed, asked, bargained, left).

    A share of wallet: `words` of the client, `source`, and `percent` if a figure was named.
    A referral: `referred`, the id of a person, or `organisation`, that of an organisation.
    """

    happened_on: date
    occasion: str = ""
    reaction: str = ""
    percent: int | None = None
    referred: int | None = None
    organisation: int | None = None
    words: str = Field("", max_length=300)
    source: str = Field("", max_length=200)
    level: str = ""


class NewSign(SeenSign):
    """`kind`: price, share or referral."""

    kind: str


@router.get("/persons/{person_id}/loyalty", summary="Show the five facts of loyalty")
def show_loyalty(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """What nobody knows is null."""
    person = load_person(request, person_id)
    return loyalty_as_dict(loyalty_of(person, asker(request), clock.now()))


@router.post("/persons/{person_id}/signs", summary="Note a sign of loyalty", response={201: dict})
def post_sign(request: HttpRequest, person_id: int, said: NewSign) -> Status[dict[str, Any]]:
    person, by = load_person(request, person_id), asker(request)
    made = note_sign(person, kind=said.kind, seen=_seen(request, said), by=by, at=clock.now())
    return Status(201, sign_as_dict(made))


@router.put("/persons/{person_id}/signs/{sign_id}", summary="Correct a sign of loyalty")
def put_sign(request: HttpRequest, person_id: int, sign_id: int, said: SeenSign) -> dict[str, Any]:
    sign = _load_sign(request, person_id, sign_id)
    by, at = asker(request), clock.now()
    return sign_as_dict(correct_sign(sign, seen=_seen(request, said), by=by, at=at))


@router.delete(
    "/persons/{person_id}/signs/{sign_id}",
    summary="Take a sign of loyalty back",
    response={204: None},
)
def delete_sign(request: HttpRequest, person_id: int, sign_id: int) -> Status[None]:
    drop_sign(_load_sign(request, person_id, sign_id), by=asker(request), at=clock.now())
    return Status(204, None)


def _load_sign(request: HttpRequest, person_id: int, sign_id: int) -> Sign:
    refuse_unless_allowed("note_sign", asker(request))
    visible = Sign.objects.visible_to(asker(request)).standing().select_related("noted_by")
    sign = visible.filter(person=load_person(request, person_id), pk=sign_id).first()
    if sign is None:
        raise Http404
    return sign


def _seen(request: HttpRequest, said: SeenSign) -> Seen:
    firm = load_organisation(request, said.organisation) if said.organisation else None
    person = load_person(request, said.referred) if said.referred else None
    sides = said.dict(exclude={"kind", "referred", "organisation"})
    return Seen(**sides, referred=person, organisation=firm)
