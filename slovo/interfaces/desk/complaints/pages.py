"""Complaints: the list, and one of them from receipt to prevention in one scroll."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.models import User
from slovo.interfaces.desk.complaints.rows import complaint_row
from slovo.interfaces.desk.complaints.steps import steps_of
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.inquiry.part import part_of
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

RELATED = ("person", "organisation", "owner", "case", "received_by")


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    voice, visible = Voice.here(clock.now()), _visible(request)
    is_all = request.GET.get("which") == "all"
    wanted = visible if is_all else visible.open()
    found = slice_of(wanted.select_related(*RELATED), "-received_at", request.GET.get("after", ""))
    context = {
        "rows": [complaint_row(complaint, voice) for complaint in found.rows],
        "after": found.after,
        "is_all": is_all,
    }
    return render(request, "desk/complaints/list.html", context)


@for_desk()
def show(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    return render(request, "desk/complaints/show.html", page_of(complaint, reader(request)))


def page_of(complaint: Complaint, user: User) -> dict[str, Any]:
    """All that stands on the page; whoever adds a section adds its part here."""
    voice = Voice.here(clock.now())
    return {
        "complaint": complaint,
        "row": complaint_row(complaint, voice),
        "steps": steps_of(complaint, voice),
        "against": complaint.against.order_by("full_name", "pk"),
        **part_of(complaint, user, voice),
    }


def load_complaint(request: HttpRequest, number: int) -> Complaint:
    related = (*RELATED, "about", "letter", "legal_limit", "assessed_by", "case__service_class")
    return get_object_or_404(_visible(request).select_related(*related), number=number)


def _visible(request: HttpRequest) -> ComplaintQuery:
    return Complaint.objects.visible_to(reader(request))
