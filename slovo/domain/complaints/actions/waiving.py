"""No measure is taken: somebody says why, and a principal agrees (R056)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.complaints.leading import has_leader, refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Waiver
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import refuse_unless_allowed


class WhyMissing(Refusal):
    """Nothing is changed only for a reason."""


class SettledAlready(Refusal):
    """A principal has said his word on this reason."""


@transaction.atomic
def waive_measure(complaint: Complaint, *, reason: str, by: User, at: datetime) -> Waiver:
    """Ask for it; a principal who asks has agreed in the same breath. Where no principal may read
    the complaint, its owner decides it himself."""
    complaint = latest(complaint)
    refuse_unless_led("take_measure", complaint, by)
    words = reason.strip()[:1000]
    if not words:
        raise WhyMissing(_("Say why nothing needs to be changed."))
    known = Waiver.objects.filter(complaint=complaint).first()
    if known and known.reason == words and not known.declined_at:
        return known
    if known and known.approved_at:
        raise SettledAlready(_("A principal has agreed to another reason already."))
    waiver = known or Waiver(complaint=complaint)
    waiver.reason, waiver.asked_by, waiver.asked_at = words, by, at
    waiver.approved_at = waiver.approved_by = waiver.declined_at = None
    if by.may("approve_no_measure") or not has_leader(complaint):
        waiver.approved_by, waiver.approved_at = by, at
    waiver.save()
    case = complaint.case
    record("waiver.asked", waiver, by=by, at=at, case=case, facts=(waiver,))
    if waiver.approved_at is None:
        alert(case, principals(), why="waiver_asked", by=by, at=at)
    return waiver


@transaction.atomic
def settle_waiver(waiver: Waiver, *, is_approved: bool, by: User, at: datetime) -> Waiver:
    """A principal's word: nothing need be changed, or a measure is wanted after all."""
    complaint = latest(waiver.complaint)
    refuse_unless_allowed("approve_no_measure", by)
    refuse_unless_led("approve_no_measure", complaint, by)
    found = Waiver.objects.select_for_update(of=("self",)).select_related("asked_by")
    fresh = found.get(pk=waiver.pk)
    fresh.complaint = complaint
    if (fresh.approved_at or fresh.declined_at) is not None:
        if bool(fresh.approved_at) == is_approved:
            return fresh
        raise SettledAlready(_("This was decided already."))
    if is_approved:
        fresh.approved_by, fresh.approved_at = by, at
    else:
        fresh.declined_at = at
    fresh.save()
    kind = "waiver.approved" if is_approved else "waiver.declined"
    record(kind, fresh, by=by, at=at, case=complaint.case, facts=(fresh,))
    why = "waiver_approved" if is_approved else "waiver_declined"
    alert(complaint.case, [fresh.asked_by], why=why, by=by, at=at)
    return fresh
