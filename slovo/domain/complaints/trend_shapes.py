"""Figures of recovery and causes over time as plain dictionaries, for the API."""

from typing import Any

from slovo.domain.complaints.numbers import Number
from slovo.domain.complaints.trends import Trend
from slovo.lib.stats import Share, wilson


def number_as_dict(number: Number) -> dict[str, Any]:
    """`median` in seconds; `law`: the number of the law it is about."""
    return {
        "name": number.name,
        "hits": number.part,
        "of": number.count,
        "beside": number.beside,
        "median": number.median,
        "law": number.law,
        **share_as_dict(wilson(number.part, number.count)),
    }


def trend_as_dict(trend: Trend) -> dict[str, Any]:
    """`complaints` and `mistakes` month by month; `apart` of `answered` is M18, `again` M8."""
    again = trend.recurrence
    return {
        "cause": trend.cause.code,
        "branch": trend.cause.branch,
        "complaints": trend.counts["complaint"],
        "mistakes": trend.counts["mistake"],
        "total": trend.total,
        **share_as_dict(trend.share),
        "apart": trend.differing.hits,
        "answered": trend.differing.count,
        "again": {
            "hits": again.hits,
            "of": again.count,
            "beside": again.beside,
            **share_as_dict(again.share),
        },
    }


def share_as_dict(share: Share | None) -> dict[str, float | None]:
    """A fraction with Wilson's interval; null where there is no data, never 0."""
    return {
        "share": share.value if share else None,
        "low": share.low if share else None,
        "high": share.high if share else None,
    }
