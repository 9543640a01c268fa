"""What happens by itself so that no client is forgotten."""

from datetime import datetime

from django.db.models import Q

from slovo.domain.journal.actors import HOUSE
from slovo.domain.loyalty.actions.mornings import begin_morning
from slovo.domain.staff.models import User


def begin_mornings(at: datetime) -> int:
    """Every colleague's own half past eight; for a new colleague the next one is set."""
    due = Q(morning=None) | Q(morning__next_at__lte=at)
    colleagues = list(User.objects.filter(due, left_at=None).order_by("pk"))
    for user in colleagues:
        begin_morning(user, by=HOUSE, at=at)
    return len(colleagues)
