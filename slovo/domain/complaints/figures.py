"""M8, M9 and M18, with the rows behind each of them (metrics.md)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from slovo.domain.cases.models.confidence import hides_from, ready
from slovo.domain.complaints.models import Complaint, Finding, FollowUp, Measure, Watch
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.complaints.models.followup import SAID, FollowUpQuery, Result
from slovo.domain.complaints.models.measure import WatchQuery
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared
from slovo.lib.stats import Share, wilson

TARGET = 0.5  # R061: the lower bound lies above it


@dataclass(frozen=True, slots=True)
class Counted:
    """`hits` of `rows`, with Wilson's interval (M11); `beside` is shown apart, and not counted.

    All are primary keys, the newest first: a page reads those it shows.
    """

    hits: QuerySet[Any, int]
    rows: QuerySet[Any, int]
    beside: QuerySet[Any, int]

    @property
    def share(self) -> Share | None:
        return wilson(len(self.hits), len(self.rows))


@dataclass(frozen=True, slots=True)
class Tally:
    """The same as numbers alone, counted by the database."""

    hits: int = 0
    count: int = 0
    beside: int = 0

    @property
    def share(self) -> Share | None:
        return wilson(self.hits, self.count)

    @classmethod
    def of(cls, by_cause: Mapping[int, "Tally"]) -> "Tally":
        """All of them together."""
        every = [(each.hits, each.count, each.beside) for each in by_cause.values()]
        return cls(*map(sum, zip(*every, strict=True)))


def watched(user: User, since: datetime, until: datetime) -> WatchQuery:
    """Those that were over in [since, until), or in which the same cause came back then; and those
    that run still, or again. A measure put in force anew is watched, and counted, anew."""
    found = _watched(Watch.objects.all(), since, until)
    if hides_from(user):
        found = found.filter(measure__in=Measure.objects.visible_to(user).values("pk"))
    return found.order_by("-since", "-pk")


def _watched(watches: WatchQuery, since: datetime, until: datetime) -> WatchQuery:
    known = Case(
        When(recurred_by__isnull=False, then=Coalesce("recurred_at", "until")), default="until"
    )
    found = watches.filter(since__lt=until).annotate(known_at=known)
    return found.filter(Q(known_at__lt=until) | Q(recurred_by=None), known_at__gte=since)


def recurrence(user: User, since: datetime, until: datetime, at: datetime) -> Counted:
    """M8: hits came back; beside the rows stand those that still run."""
    found = watched(user, since, until)
    return Counted(
        hits=found.filter(recurred_by__isnull=False).values_list("pk", flat=True),
        rows=found.ended(at).values_list("pk", flat=True),
        beside=found.running(at).values_list("pk", flat=True),
    )


def recurrence_by_cause(
    user: User, since: datetime, until: datetime, at: datetime
) -> dict[int, Tally]:
    """The same of each cause by its key."""
    span = {"since": since, "until": until}
    rows = ready(_WATCHED, user, lambda: _by_cause(watched(user, **span), at), at=at, **span)
    return {cause: Tally(*sums) for cause, *sums in rows}


def _by_cause(watches: WatchQuery, at: datetime) -> QuerySet[Any, Any]:
    again = Q(recurred_by__isnull=False)
    over = again | Q(until__lt=at)
    hits, rows = Count("pk", filter=again), Count("pk", filter=over)
    sums = watches.order_by().values_list("cause")
    return sums.annotate(hits=hits, rows=rows, beside=Count("pk", filter=~over))


_WATCHED = Prepared(
    lambda since, until, at: _by_cause(_watched(Watch.objects.all(), since, until), at)
)


def satisfied(user: User, since: datetime, until: datetime) -> Counted:
    """M9: what he said last about our answer; who was asked and said nothing stands beside."""
    found = _last_said(FollowUp.objects.visible_to(user), since, until)
    keys = found.order_by("-ended_at", "-pk").values_list("pk", flat=True)
    return Counted(
        hits=keys.filter(result=Result.SOLVED),
        rows=keys.filter(result__in=SAID),
        beside=keys.filter(result=Result.UNKNOWN),
    )


def satisfied_sum(user: User, since: datetime, until: datetime) -> Tally:
    """The same as numbers alone."""
    span = {"since": since, "until": until}
    visible = FollowUp.objects.visible_to(user)
    rows = ready(_SAID, user, lambda: _by_result(_last_said(visible, **span)), **span)
    found = Counter(dict(rows))
    said = sum(found[result] for result in SAID)
    return Tally(found[Result.SOLVED], said, found[Result.UNKNOWN])


def _last_said(follow_ups: FollowUpQuery, since: datetime, until: datetime) -> FollowUpQuery:
    """The last of each complaint in [since, until)."""
    span = Q(ended_at__gte=since, ended_at__lt=until)
    later = Q(ended_at__gt=OuterRef("ended_at"))
    later |= Q(ended_at=OuterRef("ended_at"), pk__gt=OuterRef("pk"))
    after = FollowUp.objects.filter(span, later, complaint=OuterRef("complaint"))
    return follow_ups.filter(span, ~Exists(after))


def _by_result(follow_ups: FollowUpQuery) -> QuerySet[Any, Any]:
    return follow_ups.order_by().values_list("result").annotate(count=Count("pk"))


_SAID = Prepared(lambda since, until: _by_result(_last_said(FollowUp.objects.all(), since, until)))


def is_target_met(counted: Counted | Tally) -> bool | None:
    """R061: the majority is satisfied if the lower bound lies above a half."""
    return counted.share.low > TARGET if counted.share else None


def differing(user: User, since: datetime, until: datetime) -> Counted:
    """M18: of the complaints answered in [since, until), those whose real cause is another one.

    Compared are the branches of the stated and of the real cause.
    """
    found = answered_with_cause(user, since, until).order_by("-received_at", "-pk")
    apart = found.exclude(stated_cause=None).exclude(stated_cause__branch=F("real_cause__branch"))
    keys = found.values_list("pk", flat=True)
    return Counted(apart.values_list("pk", flat=True), keys, keys.none())


def differing_by_cause(user: User, since: datetime, until: datetime) -> dict[int, Tally]:
    """The same of each real cause by its key."""
    span = {"since": since, "until": until}
    rows = ready(_PAIRS, user, lambda: _by_pair(answered_with_cause(user, **span)), **span)
    branch: dict[int, str] = dict(_BRANCHES())
    hits, counts = Counter[int](), Counter[int]()
    for real, stated, count in rows:
        counts[real] += count
        hits[real] += count if stated and branch[stated] != branch[real] else 0
    return {cause: Tally(hits[cause], count) for cause, count in counts.items()}


def answered_with_cause(user: User, since: datetime, until: datetime) -> ComplaintQuery:
    """Those M18 looks at."""
    return _answered(Complaint.objects.visible_to(user), since, until)


def _answered(complaints: ComplaintQuery, since: datetime, until: datetime) -> ComplaintQuery:
    sent = Finding.objects.filter(sent_at__gte=since, sent_at__lt=until, complaint=OuterRef("pk"))
    return complaints.filter(Exists(sent), real_cause__isnull=False)


def _by_pair(complaints: ComplaintQuery) -> QuerySet[Any, Any]:
    pairs = complaints.order_by().values_list("real_cause", "stated_cause")
    return pairs.annotate(count=Count("pk"))


_BRANCHES = Prepared(lambda: Cause.objects.order_by().values_list("pk", "branch"))
_PAIRS = Prepared(lambda since, until: _by_pair(_answered(Complaint.objects.all(), since, until)))
