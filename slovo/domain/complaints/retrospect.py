"""What a quarterly review looks back on: lists of keys, frozen with it (ISO 10002, 8.6)."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from slovo.domain.complaints.figures import satisfied
from slovo.domain.complaints.models import OWED, Complaint, Measure
from slovo.domain.complaints.models.measure import LATE, Stand
from slovo.domain.complaints.numbers import Number, Span, failures_in, numbers, put_backs_in
from slovo.domain.complaints.punctual import STEPS, received
from slovo.domain.mistakes.failures import repeated_in
from slovo.domain.mistakes.models import Failure, Mistake
from slovo.domain.mistakes.models.failure import FailureQuery

KEPT = 500  # keys of one list; how many there are is kept in any case
A_YEAR = timedelta(days=365)


def has_anything(span: Span) -> bool:
    """A quarter without a complaint or a mistake needs no review by itself."""
    inside = {"received_at__gte": span.since, "received_at__lt": span.until}
    found = {"discovered_at__gte": span.since, "discovered_at__lt": span.until}
    return (
        Complaint.objects.filter(**inside).exists()
        or Mistake.objects.counted().filter(**found).exists()
    )


def frozen_numbers(span: Span) -> list[dict[str, Any]]:
    return [asdict(number) for number in numbers(span)]


def thawed(rows: list[dict[str, Any]]) -> list[Number]:
    return [Number(**row) for row in rows]


def frozen_rows(span: Span) -> dict[str, dict[str, Any]]:
    """List → how many, and the keys of the first of them."""
    return {name: _kept(keys) for name, keys in _lists(span)}


def _lists(span: Span) -> Iterator[tuple[str, Iterable[int]]]:
    failures = failures_in(span)
    named, before = _named(failures), _named_before(span)
    yield "new_causes", sorted(named - before)
    yield "recurring_causes", sorted(named & before)
    measures = Measure.objects.visible_to(span.user)
    late = (LATE, Stand.RECURRED)
    yield (
        "measures_late",
        [pk for stand in late for pk in _keys(measures.that_stand(stand, span.at))],
    )
    ownerless = measures.standing().filter(in_force_at=None, owner__left_at__isnull=False)
    yield "measures_without_owner", _keys(ownerless)
    complaints = received(span.user, span.since, span.until)
    for name, step in (("limits_missed", "answered"), ("laws_missed", "lawful")):
        judged = STEPS[step].rows(complaints, span.at)
        yield name, _keys(judged.exclude(pk__in=judged.filter(STEPS[step].kept).values("pk")))
    visible = Complaint.objects.visible_to(span.user)
    yield "unanswered", _keys(visible.open().filter(phase__in=OWED, received_at__lt=span.until))
    yield "unknown", satisfied(span.user, span.since, span.until).beside
    yield "put_backs", list(put_backs_in(span))
    yield "second_failures", sorted(repeated_in(span.user, span.since, span.until), reverse=True)


def _named_before(span: Span) -> set[int]:
    """Causes of the twelve months before."""
    rows = Failure.objects.visible_to(span.user).standing()
    return _named(rows.filter(at__gte=span.since - A_YEAR, at__lt=span.since))


def _named(failures: FailureQuery) -> set[int]:
    return set(failures.order_by().values_list("cause", flat=True).distinct())


def _keys(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _kept(keys: Iterable[int]) -> dict[str, Any]:
    known = list(keys)
    return {"count": len(known), "keys": known[:KEPT]}
