"""Who could be on duty where nobody is: one of the team who is there, rests, and had least of it.

Nobody is put there by himself: a night is asked of a person, so whoever plans the rota presses.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings

from slovo.domain.duty.coverage import Hole, Span, away_of, without
from slovo.domain.duty.models import Shift
from slovo.domain.staff.models import User

LOOK_BACK = timedelta(days=28)
LONGEST = timedelta(hours=25)


class Proposal(NamedTuple):
    """`instead`: the duty of one who is away, which changes hands as a whole."""

    user: User
    instead: Shift | None


def proposals(holes: Sequence[Hole], at: datetime) -> list[Proposal | None]:
    """For each of them, as if those before it were filled so; nobody for more than a day."""
    if not holes:
        return []
    rest = timedelta(hours=settings.REST_HOURS)
    until = max(hole.ends for hole in holes) + rest
    shifts = list(Shift.objects.within(at - LOOK_BACK, until))
    duties: dict[int, list[Span]] = defaultdict(list)
    for shift in shifts:
        duties[shift.user_id].append(Span(shift.starts_at, shift.ends_at))
    teams = {hole.team.pk: hole.team for hole in holes}
    members = {
        pk: list(team.members.filter(left_at=None).order_by("full_name", "pk"))
        for pk, team in teams.items()
    }
    users = {user.pk: user for team in members.values() for user in team}
    away = away_of(users, at, until)
    found: list[Proposal | None] = []
    for hole in holes:
        instead = _instead(hole, shifts)
        empty = Span(hole.starts, hole.ends)
        if instead:
            empty = Span(instead.starts_at, instead.ends_at)
        near = Span(empty.starts - rest, empty.ends + rest)
        free = [
            user
            for user in members[hole.team.pk]
            if not _meets(away[user.pk], empty) and not _meets(duties[user.pk], near)
        ]
        chosen = min(free, key=lambda user: _length(duties[user.pk]), default=None)
        if chosen is None or empty.ends - empty.starts > LONGEST:
            found.append(None)
            continue
        duties[chosen.pk].append(empty)
        found.append(Proposal(chosen, instead))
    return found


def _meets(spans: Sequence[Span], span: Span) -> bool:
    return without([span], spans) != [span]


def _length(spans: Sequence[Span]) -> timedelta:
    return sum((span.ends - span.starts for span in spans), timedelta())


def _instead(hole: Hole, shifts: Sequence[Shift]) -> Shift | None:
    """The first duty in it of one who is away: a long hole is filled one by one."""
    away = {user.pk for user in hole.away}
    whole = (
        shift
        for shift in shifts
        if shift.team_id == hole.team.pk
        and shift.user_id in away
        and hole.starts <= shift.starts_at
        and shift.ends_at <= hole.ends
    )
    return next(whole, None)
