"""Who is on duty, until when, and the minutes in which nobody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings

from slovo.domain.duty.models import Shift
from slovo.domain.duty.times import ONE_DAY, instant_of
from slovo.domain.staff.models import Absence, Cover, Firm, Team, User
from slovo.lib.rows import first, join
from slovo.lib.worktime import NoWorkingTime

MIDNIGHT = datetime.min.time()


class Span(NamedTuple):
    """From one instant to another."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Hole:
    """A time in which somebody of the team must be on duty and nobody is; `away`: who should be."""

    team: Team
    starts: datetime
    ends: datetime
    away: tuple[User, ...] = ()

    @property
    def length(self) -> timedelta:
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers now in place of `asked`; `opens_at`: when that team itself is there again."""

    asked: Team
    team: Team
    shifts: tuple[Shift, ...]
    opens_at: datetime | None = None

    @property
    def users(self) -> list[User]:
        return list({shift.user_id: shift.user for shift in self.shifts}.values())


def holes(at: datetime, *, days: int | None = None) -> list[Hole]:
    """Those of every team from now on, the earliest first."""
    until = at + timedelta(days=settings.ROTA_DAYS if days is None else days)
    teams = list(Team.objects.filter(closed_at=None).order_by("pk"))
    return holes_of(teams, at, until) if teams else []


def holes_of(teams: Iterable[Team], since: datetime, until: datetime) -> list[Hole]:
    shifts = list(Shift.objects.within(since, until))
    away = absent(shifts, since, until)
    found = [hole for team in teams for hole in _holes(team, shifts, away, Span(since, until))]
    return sorted(found, key=lambda hole: (hole.starts, hole.team.pk))


def required(team: Team, since: datetime, until: datetime) -> list[Span]:
    """When somebody of it must be on duty."""
    if team.cover == Cover.WINDOW:
        return [Span(*span) for span in team.window.spans(since, until)]
    whole = [Span(since, until)]
    firm = Firm.current() if team.cover == Cover.OUTSIDE else None
    if firm is None:
        return whole
    worked = firm.calendar.working_hours().spans(since, until)
    return without(whole, [Span(*span) for span in worked])


def without(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of them."""
    left = list(spans)
    for cut in taken:
        pieces = [
            piece
            for span in left
            for piece in (
                Span(span.starts, min(span.ends, cut.starts)),
                Span(max(span.starts, cut.ends), span.ends),
            )
        ]
        left = [piece for piece in pieces if piece.starts < piece.ends]
    return left


def absent(shifts: Iterable[Shift], since: datetime, until: datetime) -> dict[int, list[Span]]:
    return away_of({shift.user_id: shift.user for shift in shifts}, since, until)


def away_of(users: dict[int, User], since: datetime, until: datetime) -> dict[int, list[Span]]:
    """User id → when he is away, or has left for good."""
    found: dict[int, list[Span]] = {pk: [] for pk in users}
    for pk, user in users.items():
        if user.left_at:
            found[pk].append(Span(min(user.left_at, since), until))
    rows = Absence.objects.filter(
        user__in=list(users),
        first_day__lte=(until + ONE_DAY).date(),
        last_day__gte=(since - ONE_DAY).date(),
    )
    for row in rows.order_by("first_day", "pk"):
        zone = users[row.user_id].zone
        found[row.user_id].append(_span_of(row, zone))
    return found


def duties_in(row: Absence, at: datetime) -> int:
    """How many duties to come of whoever is away touch it."""
    span = _span_of(row, row.user.zone)
    if span.ends <= at:
        return 0
    return Shift.objects.within(max(span.starts, at), span.ends).filter(user=row.user_id).count()


def _span_of(row: Absence, zone: str) -> Span:
    ends = instant_of(row.last_day + ONE_DAY, MIDNIGHT, zone)
    return Span(instant_of(row.first_day, MIDNIGHT, zone), ends)


def _holes(
    team: Team, shifts: Sequence[Shift], away: dict[int, list[Span]], whole: Span
) -> list[Hole]:
    ours = [shift for shift in shifts if shift.team_id == team.pk]
    there = [
        span
        for shift in ours
        for span in without([Span(shift.starts_at, shift.ends_at)], away[shift.user_id])
    ]
    empty = without(required(team, *whole), there)
    return [Hole(team, *span, away=_meant_to_be_there(ours, span)) for span in empty]


def _meant_to_be_there(shifts: Iterable[Shift], hole: Span) -> tuple[User, ...]:
    meant = [s for s in shifts if s.starts_at < hole.ends and s.ends_at > hole.starts]
    return tuple({shift.user_id: shift.user for shift in meant}.values())


def on_duty(at: datetime) -> list[Shift]:
    """The shifts that run now, of those who are really there."""
    moment = at + timedelta(microseconds=1)
    shifts = list(Shift.objects.within(at, moment))
    away = absent(shifts, at, moment)
    return [
        shift
        for shift in shifts
        if not any(span.starts <= at < span.ends for span in away[shift.user_id])
    ]


def desk_of(team: Team, at: datetime) -> Desk:
    """Inside its hours the team itself; outside them the one that takes over, and since when not.

    Nobody on duty: the desk is empty, and whoever asks goes on to the principal.
    """
    running = on_duty(at)
    opens_at = opening_of(team, at)
    answers = team.otherwise if opens_at and team.otherwise else team
    shifts = tuple(shift for shift in running if shift.team_id == answers.pk)
    return Desk(team, answers, shifts, opens_at)


def opening_of(team: Team, at: datetime) -> datetime | None:
    """When its next window opens; None while it is open, or has no window."""
    if team.cover != Cover.WINDOW:
        return None
    opens_at = team.window.next_open(at)
    return opens_at if opens_at > at else None


def is_after_hours(at: datetime) -> bool:
    """Whether the firm itself does not work now."""
    firm = Firm.current()
    try:
        return firm is not None and not firm.calendar.working_hours().is_open(at)
    except NoWorkingTime:
        return True


def night_desk(at: datetime) -> Desk | None:
    """Who takes what clients send now; None in working hours, or when no team is named for it."""
    team = first(Team, takes_inbound=True, closed_at=None)
    if team is None or not is_after_hours(at):
        return None
    join(team, "otherwise")
    return desk_of(team, at)
