"""M8, M9 and M18, with the rows behind each of them (metrics.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.models import Complaint, Finding, FollowUp, Measure, Watch
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.complaints.models.followup import SAID, Result
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.lib.stats import Share, wilson

SIDES = ("complaint", "pk", "result")
TARGET = 0.5  # R061: the lower bound lies above it


@dataclass(frozen=True, slots=True)
class Counted:
    """`hits` of `rows`, with Wilson's interval (M11); `beside` is shown apart, and not counted.

    All are primary keys, the newest first: a page loads those it shows.
    """

    hits: Sequence[int]
    rows: Sequence[int]
    beside: Sequence[int] = ()

    @property
    def share(self) -> Share | None:
        return wilson(len(self.hits), len(self.rows))


def recurrence(user: User, since: datetime, until: datetime, at: datetime) -> Counted:
    """M8: watches that were over in [since, until), or in which the same cause came back then.

    Hits: it came back. Beside them stand those that still run. A measure put in force anew is
    watched, and counted, anew.
    """
    return _watched(_watches(user, since, until, at))


def recurrence_by_cause(
    user: User, since: datetime, until: datetime, at: datetime, **of: Cause
) -> dict[int, Counted]:
    """The same, of each cause by its key; `cause` is the only one that is asked for."""
    by_cause: dict[int, list[_Watched]] = {}
    for row in _watches(user, since, until, at, **of):
        by_cause.setdefault(row[3], []).append(row)
    return {cause: _watched(rows) for cause, rows in by_cause.items()}


_Watched = tuple[int, int, int | None, int]


def _watches(
    user: User, since: datetime, until: datetime, at: datetime, **of: Cause
) -> list[_Watched]:
    """The database says which are over: to read thousands of moments would cost more."""
    known = Case(
        When(recurred_by__isnull=False, then=Coalesce("recurred_at", "until")), default="until"
    )
    is_over = Case(When(until__lt=at, then=1), default=0)
    watches = Watch.objects.filter(since__lt=until, **of)
    found = watches.annotate(known_at=known, is_over=is_over)
    if hides_from(user):
        found = found.filter(measure__in=Measure.objects.visible_to(user).values("pk"))
    rows = found.filter(Q(known_at__lt=until) | Q(recurred_by=None), known_at__gte=since)
    names = ("pk", "is_over", "recurred_by", "cause")
    return list(rows.order_by("-since", "-pk").values_list(*names))


def _watched(rows: list[_Watched]) -> Counted:
    return Counted(
        hits=[pk for pk, _is_over, again, _cause in rows if again],
        rows=[pk for pk, is_over, again, _cause in rows if again or is_over],
        beside=[pk for pk, is_over, again, _cause in rows if not (again or is_over)],
    )


def satisfied(user: User, since: datetime, until: datetime) -> Counted:
    """M9: what he said last about our answer; who was asked and said nothing stands beside."""
    seen = FollowUp.objects.visible_to(user).filter(ended_at__gte=since, ended_at__lt=until)
    last: dict[int, tuple[int, str]] = {}
    for complaint, pk, result in seen.order_by("-ended_at", "-pk").values_list(*SIDES):
        last.setdefault(complaint, (pk, result))
    rows = list(last.values())
    return Counted(
        hits=[pk for pk, result in rows if result == Result.SOLVED],
        rows=[pk for pk, result in rows if result in SAID],
        beside=[pk for pk, result in rows if result == Result.UNKNOWN],
    )


def is_target_met(counted: Counted) -> bool | None:
    """R061: the majority is satisfied if the lower bound lies above a half."""
    return counted.share.low > TARGET if counted.share else None


def differing(user: User, since: datetime, until: datetime) -> Counted:
    """M18: of the complaints answered in [since, until), those whose real cause is another one.

    Compared are the branches of the stated and of the real cause.
    """
    branches = ("pk", "stated_cause__branch", "real_cause__branch")
    found = answered_with_cause(user, since, until)
    rows = list(found.order_by("-received_at", "-pk").values_list(*branches))
    return Counted(
        hits=[pk for pk, stated, real in rows if stated and stated != real],
        rows=[pk for pk, _stated, _real in rows],
    )


def answered_with_cause(user: User, since: datetime, until: datetime) -> ComplaintQuery:
    """Those M18 looks at."""
    sent = Finding.objects.filter(sent_at__gte=since, sent_at__lt=until).values("complaint")
    return Complaint.objects.visible_to(user).filter(pk__in=sent, real_cause__isnull=False)
