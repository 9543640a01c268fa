"""Who looks into a complaint: whoever owns it, and the principals; never whom it is against."""

from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed, Role, refuse_unless_allowed


def may_lead(complaint: Complaint, user: User) -> bool:
    """With an owner outside of the firm a principal writes for him, even one complained of."""
    if complaint.owner_id == user.pk:
        return True
    if not user.has_role(Role.PRINCIPAL):
        return False
    is_outside = complaint.owner_id is None
    return is_outside or not complaint.against.filter(pk=user.pk).exists()


def refuse_unless_led(verb: str, complaint: Complaint, by: User) -> None:
    refuse_unless_allowed(verb, by)
    if not may_lead(complaint, by):
        raise NotAllowed(verb)
