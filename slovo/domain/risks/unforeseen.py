"""Reaction to the unforeseen, month by month (R039): to the first word, to the first help.

Both are counted from the moment we noticed. Median and 90th percentile are nearest-rank, as
metrics.md defines: the smallest value with rank >= ceil(q n).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from slovo.domain.risks.models import Surprise
from slovo.domain.risks.speed import Speed, speed_of


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the firm's calendar; `silent` had no word yet, `unhelped` no help."""

    first_day: date
    count: int
    reacted: Speed
    helped: Speed
    silent: int
    unhelped: int


def by_month(surprises: Iterable[Surprise], zone: str) -> list[Month]:
    """The newest month first, by the day we noticed in the firm's zone."""
    rows = sorted(surprises, key=lambda one: one.detected_at, reverse=True)
    return [
        _month(first_day, list(found))
        for first_day, found in groupby(rows, key=lambda one: month_of(one, zone))
    ]


def month_of(surprise: Surprise, zone: str) -> date:
    return surprise.detected_at.astimezone(ZoneInfo(zone)).date().replace(day=1)


def _month(first_day: date, found: list[Surprise]) -> Month:
    reacted = [one.reacted_within for one in found]
    helped = [one.helped_within for one in found]
    return Month(
        first_day,
        len(found),
        speed_of(map(_seconds, reacted)),
        speed_of(map(_seconds, helped)),
        reacted.count(None),
        helped.count(None),
    )


def _seconds(span: timedelta | None) -> float | None:
    return span.total_seconds() if span is not None else None
