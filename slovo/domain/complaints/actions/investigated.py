"""The stamp of the investigation: set by the house once nothing is left to look for."""

from datetime import datetime

from django.db import transaction

from slovo.domain.complaints.gaps import before_answer
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic(savepoint=False)
def mark_investigated(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """Something to look at came up anew: the stamp goes, unless the client has his answer."""
    is_whole = not before_answer(complaint)
    if is_whole == bool(complaint.investigated_at) or complaint.decided_at:
        return
    complaint.investigated_at = at if is_whole else None
    complaint.save(update_fields=["investigated_at"])
    kind = "complaint.investigated" if is_whole else "complaint.uncertain"
    record(kind, complaint, by=by, at=at, case=complaint.case, facts=(complaint,))
