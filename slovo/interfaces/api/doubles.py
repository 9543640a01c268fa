"""Who stands in the house twice, and the merger of two persons."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from slovo.domain.clients.actions.indexing import index_people
from slovo.domain.clients.actions.merging import merge_people, tell_apart, undo_merger
from slovo.domain.clients.doubles import doubles
from slovo.domain.clients.models import Merger, Person
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()
MOST = 200


class DoubleShape(Schema):
    """Two persons by number, and why they may be one; the likeliest pair is first."""

    one: int
    other: int
    reasons: list[Literal["phone", "address", "name", "scripts", "organisation"]]


class Two(Schema):
    one: int
    other: int


class MergeGiven(Schema):
    """Who becomes part of the person in the path."""

    gone: int


class MergerShape(Schema):
    """`moved`: how many rows of each kind are the kept person's now."""

    id: int
    kept: int
    gone: int
    at: AwareDatetime
    moved: dict[str, int]


class LeftShape(Schema):
    """What could not be put back, because it changed since."""

    model: str
    count: int


@router.get("/doubles", summary="List persons who may be one", response=list[DoubleShape])
def list_doubles(request: HttpRequest) -> list[dict[str, Any]]:
    """Whoever is new is compared at the next calls, or by the keeper, three hundred at a time."""
    refuse_unless_allowed("merge_people", asker(request))
    index_people(by=asker(request), at=clock.now())
    return [
        {"one": pair.one, "other": pair.other, "reasons": sorted(pair.reasons)}
        for pair in doubles()[:MOST]
    ]


@router.post("/doubles/apart", summary="Say that two are not the same", response={204: None})
def say_apart(request: HttpRequest, two: Two) -> Status[None]:
    refuse_unless_allowed("merge_people", asker(request))
    tell_apart(_load(two.one), _load(two.other), by=asker(request), at=clock.now())
    return Status(204, None)


@router.post(
    "/persons/{person_id}/merge", summary="Merge another person into this", response=MergerShape
)
def merge_persons(request: HttpRequest, person_id: int, given: MergeGiven) -> dict[str, Any]:
    refuse_unless_allowed("merge_people", asker(request))
    kept, gone = _load(person_id), _load(given.gone)
    merger = merge_people(kept, gone, by=asker(request), at=clock.now())
    moved = {named: len(keys) for named, keys in merger.moved.items()}
    two = {"kept": merger.kept_id, "gone": merger.gone_id}
    return {"id": merger.pk, **two, "at": merger.at, "moved": moved}


@router.post("/mergers/{merger_id}/undo", summary="Undo a merger", response=list[LeftShape])
def undo_merge(request: HttpRequest, merger_id: int) -> list[dict[str, Any]]:
    refuse_unless_allowed("merge_people", asker(request))
    merger = Merger.objects.visible_to(asker(request)).filter(pk=merger_id).first()
    if merger is None:
        raise Http404
    left = undo_merger(merger, by=asker(request), at=clock.now())
    return [{"model": each.model, "count": each.count} for each in left]


def _load(pk: int) -> Person:
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person
