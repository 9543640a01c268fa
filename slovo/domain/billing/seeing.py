"""Who sees papers and money: principals, complaint owners, and the agreement's own people."""

from django.db.models import Q

from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role

HANDS = ("principal", "handler", "answerer", "deputy")
NOBODY = Q(pk__in=[])


def within_sight(user: User, path: str = "") -> Q:
    """Rows this colleague may see; `path` leads from the row to its agreement."""
    if not user.may("see_money"):
        return NOBODY
    if user.has_role(Role.PRINCIPAL) or user.has_role(Role.COMPLAINT_OWNER):
        return Q()
    seen = NOBODY
    for hand in HANDS:
        seen |= Q(**{f"{path}{hand}": user})
    return seen


def is_within_sight(user: User, engagement: Engagement) -> bool:
    """The same question about one agreement that is loaded already."""
    if not user.may("see_money"):
        return False
    hands = [getattr(engagement, f"{hand}_id") for hand in HANDS]
    leads = user.has_role(Role.PRINCIPAL) or user.has_role(Role.COMPLAINT_OWNER)
    return leads or user.pk in hands
