"""All duties of one colleague in a team become another's, because he leaves (R020)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.duty.actions.patterns import end_pattern, save_pattern
from slovo.domain.duty.actions.shifts import change_shift
from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.duty.rota import ahead_of, running_of
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import refuse_unless_allowed


@transaction.atomic
def pass_duties(team: Team, *, of: User, to: User, by: User, at: datetime) -> int:
    """How many went over; `to` is of the team and rests as everybody does, or none goes."""
    refuse_unless_allowed("save_rota", by)
    patterns = list(running_of(of, at).filter(team=team))
    passed = sum(_pass_pattern(one, to, by=by, at=at) for one in patterns)
    shifts = list(ahead_of(of, at).filter(team=team))
    for shift in shifts:
        change_shift(shift, user=to, day=shift.day, hours=shift.hours, by=by, at=at)
    return passed + len(shifts)


def _pass_pattern(pattern: Pattern, to: User, *, by: User, at: datetime) -> int:
    """From the first duty that has not begun; its weeks are counted as before."""
    ahead = Shift.objects.filter(pattern=pattern, dropped_at=None, starts_at__gt=at)
    first = ahead.filter(user=pattern.user).order_by("starts_at").first()
    end_pattern(pattern, by=by, at=at)
    if first is not None:
        save_pattern(
            pattern.team,
            user=to,
            weekdays=pattern.weekdays,
            hours=pattern.hours,
            first_day=first.day,
            every=pattern.every,
            last_day=pattern.last_day,
            by=by,
            at=at,
        )
    return 1
