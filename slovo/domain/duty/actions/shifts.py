"""Single shifts: put on the rota, changed, taken off."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slovo.domain.duty.models import Shift
from slovo.domain.duty.times import ONE_DAY, Hours, begins_and_ends
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import moments

LONGEST = timedelta(days=7, hours=1)


class ShiftRefused(Refusal):
    """A shift belongs to a member of its team, ends after it began and is not over yet."""


class RestTooShort(Refusal):
    """Between two shifts of one colleague lie eleven hours, unless a principal says otherwise."""

    def __init__(self, shift: Shift, other: Shift) -> None:
        self.other = other
        words = _(
            "%(name)s would rest less than %(hours)s hours: the next duty is %(starts)s to "
            "%(ends)s. A principal can allow it."
        )
        zone, language = shift.zone, get_language() or "en"
        sides = {
            "name": shift.user.full_name,
            "hours": settings.REST_HOURS,
            "starts": moments.moment(other.starts_at, zone, language),
            "ends": moments.moment(other.ends_at, zone, language),
        }
        super().__init__(words % sides)


@transaction.atomic
def add_shift(
    team: Team,
    *,
    user: User,
    day: date,
    hours: Hours,
    is_override: bool = False,
    by: Doer,
    at: datetime,
) -> Shift:
    """The same twice is one shift."""
    refuse_unless_allowed("save_rota", by)
    User.objects.select_for_update().get(pk=user.pk)
    shift = planned(team, user, day, hours, at=at)
    twin = Shift.objects.standing().filter(
        team=team, user=user, starts_at=shift.starts_at, ends_at=shift.ends_at
    )
    if known := twin.order_by("pk").first():
        return known
    refuse_unusable(shift, at=at)
    refuse_tired(shift, is_override=is_override, by=by)
    shift.save()
    record("shift.added", shift, by=by, at=at, **said(shift))
    return shift


@transaction.atomic
def change_shift(
    shift: Shift,
    *,
    user: User,
    day: date,
    hours: Hours,
    is_override: bool = False,
    by: Doer,
    at: datetime,
) -> Shift:
    """Another colleague, or other hours; a shift of a pattern stays the shift of that day."""
    refuse_unless_allowed("save_rota", by)
    known = latest(shift)
    before = said(known)
    known.user, known.day = user, day
    known.starts, known.ends, known.days = hours
    known.starts_at, known.ends_at = begins_and_ends(day, hours, known.zone)
    if said(known) == before:
        return known
    refuse_unusable(known, at=at)
    refuse_tired(known, is_override=is_override, by=by)
    known.save()
    record("shift.changed", known, by=by, at=at, before=before, **said(known))
    return known


@transaction.atomic
def drop_shift(shift: Shift, *, by: Doer, at: datetime) -> None:
    refuse_unless_allowed("save_rota", by)
    known = latest(shift)
    if known.dropped_at is None:
        known.dropped_at = at
        known.save(update_fields=["dropped_at"])
        record("shift.dropped", known, by=by, at=at, **said(known))


def planned(team: Team, user: User, day: date, hours: Hours, *, at: datetime) -> Shift:
    """Not written yet: its instants follow the team's clock."""
    starts_at, ends_at = begins_and_ends(day, hours, team.zone)
    return Shift(
        team=team,
        user=user,
        zone=team.zone,
        day=day,
        starts=hours.starts,
        ends=hours.ends,
        days=hours.days,
        starts_at=starts_at,
        ends_at=ends_at,
        made_at=at,
    )


def said(shift: Shift) -> dict[str, Any]:
    """What the journal keeps of it."""
    return {
        "team": shift.team_id,
        "user": shift.user_id,
        "starts": shift.starts_at.isoformat(),
        "ends": shift.ends_at.isoformat(),
        "overridden_by": shift.overridden_by_id,
    }


def latest(shift: Shift) -> Shift:
    """As it is now, locked."""
    rows = Shift.objects.select_for_update(of=("self",)).select_related("user", "team")
    return rows.get(pk=shift.pk)


def refuse_unusable(shift: Shift, *, at: datetime) -> None:
    if not ONE_DAY * 0 < shift.ends_at - shift.starts_at <= LONGEST:
        raise ShiftRefused(_("A duty ends after it began, and within a week."))
    if shift.ends_at <= at:
        raise ShiftRefused(_("These hours are over. The rota is planned ahead."))
    if not shift.user.is_active or not shift.team.members.filter(pk=shift.user_id).exists():
        sides = {"name": shift.user.full_name, "team": shift.team.name}
        raise ShiftRefused(_("%(name)s does not belong to the team %(team)s.") % sides)


def refuse_tired(shift: Shift, *, is_override: bool, by: Doer) -> None:
    """Raises `RestTooShort`; a principal who insists is marked on the shift."""
    other = too_near(shift)
    shift.overridden_by = None
    if other is None:
        return
    if not is_override:
        raise RestTooShort(shift, other)
    refuse_unless_allowed("shorten_rest", by)
    shift.overridden_by = by if isinstance(by, User) else None


def too_near(shift: Shift) -> Shift | None:
    """The first other shift of his, in any team, with less than the rest in between."""
    rest = timedelta(hours=settings.REST_HOURS)
    near = Shift.objects.within(shift.starts_at - rest, shift.ends_at + rest)
    return near.filter(user=shift.user_id).exclude(pk=shift.pk).first()
