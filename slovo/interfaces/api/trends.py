"""Figures of recovery in a span, and causes over the last twelve months."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import AwareDatetime

from slovo.domain.complaints.numbers import Span, numbers
from slovo.domain.complaints.trend_shapes import number_as_dict, trend_as_dict
from slovo.domain.complaints.trends import KINDS, last_months, trends
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()
LATELY = timedelta(days=92)


@router.get(
    "/recovery-figures", summary="Show the figures of recovery", response=list[dict[str, Any]]
)
def show_figures(
    request: HttpRequest, since: AwareDatetime | None = None, until: AwareDatetime | None = None
) -> list[dict[str, Any]]:
    """Of [since, until); the last three months where nothing is said."""
    user, at = asker(request), clock.now()
    refuse_unless_allowed("see_cases", user)
    until = until or at + timedelta(seconds=1)
    span = Span(user, since or until - LATELY, until, at)
    return [number_as_dict(number) for number in numbers(span)]


@router.get("/cause-trends", summary="Show causes over time", response=dict)
def show_trends(request: HttpRequest, kind: str = "", branch: str = "") -> dict[str, Any]:
    """`kind`: complaint or mistake; both where nothing is said."""
    user, at = asker(request), clock.now()
    refuse_unless_allowed("see_cases", user)
    kinds = [kind] if kind in KINDS else KINDS
    found = trends(user, at, kinds=kinds, branch=branch)
    return {
        "months": [f"{month.first:%Y-%m}" for month in last_months(at)],
        "causes": [trend_as_dict(trend) for trend in found],
    }
