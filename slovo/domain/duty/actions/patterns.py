"""Weekly patterns, and the shifts they make ahead."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.duty.actions.shifts import planned, refuse_tired, refuse_unusable, said, too_near
from slovo.domain.duty.models import Pattern, Shift
from slovo.domain.duty.times import ONE_DAY, Hours, begins_and_ends
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import insert_new

AHEAD = timedelta(days=56)
MOST_WEEKS = 26


class PatternRefused(Refusal):
    """A pattern names weekdays, and comes again at least every half year."""


@transaction.atomic
def save_pattern(  # noqa: PLR0913 - a pattern has this many sides
    team: Team,
    *,
    user: User,
    weekdays: Iterable[int],
    hours: Hours,
    first_day: date,
    every: int = 1,
    last_day: date | None = None,
    is_override: bool = False,
    by: Doer,
    at: datetime,
) -> Pattern:
    """Written down, it makes the shifts of eight weeks at once; the keeper adds to them daily."""
    refuse_unless_allowed("save_rota", by)
    User.objects.select_for_update().get(pk=user.pk)
    sides = {
        "team": team,
        "user": user,
        "weekdays": sorted({int(day) for day in weekdays}),
        "starts": hours.starts,
        "ends": hours.ends,
        "days": hours.days,
        "every": every,
        "first_day": first_day,
        "last_day": last_day,
    }
    _refuse_unusable(Pattern(**sides))
    twin = Pattern.objects.filter(**sides, ended_at=None).order_by("pk").first()
    if twin:
        return twin
    pattern = Pattern.objects.create(**sides, next_at=at + ONE_DAY)
    for shift in _to_make(pattern, at):
        refuse_unusable(shift, at=at)
        refuse_tired(shift, is_override=is_override, by=by)
        if shift.overridden_by:
            pattern.overridden_by = shift.overridden_by
        shift.save()
    pattern.save(update_fields=["overridden_by"])
    told = {"team": team.pk, "user": user.pk, "weekdays": pattern.weekdays, "every": every}
    record("pattern.saved", pattern, by=by, at=at, shifts=pattern.shifts.count(), **told)
    return pattern


@transaction.atomic
def end_pattern(pattern: Pattern, *, by: Doer, at: datetime) -> None:
    """No more shifts come of it; those that have not begun are taken off the rota."""
    refuse_unless_allowed("save_rota", by)
    known = Pattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)
    if known.ended_at:
        return
    known.ended_at, known.next_at = at, None
    known.save(update_fields=["ended_at", "next_at"])
    ahead = Shift.objects.filter(pattern=known, dropped_at=None, starts_at__gt=at)
    keys = list(ahead.filter(user=known.user_id).order_by("pk").values_list("pk", flat=True))
    Shift.objects.filter(pk__in=keys).update(dropped_at=at)
    record("pattern.ended", known, by=by, at=at, shifts=keys)


@transaction.atomic
def extend_pattern(pattern: Pattern, *, by: Doer, at: datetime) -> int:
    """Make what has come within eight weeks; where he would not rest, a hole is left to see."""
    known = Pattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)
    if known.next_at is None or known.next_at > at:
        return 0
    known.next_at = at + ONE_DAY if known.user.is_active else None
    known.save(update_fields=["next_at"])
    made = 0
    for shift in _to_make(known, at) if known.next_at else ():
        if too_near(shift) and known.overridden_by_id is None:
            continue
        shift.overridden_by = known.overridden_by if too_near(shift) else None
        if insert_new(shift):
            record("shift.added", shift, by=by, at=at, pattern=known.pk, **said(shift))
            made += 1
    return made


@transaction.atomic
def resolve_shifts(*, by: Doer, at: datetime) -> int:
    """Local time is what was planned: when the rules of a zone change, the instants follow."""
    moved = 0
    for shift in Shift.objects.filter(dropped_at=None, starts_at__gt=at).order_by("pk"):
        starts_at, ends_at = begins_and_ends(shift.day, shift.hours, shift.zone)
        if (starts_at, ends_at) != (shift.starts_at, shift.ends_at):
            before = said(shift)
            shift.starts_at, shift.ends_at = starts_at, ends_at
            shift.save(update_fields=["starts_at", "ends_at"])
            record("shift.moved", shift, by=by, at=at, before=before, **said(shift))
            moved += 1
    return moved


def _to_make(pattern: Pattern, at: datetime) -> list[Shift]:
    today = at.astimezone(ZoneInfo(pattern.team.zone)).date()
    days = list(pattern.days_until(today + AHEAD, today))
    known = set(pattern.shifts.filter(day__in=days).values_list("day", flat=True))
    shifts = []
    for day in days:
        shift = planned(pattern.team, pattern.user, day, pattern.hours, at=at)
        shift.pattern = pattern
        if day not in known and shift.ends_at > at:
            shifts.append(shift)
    return shifts


def _refuse_unusable(pattern: Pattern) -> None:
    if not pattern.weekdays or not all(0 <= day <= 6 for day in pattern.weekdays):
        raise PatternRefused(_("Choose the weekdays on which the duty begins."))
    if not 1 <= pattern.every <= MOST_WEEKS:
        raise PatternRefused(_("It comes again every week, or every few weeks."))
    if pattern.last_day and pattern.last_day < pattern.first_day:
        raise PatternRefused(_("The last day comes before the first."))
