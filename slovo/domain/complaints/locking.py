from slovo.domain.cases.locking import locked
from slovo.domain.complaints.models import Complaint


def latest(complaint: Complaint) -> Complaint:
    """As it is now, its case locked first."""
    case = locked(complaint.case)
    fresh = Complaint.objects.select_for_update().get(pk=complaint.pk)
    fresh.case = case
    return fresh
