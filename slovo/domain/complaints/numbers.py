"""The figures of recovery in one span, by the name of each: so many of so many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from slovo.domain.cases.models.confidence import ready
from slovo.domain.complaints.figures import (
    Tally,
    differing_by_cause,
    recurrence_by_cause,
    satisfied_sum,
)
from slovo.domain.complaints.punctual import punctuality
from slovo.domain.goodwill.models import PutBack
from slovo.domain.goodwill.models.putback import PutBackQuery
from slovo.domain.mistakes.failures import repeated_in
from slovo.domain.mistakes.figures import recovery_times
from slovo.domain.mistakes.models import Failure, Mistake
from slovo.domain.mistakes.models.failure import FailureQuery
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Span:
    """[since, until), as it is known at an instant, to one reader."""

    user: User
    since: datetime
    until: datetime
    at: datetime

    @property
    def instants(self) -> dict[str, datetime]:
        return {"since": self.since, "until": self.until}


@dataclass(frozen=True, slots=True)
class Number:
    """`beside` is shown apart and not counted; `median` in seconds; `law`: the law it is about."""

    name: str
    part: int
    count: int
    beside: int = 0
    median: float | None = None
    law: int | None = None


def numbers(span: Span) -> list[Number]:
    """M6, M7, M9, M18, M8, M34 and M27, in this order."""
    return [*_mistakes(span), *_in_time(span), *_answers(span), *_again(span), _put_back(span)]


def failures_in(span: Span) -> FailureQuery:
    rows = Failure.objects.visible_to(span.user).within(span.since, span.until)
    return rows.order_by("-at", "-pk")


def put_backs_in(span: Span) -> dict[int, int]:
    """Case → how often it was put behind the others, the most often first."""
    visible, asked = PutBack.objects.visible_to(span.user), span.instants
    return dict(ready(_PUT_BACK, span.user, lambda: _put_in(visible, **asked), **asked))


def _put_in(rows: PutBackQuery, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    within = rows.filter(put_at__gte=since, put_at__lt=until).values_list("case")
    times = within.annotate(times=Count("pk"), last=Max("pk"))
    return times.order_by("-times", "-last").values_list("case", "times")


_PUT_BACK = Prepared(lambda since, until: _put_in(PutBack.objects.all(), since, until))


def _mistakes(span: Span) -> Iterator[Number]:
    rows = Mistake.objects.visible_to(span.user)
    for row in recovery_times(rows, span.since, span.until, min(span.until, span.at)):
        yield Number(row.name, row.in_limit, row.count, median=row.median)


def _in_time(span: Span) -> Iterator[Number]:
    for row in punctuality(span.user, span.since, span.until, span.at):
        yield Number(row.step, row.kept, row.count, law=row.law.pk if row.law else None)


def _answers(span: Span) -> Iterator[Number]:
    yield _of("satisfied", satisfied_sum(span.user, span.since, span.until))
    yield _of("differing", Tally.of(differing_by_cause(span.user, span.since, span.until)))


def _again(span: Span) -> Iterator[Number]:
    measures = recurrence_by_cause(span.user, span.since, span.until, span.at)
    yield _of("recurrence", Tally.of(measures))
    rows = failures_in(span)
    sums = rows.order_by().aggregate(count=Count("pk"), people=Count("person", distinct=True))
    again = repeated_in(span.user, span.since, span.until)
    yield Number("second", len(again), sums["count"], beside=sums["people"])


def _put_back(span: Span) -> Number:
    times = put_backs_in(span).values()
    return Number("put_back", sum(each > 1 for each in times), len(times), sum(times))


def _of(name: str, found: Tally) -> Number:
    return Number(name, found.hits, found.count, found.beside)
