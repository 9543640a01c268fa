"""A parting on its way: told, written again, the records made, given, and their link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from slovo.domain.goodwill.actions.exporting import revoke_records, send_records
from slovo.domain.goodwill.actions.reaching import (
    hand_records,
    tell_parting,
    write_parting_again,
)
from slovo.domain.goodwill.export import refuse_unless_readable
from slovo.domain.goodwill.wordings import records_name
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.partings import load_parting, parted
from slovo.interfaces.api.words import File, enclosed
from slovo.lib import clock
from slovo.web.downloads import download

router = Router()


class ToldOfParting(Schema):
    """`way`: phone, in_person or paper; `note`: what was said, or how it was sent."""

    way: str
    note: str = Field("", max_length=5000)
    file: File | None = None


class Handed(Schema):
    note: str = Field("", max_length=2000)


@router.post("/partings/{parting_id}/send", summary="Send the link again", response=dict)
def send_link(request: HttpRequest, parting_id: int) -> dict[str, Any]:
    parting = load_parting(request, parting_id)
    return parted(request, send_records(parting, by=asker(request), at=clock.now()))


@router.post("/partings/{parting_id}/revoke", summary="Take the link back", response=dict)
def revoke_link_of_parting(request: HttpRequest, parting_id: int) -> dict[str, Any]:
    parting = load_parting(request, parting_id)
    return parted(request, revoke_records(parting, by=asker(request), at=clock.now()))


@router.post("/partings/{parting_id}/told", summary="Told by voice or on paper", response=dict)
def tell_of_parting(request: HttpRequest, parting_id: int, said: ToldOfParting) -> dict[str, Any]:
    """The records are made from now on."""
    parting = load_parting(request, parting_id)
    sides = said.dict() | {"file": enclosed(said.file)}
    return parted(request, tell_parting(parting, **sides, by=asker(request), at=clock.now()))


@router.post("/partings/{parting_id}/again", summary="Send the letter again", response=dict)
def send_parting_again(request: HttpRequest, parting_id: int) -> dict[str, Any]:
    """To the address that works now; refused when the client knows."""
    parting = load_parting(request, parting_id)
    return parted(request, write_parting_again(parting, by=asker(request), at=clock.now()))


@router.post("/partings/{parting_id}/handed", summary="The records were handed over", response=dict)
def say_handed(request: HttpRequest, parting_id: int, said: Handed) -> dict[str, Any]:
    parting = load_parting(request, parting_id)
    done = hand_records(parting, note=said.note, by=asker(request), at=clock.now())
    return parted(request, done)


@router.get("/partings/{parting_id}/records", summary="All that is the client’s, as a file")
def show_records(request: HttpRequest, parting_id: int) -> HttpResponse:
    refuse_unless_allowed("part_with", asker(request))
    parting = load_parting(request, parting_id)
    refuse_unless_readable(parting, asker(request))
    return _file(parting.export_file, records_name(parting))


@router.get("/partings/{parting_id}/proof", summary="What shows that the client was told")
def show_parting_proof(request: HttpRequest, parting_id: int) -> HttpResponse:
    refuse_unless_allowed("part_with", asker(request))
    parting = load_parting(request, parting_id)
    return _file(parting.file, parting.name)


def _file(path: str, name: str) -> HttpResponse:
    if not path:
        raise Http404
    return download(path, name)
