"""Looking into a complaint: proofs, facts, both causes and their tree."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.complaints.actions.causes import draw_tree, find_cause
from slovo.domain.complaints.actions.inquiring import (
    add_evidence,
    add_fact,
    begin_inquiry,
    drop_fact,
    tick_evidence,
)
from slovo.domain.complaints.inquiry_shapes import (
    evidence_as_dict,
    fact_as_dict,
    inquiry_as_dict,
)
from slovo.domain.complaints.models import Complaint, Evidence, Fact
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import cause_named
from slovo.interfaces.api.words import File, enclosed
from slovo.lib import clock
from slovo.web.downloads import download

router = Router()
RELATED = ("case__person", "case__service_class__calendar", "person", "owner", "about__person")


class About(Schema):
    topic: str = Field(description="money, silence, work, conduct, access or other")


class Tick(Schema):
    """`state`: seen, none, or empty to take it back."""

    state: str = ""
    note: str = Field("", max_length=500)
    link: str = Field("", max_length=500)
    file: File | None = None


class Proof(Schema):
    text: str = Field(max_length=200)


class NewFact(Schema):
    happened_at: AwareDatetime
    text: str = Field(max_length=1000)
    source: str = Field(max_length=200)
    file: File | None = None


class Causes(Schema):
    """Both by their codes."""

    stated_cause: str
    real_cause: str
    real_reason: str = Field(max_length=2000)


class Tree(Schema):
    """`whys` in a row; `bones`: branch to findings."""

    whys: list[str] = Field([], max_length=7)
    bones: dict[str, list[str]] = {}


def load_complaint(request: HttpRequest, number: int) -> Complaint:
    visible = Complaint.objects.visible_to(asker(request)).select_related(*RELATED)
    found = visible.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def now_is(request: HttpRequest, number: int) -> dict[str, Any]:
    return inquiry_as_dict(load_complaint(request, number), asker(request))


@router.get(
    "/complaints/{complaint_number}/inquiry", summary="Show all that is known", response=dict
)
def show_inquiry(request: HttpRequest, complaint_number: int) -> dict[str, Any]:
    return now_is(request, complaint_number)


@router.post(
    "/complaints/{complaint_number}/topic", summary="Lay out the list of proofs", response=dict
)
def name_topic(request: HttpRequest, complaint_number: int, said: About) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    begin_inquiry(complaint, topic=said.topic, by=asker(request), at=clock.now())
    return now_is(request, complaint_number)


@router.post(
    "/complaints/{complaint_number}/evidence",
    summary="Put one more proof on the list",
    response={201: dict},
)
def add_proof(request: HttpRequest, complaint_number: int, said: Proof) -> Status[dict[str, Any]]:
    complaint = load_complaint(request, complaint_number)
    made = add_evidence(complaint, text=said.text, by=asker(request), at=clock.now())
    return Status(201, evidence_as_dict(made))


@router.get(
    "/complaints/{complaint_number}/evidence/{evidence_id}/file", summary="The file of a proof"
)
def show_proof_file(request: HttpRequest, complaint_number: int, evidence_id: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    found = complaint.evidence.filter(pk=evidence_id).exclude(file="").first()
    if found is None:
        raise Http404
    return download(found.file, found.name)


@router.post(
    "/complaints/{complaint_number}/evidence/{evidence_id}",
    summary="Say that a proof is seen, or that none exists",
    response=dict,
)
def tick_proof(
    request: HttpRequest, complaint_number: int, evidence_id: int, said: Tick
) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    found = Evidence.objects.filter(complaint=complaint, pk=evidence_id).first()
    if found is None:
        raise Http404
    found.complaint = complaint
    sides = said.dict(exclude={"file"}) | {"file": enclosed(said.file)}
    done = tick_evidence(found, **sides, by=asker(request), at=clock.now())
    return evidence_as_dict(done)


@router.post(
    "/complaints/{complaint_number}/facts", summary="Add a fact by hand", response={201: dict}
)
def note_fact(request: HttpRequest, complaint_number: int, new: NewFact) -> Status[dict[str, Any]]:
    complaint = load_complaint(request, complaint_number)
    said = new.dict(exclude={"file"}) | {"file": enclosed(new.file)}
    made = add_fact(complaint, **said, by=asker(request), at=clock.now())
    return Status(201, fact_as_dict(made))


@router.post(
    "/complaints/{complaint_number}/facts/{fact_id}/drop",
    summary="Say that a fact was not so",
    response=dict,
)
def take_out_fact(request: HttpRequest, complaint_number: int, fact_id: int) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    found = Fact.objects.filter(complaint=complaint, pk=fact_id).select_related("added_by").first()
    if found is None:
        raise Http404
    found.complaint = complaint
    return fact_as_dict(drop_fact(found, by=asker(request), at=clock.now()))


@router.post(
    "/complaints/{complaint_number}/cause",
    summary="Name the stated and the real cause",
    response=dict,
)
def name_causes(request: HttpRequest, complaint_number: int, said: Causes) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    find_cause(
        complaint,
        stated_cause=cause_named(said.stated_cause),
        real_cause=cause_named(said.real_cause),
        real_reason=said.real_reason,
        by=asker(request),
        at=clock.now(),
    )
    return now_is(request, complaint_number)


@router.post(
    "/complaints/{complaint_number}/tree", summary="Draw the tree of causes", response=dict
)
def draw(request: HttpRequest, complaint_number: int, said: Tree) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    draw_tree(complaint, chain=said.whys, bones=said.bones, by=asker(request), at=clock.now())
    return now_is(request, complaint_number)
