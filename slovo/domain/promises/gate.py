"""Whether a promise fits what is promised already, and the earliest date that does (R037)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Sum

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.promises.capacity import Capacity
from slovo.domain.promises.room import Load, Room
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Fit:
    """What it needs with the buffer, what is free until then, and the first day's end it fits by.

    `earliest` is None when it fits on no day of the year to come.
    """

    fits: bool
    needed_minutes: int
    free_minutes: int
    earliest: datetime | None


def with_buffer(effort_minutes: int | None) -> int:
    """A fifth more than he thinks: 14 h are 16.8 h."""
    return -(-(effort_minutes or 0) * 6 // 5)


def fit(
    owner: User,
    effort_minutes: int | None,
    due_at: datetime,
    at: datetime,
    without: Promise | None = None,
) -> Fit:
    """Compare with everything he owes already, the earliest due first; `without` one of it."""
    needed = with_buffer(effort_minutes)
    room = Room(Capacity.of(owner), loads_of(owner, without), at)
    free = max(room.free(due_at), 0)
    earliest = room.first_fit(needed) if needed else room.first_day_end()
    return Fit(needed <= free, needed, free, earliest)


def loads_of(owner: User, without: Promise | None = None) -> list[Load]:
    """When he owes how many minutes, the buffer within: a fifth of each, begun minutes whole."""
    asked = {"owner": owner.pk} | ({"without": without.pk} if without else {})
    return _OWED(**asked)


def _owed(owner: int, without: int = 0) -> Any:
    owed = Promise.objects.open().given().filter(owner=owner, owed_by=US, effort_minutes__gt=0)
    if without:
        owed = owed.exclude(pk=without)
    buffered = Sum((F("effort_minutes") * 6 + 4) / 5)
    return owed.order_by("due_at").values_list("due_at").annotate(minutes=buffered)


_OWED = Prepared(_owed)
