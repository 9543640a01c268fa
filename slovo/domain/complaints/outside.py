"""Whose door a token opens."""

from slovo.domain.access.digests import hashed, is_same
from slovo.domain.complaints.models import Complaint, OutsideDoor

RELATED = ("complaint__case__service_class__calendar", "complaint__person", "user")


def door_of(token: str) -> OutsideDoor | None:
    """None: never made, or shut."""
    rows = OutsideDoor.objects.select_related(*RELATED, "complaint__about__person")
    door = rows.filter(token_hash=hashed(token), revoked_at=None).first()
    return door if door is not None and is_same(token, door.token_hash) else None


def is_let_in(complaint: Complaint, user_id: int) -> bool:
    """He is the outside owner of this complaint now."""
    doors = OutsideDoor.objects.filter(complaint=complaint, user=user_id, revoked_at=None)
    return doors.exists()
