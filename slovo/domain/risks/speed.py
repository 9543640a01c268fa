"""M17: how fast bad news flies, upward and to the client (metrics.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from slovo.domain.risks.models import Risk
from slovo.domain.risks.models.risk import RiskQuery
from slovo.lib.stats import Share, nearest_rank, wilson


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds from first knowledge, over `count` risks; None when there are none."""

    count: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the window holds: leader-known, client-known, and the share told before due."""

    seen: Speed
    told: Speed
    in_time: int
    with_due: int
    interval: Share | None


def report(risks: RiskQuery, since: datetime, until: datetime) -> Report:
    """Risks first known in [since, until)."""
    found = list(
        risks.filter(first_known_at__gte=since, first_known_at__lt=until)
        .select_related("promise")
        .order_by("pk")
    )
    dues = [risk for risk in found if risk.promise and risk.told_at]
    in_time = sum(_is_in_time(risk) for risk in dues)
    return Report(
        seen=speed_of(_span(risk.first_known_at, risk.seen_at) for risk in found),
        told=speed_of(_span(risk.first_known_at, risk.told_at) for risk in found),
        in_time=in_time,
        with_due=len(dues),
        interval=wilson(in_time, len(dues)),
    )


def _is_in_time(risk: Risk) -> bool:
    return bool(risk.promise and risk.told_at and risk.told_at < risk.promise.due_at)


def _span(since: datetime, until: datetime | None) -> float | None:
    return (until - since).total_seconds() if until else None


def speed_of(spans: Iterable[float | None]) -> Speed:
    """Of those that ended; nearest-rank, as metrics.md says."""
    known = sorted(span for span in spans if span is not None)
    if not known:
        return Speed(0, None, None)
    return Speed(len(known), nearest_rank(known, 0.5), nearest_rank(known, 0.9))
