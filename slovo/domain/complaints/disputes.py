"""Where a dispute stands: what is due next, and what waits for its end."""

from datetime import datetime, timedelta

from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.domain.staff.hours import hours_of

STILL_FOR = timedelta(days=5)
TABLE_WITHIN = 2  # business days


def is_in_dispute(complaint: Complaint) -> bool:
    return Negotiation.objects.open().filter(complaint=complaint.pk).exists()


def next_step(negotiation: Negotiation) -> datetime | None:
    """Nothing is due while the client reads what was agreed, nor after the end."""
    if negotiation.ended_at or negotiation.agreed_id:
        return None
    if negotiation.deadlocked_at is None:
        moved_at: datetime = negotiation.moved_at
        return moved_at + STILL_FOR
    return None if negotiation.table_told_at else negotiation.table_by


def table_due(complaint: Complaint, at: datetime) -> datetime:
    """When the table has to be held at the latest: the close of the second business day."""
    return hours_of(complaint.owner).close_of_business_day(at, TABLE_WITHIN)


def newest(negotiation: Negotiation) -> Negotiation:
    """As it is now, its complaint and case locked first."""
    complaint = latest(negotiation.complaint)
    fresh = Negotiation.objects.select_for_update().get(pk=negotiation.pk)
    fresh.complaint = complaint
    return fresh
