"""Who hears of what people promised, and when: our own side first, the client once (R143)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.cases.ladder import MINUTE, Rung, rung_after, rungs
from slovo.domain.cases.models import Promise
from slovo.domain.staff.hours import hours_of, zone_of_firm

OURS_AT, HIS_AT = time(9), time(10)
DAYS_BEFORE = 2


def ladder_of(promise: Promise) -> list[Rung]:
    """The ladder of any promise, earliest first; rungs before it was made do not exist."""
    if not promise.is_given:
        return rungs(promise.kind, promise.made_at, promise.due_at)
    ladder = _ours(promise) if promise.is_ours else _his(promise)
    return sorted((rung for rung in ladder if rung.at > promise.made_at), key=lambda r: r.at)


def set_next(promise: Promise, at: datetime) -> None:
    """Put it on the first rung that is still ahead, in memory."""
    if not promise.is_given:
        sides = (promise.kind, promise.made_at, promise.due_at)
        promise.rung, promise.next_at = rung_after(*sides, at)
        return
    ladder = ladder_of(promise)
    ahead = [index for index, rung in enumerate(ladder) if rung.at > at]
    promise.rung = ahead[0] if ahead else max(len(ladder) - 1, 0)
    promise.next_at = ladder[promise.rung].at if ladder else None


def _ours(promise: Promise) -> list[Rung]:
    due_at = promise.due_at
    zone = ZoneInfo(promise.owner.zone if promise.owner else zone_of_firm())
    morning = datetime.combine(due_at.astimezone(zone).date(), OURS_AT, zone)
    ladder = [
        Rung(_days_before(promise, OURS_AT, zone), "owner", "promise_in_two_days"),
        Rung(due_at, "today", "promise_late"),
        Rung(due_at + 15 * MINUTE, "deputy", "promise_late"),
        Rung(due_at + 30 * MINUTE, "principal", "promise_late"),
    ]
    return [*ladder, Rung(morning, "owner", "promise_today")] if morning < due_at else ladder


def _his(promise: Promise) -> list[Rung]:
    zone = ZoneInfo(promise.person.zone or zone_of_firm())
    return [
        Rung(_days_before(promise, HIS_AT, zone), "client", "duty_in_two_days"),
        Rung(promise.due_at, "owner", "duty_passed"),
    ]


def _days_before(promise: Promise, hour: time, zone: ZoneInfo) -> datetime:
    """Two working days before the day it is due, on the clock of whoever owes it."""
    hours = hours_of(promise.owner if promise.is_ours else None)
    day = promise.due_at.astimezone(zone).date()
    left, furthest = DAYS_BEFORE, day - timedelta(days=30)
    while left and day > furthest:
        day -= timedelta(days=1)
        left -= hours.works_on(day)
    return datetime.combine(day, hour, zone)
