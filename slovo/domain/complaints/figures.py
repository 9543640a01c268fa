"""M8, M9 and M18, with the rows behind each of them (metrics.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from slovo.domain.complaints.gaps import differs
from slovo.domain.complaints.models import (
    Complaint,
    Finding,
    FollowUp,
    Measure,
    Watch,
)
from slovo.domain.complaints.models.followup import SAID, Result
from slovo.domain.staff.models import User
from slovo.lib.stats import Share, wilson

Row = TypeVar("Row")
TARGET = 0.5  # R061: the lower bound lies above it


@dataclass(frozen=True, slots=True)
class Counted(Generic[Row]):
    """`hits` of `rows`, with Wilson's interval (M11); `beside` is shown apart, and not counted."""

    hits: Sequence[Row]
    rows: Sequence[Row]
    beside: Sequence[Row] = ()

    @property
    def share(self) -> Share | None:
        return wilson(len(self.hits), len(self.rows))


def recurrence(user: User, since: datetime, until: datetime, at: datetime) -> Counted[Watch]:
    """M8: measures put in force in [since, until) after which the same real cause came back.

    Counted are watches that are over, or in which it came back already; beside them those that
    still run. A measure put in force anew is watched, and counted, anew.
    """
    seen = Measure.objects.visible_to(user)
    rows = Watch.objects.filter(measure__in=seen, since__gte=since, since__lt=until)
    found = rows.select_related("measure__complaint__person", "cause", "recurred_by")
    watches = list(found.order_by("-since", "-pk"))
    ended = [watch for watch in watches if watch.recurred_by_id or watch.until < at]
    return Counted(
        hits=[watch for watch in ended if watch.recurred_by_id],
        rows=ended,
        beside=[watch for watch in watches if watch not in ended],
    )


def satisfied(user: User, since: datetime, until: datetime) -> Counted[FollowUp]:
    """M9: what he said last about our answer; who was asked and said nothing stands beside."""
    seen = FollowUp.objects.visible_to(user).filter(ended_at__gte=since, ended_at__lt=until)
    found = seen.select_related("complaint__person", "complaint__case").order_by("ended_at", "pk")
    last = {row.complaint_id: row for row in found}
    rows = sorted(last.values(), key=lambda row: (row.ended_at or until, row.pk), reverse=True)
    said = [row for row in rows if row.result in SAID]
    return Counted(
        hits=[row for row in said if row.result == Result.SOLVED],
        rows=said,
        beside=[row for row in rows if row.result == Result.UNKNOWN],
    )


def is_target_met(counted: Counted[FollowUp]) -> bool | None:
    """R061: the majority is satisfied if the lower bound lies above a half."""
    return counted.share.low > TARGET if counted.share else None


def differing(user: User, since: datetime, until: datetime) -> Counted[Complaint]:
    """M18: of the complaints answered in [since, until), those whose real cause is another one.

    Compared are the branches of the stated and of the real cause.
    """
    sent = Finding.objects.filter(sent_at__gte=since, sent_at__lt=until).values("complaint")
    answered = Complaint.objects.visible_to(user).filter(pk__in=sent)
    rows = answered.filter(real_cause__isnull=False)
    related = ("person", "stated_cause", "real_cause")
    found = list(rows.select_related(*related).order_by("-received_at", "-pk"))
    return Counted(hits=[row for row in found if differs(row)], rows=found)
