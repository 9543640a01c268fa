"""What of the rota is one colleague's: duties that come again, and single ones to come."""

from datetime import datetime

from django.db.models import Q, QuerySet

from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.staff.models import User


def running_of(user: User, at: datetime) -> QuerySet[Pattern]:
    running = Pattern.objects.filter(user=user, ended_at=None).exclude(last_day__lt=at.date())
    return running.select_related("team").order_by("pk")


def ahead_of(user: User, at: datetime) -> QuerySet[Shift]:
    """Without those that his own patterns make: they go with the pattern."""
    own = Q(pattern__user=user, pattern__ended_at=None)
    ahead = Shift.objects.standing().filter(user=user, ends_at__gt=at)
    return ahead.filter(Q(pattern=None) | ~own).order_by("starts_at", "pk")
