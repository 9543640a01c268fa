"""Time worked. What stands on a change without the client's yes is parked (R109)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.delivery.models import Counting, ScopeChange, TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

DAY_MINUTES = 24 * 60


class TimeMissing(Refusal):
    """An entry says what was done, and for how long, within one day that has begun."""


class WorkWasRefused(Refusal):
    """The client said no, or we took the question back: such work is not done."""


class NotYourTime(Refusal):
    """Everybody answers for his own hours."""


class OfAnotherAgreement(Refusal):
    """The change belongs to another agreement."""


@transaction.atomic
def log_time(
    engagement: Engagement,
    *,
    day: date,
    minutes: int,
    note: str,
    scope_change: ScopeChange | None = None,
    by: User,
    at: datetime,
) -> TimeEntry:
    refuse_unless_allowed("log_time", by)
    if not note.strip() or not 0 < minutes <= DAY_MINUTES:
        raise TimeMissing(_("Say what you did, and for how long: at most a day."))
    if day > at.astimezone(ZoneInfo(by.zone)).date():
        raise TimeMissing(_("This day has not come yet."))
    change = _decided(engagement, scope_change)
    entry = TimeEntry.objects.create(
        engagement=engagement,
        user=by,
        day=day,
        minutes=minutes,
        note=note.strip(),
        scope_change=change,
        state=Counting.PARKED if change and change.is_waiting else Counting.COUNTED,
        logged_at=at,
    )
    case = change.case if change else None
    record("time.logged", entry, by=by, at=at, case=case, minutes=minutes, state=str(entry.state))
    return entry


@transaction.atomic
def drop_time(entry: TimeEntry, *, by: User, at: datetime) -> TimeEntry:
    """Take back one's own entry, typed by mistake."""
    refuse_unless_allowed("log_time", by)
    if entry.user_id != by.pk:
        raise NotYourTime(_("Only %(name)s can take this entry back.") % {"name": entry.user})
    rows = TimeEntry.objects.filter(pk=entry.pk, dropped_at=None)
    if rows.update(dropped_at=at):
        entry.dropped_at = at
        record("time.dropped", entry, by=by, at=at)
    return entry


def _decided(engagement: Engagement, change: ScopeChange | None) -> ScopeChange | None:
    if change is None:
        return None
    change = ScopeChange.objects.select_for_update().get(pk=change.pk)
    if change.engagement_id != engagement.pk:
        raise OfAnotherAgreement(_("This change belongs to another agreement."))
    if change.state in ("no", "withdrawn"):
        raise WorkWasRefused(_("The client did not agree to this: no time counts for it."))
    return change


@transaction.atomic(savepoint=False)
def release_time(change: ScopeChange, *, by: Doer, at: datetime) -> int:
    """He said yes: what waited counts from now on."""
    return _settle(change, Counting.COUNTED, "time.released", by=by, at=at)


@transaction.atomic(savepoint=False)
def remove_time(change: ScopeChange, *, by: Doer, at: datetime) -> int:
    """He said no: it can never be billed."""
    return _settle(change, Counting.REMOVED, "time.removed", by=by, at=at)


def _settle(change: ScopeChange, state: Counting, kind: str, *, by: Doer, at: datetime) -> int:
    parked = list(change.time.parked().order_by("pk"))
    minutes = sum(entry.minutes for entry in parked)
    if parked:
        change.time.parked().update(state=state)
        entries = [entry.pk for entry in parked]
        record(kind, change, by=by, at=at, case=change.case, entries=entries, minutes=minutes)
    return minutes
