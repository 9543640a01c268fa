"""People from a file and into one: the same two steps as on the pages."""

from base64 import b64decode
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.clients.actions.exporting import export_people
from slovo.domain.clients.actions.importing import (
    choose_in_draft_import,
    draft_import,
    drop_draft_import,
    map_draft_import,
)
from slovo.domain.clients.actions.taking_in import import_people
from slovo.domain.clients.actions.undoing import undo_import
from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.importing.matching import Match
from slovo.domain.clients.importing.planning import Plan
from slovo.domain.clients.importing.reading import FileNotUnderstood
from slovo.domain.clients.models import Import
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.persons import visible_persons
from slovo.lib import clock

router = Router()
Choice = Literal["same", "new", "skip"]


class FileGiven(Schema):
    """`content`: vCard or CSV in base64."""

    name: str = Field(max_length=200)
    content: str


class Said(Schema):
    """`mapping`: place of a column, from 0 → what it says; `choices`: line → what to do."""

    mapping: dict[str, str] | None = None
    choices: dict[str, Choice] = {}
    otherwise: Literal["same", "new", "skip", ""] = ""


class RowShape(Schema):
    """`adds`: what a known person would gain; `person`: whom the row means, if he is here.

    `doubts`: what is no mail address or number, and goes to the note.
    """

    line: int
    what: Literal["new", "known", "perhaps", "refused"]
    name: str
    person: int | None
    reasons: list[str]
    adds: list[tuple[str, str]]
    doubts: list[str]
    choice: str
    why: str


class ImportShape(Schema):
    """While it is a draft `rows` say what would happen; afterwards there are counts."""

    id: int
    name: str
    at: AwareDatetime
    head: list[str]
    mapping: dict[str, str]
    ended_at: AwareDatetime | None
    undone_at: AwareDatetime | None
    added: int
    completed: int
    refused: list[tuple[int, str]]
    rows: list[RowShape]


class StayedShape(Schema):
    id: int
    full_name: str


@router.post("/imports", summary="Read a file of people", response={201: ImportShape})
def read_file(request: HttpRequest, given: FileGiven) -> Status[dict[str, Any]]:
    """Nobody is added yet."""
    refuse_unless_allowed("import_people", asker(request))
    try:
        content = b64decode(given.content, validate=True)
    except ValueError as fault:
        raise FileNotUnderstood(_("The file is not in base64.")) from fault
    return Status(
        201, _shape(draft_import(name=given.name, content=content, **_by(request)), request)
    )


@router.get("/imports/{int:import_id}", summary="Show an import of people", response=ImportShape)
def show_import(request: HttpRequest, import_id: int) -> dict[str, Any]:
    return _shape(_load(request, import_id), request)


@router.patch("/imports/{int:import_id}", summary="Decide about an import", response=ImportShape)
def decide_import(request: HttpRequest, import_id: int, said: Said) -> dict[str, Any]:
    draft = _load(request, import_id)
    if said.mapping is not None:
        map_draft_import(draft, mapping=said.mapping, **_by(request))
    told: dict[str, Any] = {"choices": said.choices, "otherwise": said.otherwise}
    choose_in_draft_import(draft, **told, **_by(request))
    return show_import(request, import_id)


@router.post("/imports/{int:import_id}/take-in", summary="Take the people in", response=ImportShape)
def take_in_import(request: HttpRequest, import_id: int) -> dict[str, Any]:
    draft = _load(request, import_id)
    while draft.ended_at is None:
        draft = import_people(draft, **_by(request))
    return _shape(draft, request)


@router.post(
    "/imports/{int:import_id}/undo", summary="Take an import back", response=list[StayedShape]
)
def undo_import_of_people(request: HttpRequest, import_id: int) -> list[dict[str, Any]]:
    """Who is answered stays, because something happened since."""
    stayed = undo_import(_load(request, import_id), **_by(request))
    return [{"id": person.pk, "full_name": person.full_name} for person in stayed]


@router.delete("/imports/{int:import_id}", summary="Throw a file away", response={204: None})
def drop_import(request: HttpRequest, import_id: int) -> Status[None]:
    drop_draft_import(_load(request, import_id), **_by(request))
    return Status(204, None)


@router.get("/export/persons", summary="Persons as vCard or CSV")
def export_persons(request: HttpRequest, form: Literal["vcf", "csv"] = "csv") -> HttpResponse:
    people = visible_persons(request)
    written = export_people(people, form=form, **_by(request))  # type: ignore[arg-type]
    kind = "text/vcard" if form == "vcf" else "text/csv"
    return HttpResponse(written.encode(), content_type=f"{kind}; charset=utf-8")


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": asker(request), "at": clock.now()}


def _load(request: HttpRequest, import_id: int) -> Import:
    refuse_unless_allowed("import_people", asker(request))
    found = Import.objects.visible_to(asker(request)).filter(pk=import_id).first()
    if found is None:
        raise Http404
    return found


def _shape(draft: Import, request: HttpRequest) -> dict[str, Any]:
    if draft.ended_at is None:
        index_everybody(**_by(request))
    counts = draft.as_counts()
    return {
        "id": draft.pk,
        "name": draft.name,
        "at": draft.at,
        "head": draft.source.get("head", []),
        "mapping": draft.mapping,
        "ended_at": draft.ended_at,
        "undone_at": draft.undone_at,
        "added": counts["added"],
        "completed": counts["completed"],
        "refused": draft.refused,
        "rows": [] if draft.ended_at else [_row(row) for row in Plan(draft).rows],
    }


def _row(row: Match) -> dict[str, Any]:
    return {
        "line": row.entry.line,
        "what": row.fate.value,
        "name": row.entry.full_name,
        "person": row.face.key if row.face and row.face.key > 0 else None,
        "reasons": list(row.reasons),
        "adds": list(row.adds),
        "doubts": row.entry.doubts,
        "choice": row.choice,
        "why": row.why,
    }
