"""It did not help: open again, with the principal, in the very minute (R060)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.actions.reopening import resume_case
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.models import Complaint, Finding, Reopening, Terms
from slovo.domain.delivery.actions.asking import take_back
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import principals
from slovo.lib.moments import instant
from slovo.lib.worktime import end_of_day

CLEARED = (
    "responded_at",
    "decided_at",
    "accepted_at",
    "rejected_at",
    "corrected_at",
    "verified_at",
    "closed_at",
    "resolved_at_once_at",
)


@transaction.atomic(savepoint=False)
def reopen_complaint(complaint: Complaint, *, why: str, by: Doer, at: datetime) -> Reopening:
    """Its stamps begin anew from the answer; what was written stays. The principals hear of it."""
    for name in CLEARED:
        setattr(complaint, name, None)
    _begin_clocks_anew(complaint, at)
    complaint.save()
    made = Reopening.objects.create(complaint=complaint, why=why, at=at)
    for finding in Finding.objects.waiting().filter(complaint=complaint).order_by("pk"):
        take_back(finding, at=at)
        case = complaint.case
        record("finding.withdrawn", finding, by=by, at=at, case=case, facts=(finding,))
    if complaint.case.state in (State.SOLVED, State.CLOSED):
        resume_case(complaint.case, by=by, at=at)
    facts = (complaint, made)
    record("complaint.reopened", complaint, by=by, at=at, case=complaint.case, facts=facts, why=why)
    alert(complaint.case, principals(), why="complaint_reopened", by=by, at=at)
    return made


def _begin_clocks_anew(complaint: Complaint, at: datetime) -> None:
    """The next word is due as at the beginning; the limit of the answer was kept or missed."""
    days = Terms.current().progress_days
    complaint.progress_at = end_of_day(at, days, complaint.case.zone)
    for step, due in (("plan", complaint.plan_at), ("limit", complaint.limit_at)):
        complaint.climbed[step] = instant(due)
    complaint.next_at = next_step(complaint)


@transaction.atomic(savepoint=False)
def settle_complaint(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """He says that it is put right."""
    complaint.verified_at = complaint.verified_at or at
    complaint.save(update_fields=["verified_at"])
    facts = (complaint,)
    record("complaint.verified", complaint, by=by, at=at, case=complaint.case, facts=facts)
    if complaint.case.state == State.SOLVED:
        confirm_solved(complaint.case, by=by, at=at)
