"""Who looks into a complaint: whoever owns it, and the principals; never whom it is against."""

from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.outside import is_let_in
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import NotAllowed, Role, refuse_unless_allowed


def may_lead(complaint: Complaint, user: User) -> bool:
    """Its owner, inside or outside, and a principal of whom it is not said."""
    if complaint.owner_id == user.pk or is_let_in(complaint, user.pk):
        return True
    return user.has_role(Role.PRINCIPAL) and not complaint.against.filter(pk=user.pk).exists()


def has_leader(complaint: Complaint) -> bool:
    """A principal may read it, and decide what is a principal's."""
    return any(may_lead(complaint, user) for user in principals())


def refuse_unless_led(verb: str, complaint: Complaint, by: User) -> None:
    refuse_unless_allowed(verb, by)
    if not may_lead(complaint, by):
        raise NotAllowed(verb)
