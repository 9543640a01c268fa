"""The promises of today and those that are late: they stand on the morning list."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US, PromiseQuery
from slovo.domain.cases.shapes import late_seconds
from slovo.domain.staff.models import User
from slovo.lib.moments import instant
from slovo.lib.worktime import end_of_day

LANE = "promises_due"
MOST = 50


def due_until(until: datetime, **whose: int) -> PromiseQuery:
    """What people of ours owe until then, the latest first."""
    owed = Promise.objects.open().given().filter(owed_by=US, due_at__lte=until)
    return owed.among(**whose).order_by("due_at", "pk")


def due_today(user: User | None, at: datetime, zone: str, *, whose: str = "firm") -> PromiseQuery:
    """The same until the end of this day in that zone, as far as he may see it."""
    owner = user.pk if user is not None and whose == "mine" else 0
    owed = due_until(end_of_day(at, 0, zone), owner=owner)
    return owed if user is None else owed.visible_to(user)


def due_rows(promises: Iterable[Promise], at: datetime) -> list[dict[str, Any]]:
    """As rows of the morning list."""
    return [
        {
            "list": LANE,
            "case": promise.case.ref,
            "subject": promise.text,
            "person": promise.person.full_name,
            "owner": promise.owner.full_name if promise.owner else None,
            "due_at": instant(promise.due_at),
            "late_seconds": late_seconds(promise.due_at, at),
        }
        for promise in promises
    ]


def morning_rows(user: User | None, at: datetime, *, whose: str) -> list[dict[str, Any]]:
    zone = user.zone if user else "UTC"
    owed = due_today(user, at, zone, whose=whose).select_related("case", "person", "owner")
    return due_rows(owed[:MOST], at)
