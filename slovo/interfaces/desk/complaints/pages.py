"""Complaints: the list, and one of them from receipt to prevention in one scroll."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.complaints.rows import complaint_row, limits_of
from slovo.interfaces.desk.complaints.steps import steps_of
from slovo.interfaces.desk.disputes.part import dispute_of
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.inquiry.part import part_of
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

WHICH = (("open", _("Open")), ("mine", _("Mine")), ("late", _("Late")), ("all", _("All")))
RELATED = ("person", "organisation", "owner", "case", "received_by")


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    voice, visible = Voice.here(clock.now()), _visible(request)
    which = request.GET.get("which", "open")
    wanted = _which(visible, which, reader(request), voice.now)
    found = slice_of(wanted.select_related(*RELATED), "-received_at", request.GET.get("after", ""))
    context = {
        "rows": [complaint_row(complaint, voice) for complaint in found.rows],
        "after": found.after,
        "tabs": [(words, f"?which={key}", key == which) for key, words in WHICH],
        "may_import": reader(request).may("import_complaints"),
    }
    return render(request, "desk/complaints/list.html", context)


def _which(visible: ComplaintQuery, which: str, user: User, now: datetime) -> ComplaintQuery:
    if which == "all":
        return visible
    if which == "mine":
        return visible.open().filter(owner=user)
    if which == "late":
        is_late = Q(own_limit_at__lte=now) | Q(legal_limit_at__lte=now)
        return visible.open().filter(is_late, decided_at=None)
    return visible.open()


@for_desk()
def show(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint = load_complaint(request, complaint_number)
    return render(request, "desk/complaints/show.html", page_of(complaint, reader(request)))


def page_of(complaint: Complaint, user: User) -> dict[str, Any]:
    """All that stands on the page; whoever adds a section adds its part here."""
    voice = Voice.here(clock.now())
    against = list(complaint.against.order_by("full_name", "pk"))
    is_owner = complaint.owner_id == user.pk or user.has_role(Role.PRINCIPAL)
    return {
        "complaint": complaint,
        "row": complaint_row(complaint, voice),
        "steps": steps_of(complaint, voice),
        "against": against,
        "may_work": is_owner and user not in against,
        "may_name": user.may("name_owner"),
        "is_untouched": not complaint.case.first_answered_at and not complaint.decided_at,
        "assess_by": voice.by(complaint.assess_by),
        "limits": limits_of(complaint, voice),
        **part_of(complaint, user, voice),
        **dispute_of(complaint, voice),
    }


def load_complaint(request: HttpRequest, complaint_number: int) -> Complaint:
    related = ("about", "letter", "legal_limit", "assessed_by", "stated_cause")
    visible = _visible(request).select_related(*RELATED, *related, "case__service_class__calendar")
    return get_object_or_404(visible, number=complaint_number)


def _visible(request: HttpRequest) -> ComplaintQuery:
    return Complaint.objects.visible_to(reader(request))
