"""All duties of one colleague in a team become another's, because he leaves (R020)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from slovo.domain.duty.actions.shifts import change_shift
from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.duty.rota import ahead_of, running_of
from slovo.domain.journal.record import record
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import refuse_unless_allowed


@transaction.atomic
def pass_duties(
    team: Team, *, of: User, to: User, is_override: bool = False, by: User, at: datetime
) -> int:
    """How many went over; `to` is of the team and rests as everybody does, or none goes.

    A principal who insists is marked on each duty before which the rest is short.
    """
    refuse_unless_allowed("save_rota", by)
    patterns = list(running_of(of, at).filter(team=team).select_for_update(of=("self",)))
    for pattern in patterns:
        _pass_pattern(pattern, to, is_override=is_override, by=by, at=at)
    shifts = list(ahead_of(of, at).filter(team=team))
    _pass_shifts(shifts, to, is_override=is_override, by=by, at=at)
    return len(patterns) + len(shifts)


def _pass_pattern(pattern: Pattern, to: User, *, is_override: bool, by: User, at: datetime) -> None:
    """The pattern itself changes hands: nights given away or taken off it are not made anew."""
    of = pattern.user_id
    own = Shift.objects.standing().filter(pattern=pattern, user=of, starts_at__gt=at)
    shifts = list(own.order_by("starts_at", "pk"))
    pattern.user, pattern.overridden_by = to, None
    for shift in _pass_shifts(shifts, to, is_override=is_override, by=by, at=at):
        pattern.overridden_by = shift.overridden_by or pattern.overridden_by
    pattern.save(update_fields=["user", "overridden_by"])
    record("pattern.passed", pattern, by=by, at=at, of=of, to=to.pk, shifts=len(shifts))


def _pass_shifts(
    shifts: list[Shift], to: User, *, is_override: bool, by: User, at: datetime
) -> list[Shift]:
    said: dict[str, Any] = {"is_override": is_override, "by": by, "at": at}
    return [change_shift(one, user=to, day=one.day, hours=one.hours, **said) for one in shifts]
