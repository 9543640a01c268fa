"""How much a colleague can take on, and when he is away."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Absence, User
from slovo.domain.staff.rights import refuse_unless_allowed

DAY_MINUTES = 24 * 60
LONGEST = 366


class CapacityRefused(Refusal):
    """Nobody promises more than a day has, and an absence ends after it began."""


@transaction.atomic
def save_capacity(
    user: User, *, calendar: Calendar | None, minutes_a_day: int | None, by: Doer, at: datetime
) -> User:
    """His own working hours (None: the firm's) and how much of a day he can promise (None: all)."""
    refuse_unless_allowed("save_user", by)
    if minutes_a_day is not None and not 0 <= minutes_a_day <= DAY_MINUTES:
        raise CapacityRefused(_("A day has 24 hours: write how many of them can be promised."))
    known = User.objects.select_for_update().get(pk=user.pk)
    before = (known.calendar_id, known.promise_minutes_a_day)
    after = (calendar.pk if calendar else None, minutes_a_day)
    if before == after:
        return known
    known.calendar, known.promise_minutes_a_day = calendar, minutes_a_day
    known.save(update_fields=["calendar", "promise_minutes_a_day"])
    record("user.changed", known, by=by, at=at, changed=["capacity"], minutes_a_day=minutes_a_day)
    return known


@transaction.atomic
def add_absence(
    user: User, *, first_day: date, last_day: date, why: str = "", by: Doer, at: datetime
) -> Absence:
    """He is away on these days; he may say so himself."""
    _refuse_stranger(user, by)
    if last_day < first_day:
        raise CapacityRefused(_("The last day comes before the first."))
    if (last_day - first_day).days > LONGEST:
        raise CapacityRefused(_("An absence lasts at most a year: write the next one apart."))
    row, is_new = Absence.objects.get_or_create(
        user=user, first_day=first_day, last_day=last_day, defaults={"why": why.strip()[:120]}
    )
    if is_new:
        days = [first_day.isoformat(), last_day.isoformat()]
        record("absence.added", row, by=by, at=at, user=user.pk, days=days)
    return row


@transaction.atomic
def drop_absence(row: Absence, *, by: Doer, at: datetime) -> None:
    _refuse_stranger(row.user, by)
    known = Absence.objects.select_for_update().filter(pk=row.pk).first()
    if known is None:
        return
    days = [known.first_day.isoformat(), known.last_day.isoformat()]
    record("absence.dropped", known, by=by, at=at, user=known.user_id, days=days)
    known.delete()


def _refuse_stranger(user: User, by: Doer) -> None:
    if isinstance(by, User) and by.pk == user.pk and by.is_active:
        return
    if isinstance(by, User) and not by.may("save_user"):
        raise NotAllowed("add_absence")
