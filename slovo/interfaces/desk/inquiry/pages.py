"""Looking into a complaint: proofs, facts, causes and their tree."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from slovo.domain.complaints.actions.causes import draw_tree, find_cause
from slovo.domain.complaints.actions.inquiring import (
    add_evidence,
    add_fact,
    begin_inquiry,
    drop_fact,
    tick_evidence,
)
from slovo.domain.complaints.gaps import inquiry_of
from slovo.domain.complaints.models import Complaint, Evidence, Fact, Finding
from slovo.interfaces.desk.asking import sent, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.inquiry.form_page import form_page, load
from slovo.interfaces.desk.inquiry.forms import (
    WHYS,
    CauseForm,
    FactForm,
    ProofForm,
    TickForm,
    TopicForm,
    TreeForm,
)
from slovo.lib import clock
from slovo.web.downloads import download


@for_desk("investigate_complaint")
def begin(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    inquiry = inquiry_of(complaint)
    first = {"topic": inquiry.topic} if inquiry else {}
    return form_page(
        request,
        complaint,
        TopicForm(typed(request), initial=first),
        lambda **said: begin_inquiry(complaint, **said, by=user, at=clock.now()),
        title=_("What is it about?"),
        lede=_("It lays out which proofs to look for. Another choice later only adds to the list."),
        button=_("Lay out the list"),
        done=_("The list of proofs is laid out."),
        to="evidence",
    )


@for_desk("investigate_complaint")
def add_proof(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        ProofForm(typed(request)),
        lambda **said: add_evidence(complaint, **said, by=user, at=clock.now()),
        title=_("One more thing to look at"),
        button=_("Put it on the list"),
        done=_("It is on the list."),
        to="evidence",
    )


@for_desk("investigate_complaint")
def tick(request: HttpRequest, complaint_number: int, evidence_id: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    rows = Evidence.objects.select_related("complaint__case")
    evidence = get_object_or_404(rows, complaint=complaint, pk=evidence_id)
    first = {"state": evidence.state, "note": evidence.note, "link": evidence.link}
    return form_page(
        request,
        complaint,
        TickForm(*sent(request), initial=first),
        lambda **said: tick_evidence(evidence, **said, by=user, at=clock.now()),
        title=str(evidence),
        lede=_("Seen, or none exists. The answer waits until each proof has one of the two."),
        button=_("Keep"),
        done=_("It is kept."),
        to="evidence",
    )


@require_safe
@for_desk()
def proof_file(request: HttpRequest, complaint_number: int, evidence_id: int) -> HttpResponse:
    return file_of(Evidence, load(request, complaint_number), evidence_id)


@for_desk("investigate_complaint")
def note_fact(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        FactForm(*sent(request)),
        lambda **said: add_fact(complaint, **said, by=user, at=clock.now()),
        title=_("A fact the timeline does not know"),
        lede=_("Letters, calls, promises, time and invoices stand in the chronology already."),
        button=_("Add it"),
        done=_("It stands in the chronology."),
        to="chronology",
    )


@require_POST
@for_desk("investigate_complaint")
def take_out_fact(request: HttpRequest, complaint_number: int, fact_id: int) -> HttpResponse:
    complaint = load(request, complaint_number)
    rows = Fact.objects.select_related("complaint__case")
    fact = get_object_or_404(rows, complaint=complaint, pk=fact_id)
    drop_fact(fact, by=reader(request), at=clock.now())
    return redirect("complaint-show", complaint.number)


@require_safe
@for_desk()
def fact_file(request: HttpRequest, complaint_number: int, fact_id: int) -> HttpResponse:
    return file_of(Fact, load(request, complaint_number), fact_id)


def file_of(kind: type[Evidence | Fact | Finding], complaint: Complaint, key: int) -> HttpResponse:
    row = get_object_or_404(kind.objects.exclude(file=""), complaint=complaint, pk=key)
    return download(row.file, row.name)


@for_desk("investigate_complaint")
def cause(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    first: dict[str, Any] = {
        "stated_cause": complaint.stated_cause_id,
        "real_cause": complaint.real_cause_id,
        "real_reason": complaint.real_reason,
    }
    return form_page(
        request,
        complaint,
        CauseForm(complaint, typed(request), initial=first),
        lambda **said: find_cause(complaint, **said, by=user, at=clock.now()),
        title=_("What the client says it was, and what it was"),
        lede=_("The occasion is not always the cause. Both are needed before the answer."),
        button=_("Keep both"),
        done=_("Both causes are named."),
        to="cause",
    )


@for_desk("investigate_complaint")
def tree(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    first = {f"why_{why.place}": why.text for why in complaint.whys.filter(branch="")[:WHYS]}
    for why in complaint.whys.exclude(branch=""):
        key = f"bone_{why.branch}"
        first[key] = "\n".join(filter(None, [first.get(key, ""), why.text]))
    return form_page(
        request,
        complaint,
        TreeForm(typed(request), initial=first),
        lambda **said: draw_tree(complaint, **said, by=user, at=clock.now()),
        title=_("The tree of causes"),
        lede=_("Ask why until the answer is something we can change. Leave empty what is not so."),
        button=_("Draw it"),
        done=_("The tree is drawn."),
        to="cause",
    )
