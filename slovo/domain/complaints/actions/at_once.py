"""Settled at the first contact (ISO 10002, annex H): said, agreed, and still looked into."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.speaking import speak
from slovo.domain.complaints.actions.assessing import refuse_unless_its_owner
from slovo.domain.complaints.actions.following import plan_follow_up
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User


class NotTheFirst(Refusal):
    """Somebody has spoken with him about it before, or our answer has gone out."""


@transaction.atomic
def resolve_at_once(complaint: Complaint, *, text: str, by: User, at: datetime) -> Complaint:
    """In the first talk he says that it is settled. Cause and prevention are still owed.

    In seven days he is asked whether it holds, as after an answer (R060).
    """
    refuse_unless_its_owner(complaint, by, "assess_complaint")
    complaint = latest(complaint)
    if complaint.resolved_at_once_at:
        return complaint
    if complaint.case.first_answered_at or complaint.decided_at:
        raise NotTheFirst(_("It is settled at the first contact only when nobody spoke before."))
    speak(complaint.case, text=text, by=by, at=at)
    complaint = latest(complaint)
    complaint.resolved_at_once_at = complaint.accepted_at = at
    complaint.save(update_fields=["resolved_at_once_at", "accepted_at"])
    case, facts = complaint.case, (complaint,)
    record("complaint.resolved_at_once", complaint, by=by, at=at, case=case, facts=facts)
    plan_follow_up(complaint, by=by, at=at)
    return complaint
