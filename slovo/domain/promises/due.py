"""The promises of today and those that are late: they stand on the morning list."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.cases.models.promise import US, PromiseQuery
from slovo.domain.cases.shapes import late_seconds
from slovo.domain.staff.models import User
from slovo.lib.moments import instant
from slovo.lib.prepared import PreparedModels
from slovo.lib.worktime import end_of_day

LANE = "promises_due"
MOST = 50


def _due(until: datetime, owner: int = 0) -> PromiseQuery:
    owed = Promise.objects.open().given().filter(owed_by=US, due_at__lte=until)
    return (owed.filter(owner=owner) if owner else owed).order_by("due_at", "pk")


def due_today(user: User | None, at: datetime, zone: str, *, whose: str = "firm") -> PromiseQuery:
    """What people of ours owe until the end of this day in that zone, the latest first."""
    hands = user.pk if user is not None and whose == "mine" else 0
    owed = _due(end_of_day(at, 0, zone), hands)
    return owed if user is None else owed.visible_to(user)


def first_due(user: User, at: datetime, zone: str, most: int, *, whose: str) -> list[Promise]:
    """The first of them, with their cases, people and owners."""
    if Promise.objects.visible_to(user).query.is_empty():
        return []
    if hides_from(user):
        owed = due_today(user, at, zone, whose=whose).select_related("case", "person", "owner")
        return list(owed[:most])
    until = end_of_day(at, 0, zone)
    if whose == "mine":
        return _first_due(most)(until=until, owner=user.pk)
    return _first_due(most)(until=until)


@lru_cache(maxsize=4)
def _first_due(most: int) -> PreparedModels[Promise]:
    def build(until: datetime, owner: int = 0) -> PromiseQuery:
        return _due(until, owner).select_related("case", "person", "owner")[:most]

    return PreparedModels(Promise, build)


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
