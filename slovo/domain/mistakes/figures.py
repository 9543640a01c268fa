"""Numbers with their rows: M6 recovery times, M34 forgiveness, retention after failure (R009)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from slovo.domain.clients.models import Person
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.mistakes.failures import SIMILAR_DAYS, repeated_of
from slovo.domain.mistakes.models import Failure, Mistake
from slovo.domain.mistakes.models.failure import FailureQuery
from slovo.domain.mistakes.models.mistake import MistakeQuery
from slovo.domain.staff.hours import zone_of_firm
from slovo.lib.stats import Share, nearest_rank, wilson

SAID = ("at", "subject", "person__full_name", "cause__code", "cause__name", "case__number")
RETAINED_AFTER = timedelta(days=180)
STAMPS = (
    "discovered_at admitted_at admit_by apologised_at plan_at plan_by correct_by corrected_at"
).split()


@dataclass(frozen=True, slots=True)
class Times:
    """One line of M6: seconds in the middle, how many came in their limit, of how many.

    A stamp that is missing when its limit is over is a miss; one still to come is not counted.
    """

    name: str
    median: float | None
    in_limit: int
    count: int
    interval: Share | None


@dataclass(frozen=True, slots=True)
class Forgiven:
    """One person of M34: failures in 180 days, and those that were the second of their kind."""

    person: Person
    count: int
    seconds: int
    failures: list[Failure]


@dataclass(frozen=True, slots=True)
class Kept:
    """Retention 180 days after a failure: how many worked on with us, of how many."""

    name: str
    kept: int
    count: int
    interval: Share | None


def recovery_times(
    mistakes: MistakeQuery, since: datetime, until: datetime, at: datetime
) -> list[Times]:
    """M6, over mistakes found in [since, until)."""
    found = mistakes.counted().filter(discovered_at__gte=since, discovered_at__lt=until)
    rows = list(found.order_by("pk").values_list(*STAMPS, named=True))
    return [
        _times("admitted", [(m.discovered_at, m.admitted_at, m.admit_by) for m in rows], at),
        _times("apologised", [(m.discovered_at, m.apologised_at, m.admit_by) for m in rows], at),
        _times("plan", [(m.discovered_at, m.plan_at, m.plan_by) for m in rows], at),
        _times("corrected", [(m.correct_by, m.corrected_at, m.correct_by) for m in rows], at),
    ]


def forgiveness(
    failures: FailureQuery, at: datetime, *, after: int = 0, most: int | None = None
) -> list[Forgiven]:
    """M34: whom we failed how often in the last 180 days, the most first.

    `most` of them, those that come `after` this person.
    """
    rows = failures.standing().filter(at__gt=at - timedelta(days=SIMILAR_DAYS), at__lte=at)
    seconds = Counter(repeated_of(rows).values())
    people = rows.order_by("person").values_list("person", "person__full_name")
    counted = people.annotate(count=Count("pk"))
    ranked = sorted(counted, key=lambda row: (-seconds[row[0]], -row[2], row[1]))
    keys = [person for person, _name, _count in ranked]
    begin = keys.index(after) + 1 if after in keys else 0
    shown = keys[begin : begin + most if most else None]
    by_person: dict[int, list[Failure]] = {person: [] for person in shown}
    theirs = (rows.filter(person__in=shown) if most else rows).order_by("-at", "-pk")
    for failure in theirs.select_related("person", "cause", "case").only(*SAID):
        by_person[failure.person_id].append(failure)
    return [_forgiven(group, seconds[person]) for person, group in by_person.items()]


def retention(failures: FailureQuery, at: datetime) -> list[Kept]:
    """R009: of failures 180 days ago or longer, who works on with us; by how well we recovered."""
    rows = failures.standing().filter(at__lte=at - RETAINED_AFTER).order_by()
    kept, well, count = _working_on(rows), _recovered_well(rows), rows.count()
    return [
        _kept("all", len(kept), count),
        _kept("well", len(kept & well), len(well)),
        _kept("not", len(kept - well), count - len(well)),
    ]


def _working_on(failures: FailureQuery) -> set[str]:
    """An agreement signed since, or work done for him: within 180 days of the failure."""
    zone = ZoneInfo(zone_of_firm())
    theirs = Engagement.objects.filter(person=OuterRef("person"))
    signed = theirs.filter(signed_at__gt=OuterRef("at")).order_by("signed_at").values("signed_at")
    work = TimeEntry.objects.filter(engagement__person=OuterRef("person"), day__gt=OuterRef("day"))
    worked = work.filter(dropped_at=None, rework=None).order_by("day").values("day")
    rows = failures.filter(Exists(theirs)).annotate(
        day=TruncDate("at", tzinfo=zone), signed=Subquery(signed[:1]), worked=Subquery(worked[:1])
    )
    return {
        subject
        for subject, at, signed, worked in rows.values_list("subject", "at", "signed", "worked")
        if (signed and signed <= at + RETAINED_AFTER)
        or (worked and worked <= (at + RETAINED_AFTER).astimezone(zone).date())
    }


def _recovered_well(failures: FailureQuery) -> set[str]:
    """Closed mistakes that were admitted, planned and put right in time, at the first attempt."""
    told = Q(admitted_at__lte=F("admit_by"), apologised_at__lte=F("admit_by"))
    done = Q(plan_at__lte=F("plan_by"), corrected_at__lte=Coalesce("correct_by", "plan_by"))
    found = Mistake.objects.closed().counted().filter(told, done, returns=0)
    known = [f"mistake:{pk}" for pk in found.values_list("pk", flat=True)]
    return set(failures.filter(subject__in=known).values_list("subject", flat=True))


def _times(
    name: str, rows: list[tuple[datetime | None, datetime | None, datetime | None]], at: datetime
) -> Times:
    spans, in_limit, count = [], 0, 0
    for start, stamp, limit in rows:
        if limit is None or start is None or (stamp is None and limit >= at):
            continue
        count += 1
        in_limit += stamp is not None and stamp <= limit
        if stamp is not None:
            spans.append((stamp - start).total_seconds())
    median = nearest_rank(sorted(spans), 0.5) if spans else None
    return Times(name, median, in_limit, count, wilson(in_limit, count))


def _forgiven(group: list[Failure], seconds: int) -> Forgiven:
    return Forgiven(group[0].person, len(group), seconds, group)


def _kept(name: str, kept: int, count: int) -> Kept:
    return Kept(name, kept, count, wilson(kept, count))
