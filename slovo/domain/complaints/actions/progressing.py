"""Every five days the client hears how his complaint stands, also when there is no news."""

from datetime import datetime

from django.db import transaction

from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Terms
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.lib.worktime import end_of_day


@transaction.atomic(savepoint=False)
def mark_progress(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """A person's word reached him at `at`: the next one is due so many days later."""
    complaint = latest(complaint)
    due = end_of_day(at, Terms.current().progress_days, complaint.case.zone)
    if complaint.decided_at or complaint.progress_at == due:
        return
    complaint.progress_at = due
    complaint.next_at = next_step(complaint)
    complaint.save(update_fields=["progress_at", "next_at"])
    record("complaint.word_reached", complaint, by=by, at=at, case=complaint.case)
