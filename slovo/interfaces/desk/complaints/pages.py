"""Complaints: the list, and one of them from receipt to prevention in one scroll."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from slovo.domain.cases.models.confidence import shown
from slovo.domain.complaints.models import Complaint, Phase
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.complaints.next_act import next_act
from slovo.interfaces.desk.complaints.rows import SHORT, Line, drawn, limits_of, standing
from slovo.interfaces.desk.complaints.sifting import Sieve, sift_of, sums_of
from slovo.interfaces.desk.complaints.steps import steps_of
from slovo.interfaces.desk.disputes.part import dispute_of
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.inquiry.part import part_of
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice, short
from slovo.lib import clock
from slovo.lib.prepared import PreparedModels

_WHOLE = PreparedModels(
    Complaint,
    lambda number: Complaint.objects.filter(number=number).select_related(
        *("person", "organisation", "owner", "received_by", "about", "letter", "legal_limit"),
        *("assessed_by", "stated_cause", "real_cause", "waiver", "case__service_class__calendar"),
    ),
)


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """Every complaint, the newest first, sifted as the board is."""
    user, voice, visible = reader(request), Voice.here(clock.now()), _visible(request)
    sieve = Sieve.read(request.GET)
    wanted = sieve.sifted(sieve.chosen(visible, user, voice.now))
    lines = wanted.values_list(*Line._fields, named=True)
    found = slice_of(lines, "-received_at", request.GET.get("after", ""))
    context = {
        "rows": drawn(found.rows, voice),
        "more_url": sieve.url(after=found.after) if found.after else "",
        "phases": Phase.choices,
        "may_import": user.may("import_complaints"),
        **sift_of(sieve, sums_of("open", user, voice.now), "complaint-list"),
    }
    return render(request, "desk/complaints/list.html", context)


@for_desk()
def show(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    return render(request, "desk/complaints/show.html", page_of(complaint, reader(request)))


def page_of(complaint: Complaint, user: User) -> dict[str, Any]:
    """All that stands on the page; whoever adds a section adds its part here."""
    voice = Voice.here(clock.now())
    against = list(complaint.against.order_by("full_name", "pk"))
    is_owner = complaint.owner_id == user.pk or user.has_role(Role.PRINCIPAL)
    page = {
        "complaint": complaint,
        "text": short(complaint.stated, SHORT),
        "received": voice.full(complaint.received_at),
        "standing": standing(complaint, voice),
        "steps": steps_of(complaint, voice),
        "against": against,
        "may_work": is_owner and user not in against,
        "may_name": user.may("name_owner"),
        "has_door": complaint.doors.filter(revoked_at=None).exists()
        if complaint.outside_owner_address
        else False,
        "is_untouched": not complaint.case.first_answered_at and not complaint.decided_at,
        "assess_by": voice.by(complaint.assess_by),
        "limits": limits_of(complaint, voice),
        **part_of(complaint, user, voice),
        **dispute_of(complaint, voice),
    }
    return {**page, "next": next_act(complaint, page, voice)}


def load_complaint(request: HttpRequest, complaint_number: int) -> Complaint:
    for found in shown(_WHOLE, reader(request), number=complaint_number):
        return found
    raise Http404


def _visible(request: HttpRequest) -> ComplaintQuery:
    return Complaint.objects.visible_to(reader(request))
