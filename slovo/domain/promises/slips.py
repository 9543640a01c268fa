"""How late a colleague's promises of a kind come, and the date he can keep (R140)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US, Outcome
from slovo.domain.promises.capacity import Capacity
from slovo.domain.promises.gate import fit
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared
from slovo.lib.stats import nearest_rank

LAST = 20
ENOUGH = 5
SHARE = 0.8
ENDED = (Outcome.KEPT, Outcome.BROKEN, Outcome.RENEGOTIATED)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slips:
    """Of his last promises of a kind: how many, how many in time, and within how many days 80 %."""

    count: int
    in_time: int
    days_for_80: int
    within: int = 0

    @property
    def is_enough(self) -> bool:
        """Fewer than five say nothing about the next."""
        return self.count >= ENOUGH


def slips(user: User, kind: str) -> Slips:
    """From his last twenty: a date that was moved counts as late as it was moved."""
    days = [_days(due_at, came) for due_at, came in _LATELY(user=user.pk, kind=kind)]
    days_for_80 = nearest_rank(days, SHARE) or 0
    return Slips(
        count=len(days),
        in_time=sum(day == 0 for day in days),
        days_for_80=days_for_80,
        within=sum(day <= days_for_80 for day in days),
    )


def _lately(user: int, kind: str) -> Any:
    ended = Promise.objects.given().filter(owner=user, kind=kind, ended_at__isnull=False)
    of_ours = ended.filter(owed_by=US, outcome__in=ENDED).order_by("-ended_at")
    replaced_by = Promise.objects.filter(replaces=OuterRef("pk")).order_by("due_at")
    lately = of_ours.annotate(new_due_at=Subquery(replaced_by.values("due_at")[:1]))
    came_at = Coalesce("done_at", "new_due_at", "ended_at")
    return lately.annotate(came_at=came_at).values_list("due_at", "came_at")[:LAST]


_LATELY = Prepared(_lately)


def proposed(
    user: User,
    kind: str,
    effort_minutes: int | None,
    at: datetime,
    *,
    wished_at: datetime | None = None,
    without: Promise | None = None,
) -> datetime | None:
    """The date he can keep: the wished one or the earliest that fits, and what he slips by."""
    earliest = fit(user, effort_minutes, wished_at or at, at, without).earliest
    return keepable(user, slips(user, kind), earliest, wished_at)


def keepable(
    user: User, late: Slips, earliest: datetime | None, wished_at: datetime | None
) -> datetime | None:
    """The later of both dates, as much later as his history says, within his working time."""
    if earliest is None:
        return None
    base = max(earliest, wished_at) if wished_at else earliest
    if not late.is_enough or not late.days_for_80:
        return base
    return Capacity.of(user).in_working_time(base + late.days_for_80 * DAY)


def _days(due_at: datetime, came_at: datetime) -> int:
    """Whole days late, begun ones counted; never less than none."""
    return max(-((due_at - came_at) // DAY), 0)
