"""Causes over time, the most frequent first; and the failures behind one of them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from slovo.domain.complaints.trends import COMPLAINT, KINDS, MISTAKE, Trend, last_months, trends
from slovo.domain.mistakes.models import Branch, Cause
from slovo.interfaces.desk.causes.drawing import draw_figures, month_names
from slovo.interfaces.desk.causes.rows import Asked, Row, rows_behind, watch_rows
from slovo.interfaces.desk.causes.trend_rows import draw_rows
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.patterns import Pattern

NAMES: Mapping[str, Any] = {COMPLAINT: _("Complaints"), MISTAKE: _("Mistakes")}
MOST_OF_ALL = 0.8


@require_safe
@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """Both kinds, unless one of them is switched off."""
    user, at = reader(request), clock.now()
    kinds = [kind for kind in KINDS if kind in request.GET] or list(KINDS)
    branch = request.GET.get("branch", "")
    branch = branch if branch in Branch.values else ""
    found = trends(user, at, kinds=kinds, branch=branch)
    names = month_names(last_months(at), Voice.here(at).language)
    context = {
        "rows": draw_rows(found, names, kinds),
        "figures": draw_figures(found, names, kinds),
        "months": names,
        "kinds": [(kind, NAMES[kind], kind in kinds) for kind in KINDS],
        "branches": [(key, words, key == branch) for key, words in Branch.choices],
        "has_complaints": COMPLAINT in kinds,
        "count": sum(trend.total for trend in found),
        "few": few_of(found),
        "causes": sum(1 for trend in found if trend.total),
    }
    return render(request, "desk/causes/list.html", context)


def few_of(found: list[Trend]) -> int:
    """How many causes make four fifths of all."""
    return sum(1 for row in found if row.total and row.sum_before < MOST_OF_ALL * row.of_all)


@require_safe
@for_desk()
def show(request: HttpRequest, code: str) -> HttpResponse:
    cause = get_object_or_404(Cause, code=code)
    user, voice = reader(request), Voice.here(clock.now())
    asked = Asked.read(request.GET, voice.now)
    rows, after = rows_behind(cause, asked, user, voice, request.GET.get("after", ""))
    watches, left = watch_rows(cause, user, voice)
    context = {
        "cause": cause,
        "rows": _drawn(rows, voice),
        "more_url": f"?{asked.query(after=after)}" if after else "",
        "asked": asked,
        "words": asked.words(voice),
        "watches": watches,
        "left": left,
    }
    return render(request, "desk/causes/show.html", context)


def _drawn(rows: list[Row], voice: Voice) -> list[SafeString]:
    pattern = Pattern("desk/causes/row.html", voice.language)
    return [pattern.fill(asdict(row), is_said=bool(row.said), is_open=row.is_open) for row in rows]
