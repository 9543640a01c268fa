"""Numbers with their rows: M6 recovery times, M34 forgiveness, retention after failure (R009)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slovo.domain.clients.models import Person
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.mistakes.failures import SIMILAR_DAYS, repeated
from slovo.domain.mistakes.models import Failure, Mistake
from slovo.domain.mistakes.models.failure import FailureQuery
from slovo.domain.mistakes.models.mistake import MistakeQuery
from slovo.domain.staff.hours import today_of_firm
from slovo.lib.stats import Share, nearest_rank, wilson

RETAINED_AFTER = timedelta(days=180)
STAMPS = (
    "discovered_at admitted_at admit_by apologised_at plan_at plan_by correct_by corrected_at"
).split()
# subjects such as complaint:5 → those recovered well; the apps above add their own
RECOVERED: dict[str, Callable[[list[int]], set[int]]] = {}


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


def forgiveness(failures: FailureQuery, at: datetime) -> list[Forgiven]:
    """M34: whom we failed how often in the last 180 days, the most first."""
    since = at - timedelta(days=SIMILAR_DAYS)
    rows = failures.standing().filter(at__gt=since, at__lte=at)
    related = ("person", "cause", "case__person", "case__service_class__calendar")
    by_person: dict[int, list[Failure]] = {}
    for failure in rows.select_related(*related).order_by("-at", "-pk"):
        by_person.setdefault(failure.person_id, []).append(failure)
    second = repeated([failure for group in by_person.values() for failure in group])
    found = [_forgiven(group, second) for group in by_person.values()]
    return sorted(found, key=lambda row: (-row.seconds, -row.count, row.person.full_name))


def retention(failures: FailureQuery, at: datetime) -> list[Kept]:
    """R009: of failures 180 days ago or longer, who works on with us; by how well we recovered."""
    rows = list(failures.standing().filter(at__lte=at - RETAINED_AFTER).order_by("pk"))
    kept = {failure.pk for failure in rows if works_on(failure)}
    well = _recovered(rows)
    return [
        _kept("all", rows, kept),
        _kept("well", [row for row in rows if row.pk in well], kept),
        _kept("not", [row for row in rows if row.pk not in well], kept),
    ]


def works_on(failure: Failure) -> bool:
    """An agreement signed since, or work done for him: within 180 days of the failure."""
    since, until = failure.at, failure.at + RETAINED_AFTER
    agreements = Engagement.objects.filter(person=failure.person_id)
    if agreements.filter(signed_at__gt=since, signed_at__lte=until).exists():
        return True
    days = {"day__gt": today_of_firm(since), "day__lte": today_of_firm(until)}
    work = TimeEntry.objects.filter(engagement__person=failure.person_id, dropped_at=None, **days)
    return work.filter(rework=None).exists()


def recovered_well(keys: list[int]) -> set[int]:
    """Closed mistakes that were admitted, planned and put right in time, at the first attempt."""
    rows = Mistake.objects.closed().counted().filter(pk__in=keys, returns=0)
    return {row.pk for row in rows if _is_in_time(row)}


RECOVERED["mistake"] = recovered_well


def _is_in_time(mistake: Mistake) -> bool:
    pairs = [
        (mistake.admitted_at, mistake.admit_by),
        (mistake.apologised_at, mistake.admit_by),
        (mistake.plan_at, mistake.plan_by),
        (mistake.corrected_at, mistake.correct_by or mistake.plan_by),
    ]
    return all(stamp is not None and stamp <= limit for stamp, limit in pairs)


def _recovered(rows: Iterable[Failure]) -> set[int]:
    """Failures whose mistake or complaint was recovered well."""
    by_kind: dict[str, dict[int, int]] = {}
    for row in rows:
        kind, _colon, key = row.subject.partition(":")
        by_kind.setdefault(kind, {})[int(key)] = row.pk
    found = set()
    for kind, keys in by_kind.items():
        well = RECOVERED.get(kind)
        found |= {keys[key] for key in well(list(keys))} if well else set()
    return found


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


def _forgiven(group: list[Failure], second: set[int]) -> Forgiven:
    seconds = sum(failure.pk in second for failure in group)
    return Forgiven(group[0].person, len(group), seconds, group)


def _kept(name: str, rows: list[Failure], kept: set[int]) -> Kept:
    count = sum(row.pk in kept for row in rows)
    return Kept(name, count, len(rows), wilson(count, len(rows)))
