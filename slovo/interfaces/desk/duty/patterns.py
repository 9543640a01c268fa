"""Duties that come again every week or every few."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from babel.dates import get_day_names
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.duty.actions.patterns import end_pattern, save_pattern
from slovo.domain.duty.actions.shifts import RestTooShort
from slovo.domain.duty.models import Pattern
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import today_of_firm
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.duty.forms import PatternForm
from slovo.interfaces.desk.duty.shifts import duty_form
from slovo.lib import clock
from slovo.web.toasts import say

MOST_NAMED = 2


@for_desk("see_rota")
def show_list(request: HttpRequest) -> HttpResponse:
    running = Pattern.objects.filter(ended_at=None).select_related("team", "user")
    rows = [_row(one) for one in running.order_by("team__name", "pk")]
    may_plan = reader(request).may("save_rota")
    return render(request, "desk/duty/patterns.html", {"rows": rows, "may_plan": may_plan})


@for_desk("save_rota")
def new(request: HttpRequest) -> HttpResponse:
    at, is_tired = clock.now(), False
    form = PatternForm(typed(request), initial={"first_day": today_of_firm(at), "every": 1})
    if form.is_bound and form.is_valid():
        try:
            pattern = save_pattern(**form.sides(), by=reader(request), at=at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            is_tired = isinstance(refusal, RestTooShort)
        else:
            words = _("%(name)s is on the rota for eight weeks ahead.")
            say(request, words % {"name": pattern.user.full_name})
            return redirect("pattern-list")
    title = _("A duty that comes again")
    return duty_form(request, form, title=title, button=_("Put on the rota"), is_tired=is_tired)


@require_POST
@for_desk("save_rota")
def end(request: HttpRequest, pattern_id: int) -> HttpResponse:
    end_pattern(get_object_or_404(Pattern, pk=pattern_id), by=reader(request), at=clock.now())
    say(request, _("No more duties come of it; those ahead are off the rota."))
    return redirect("pattern-list")


def pattern_words(pattern: Pattern) -> str:
    """«Monday, Friday, 20:00–08:00, every week»."""
    row = _row(pattern)
    return f"{row['days']}, {row['hours']}, {row['every']}"


def _row(pattern: Pattern) -> dict[str, Any]:
    every = ngettext("every %(count)s week", "every %(count)s weeks", pattern.every)
    if pattern.every == 1:
        every = pgettext("a duty", "every week")
    return {
        "pattern": pattern,
        "days": capfirst(", ".join(_spans(pattern.weekdays))),
        "hours": f"{pattern.starts:%H:%M}–{pattern.ends:%H:%M}",
        "every": every % {"count": pattern.every},
    }


def _spans(weekdays: list[int]) -> Iterator[str]:
    """«Monday–Sunday»; two days that follow each other stay two."""
    names = get_day_names("wide", context="stand-alone", locale=get_language() or "en")
    for _start, run in groupby(enumerate(sorted(weekdays)), key=lambda pair: pair[1] - pair[0]):
        days = [names[day] for _place, day in run]
        yield from [f"{days[0]}–{days[-1]}"] if len(days) > MOST_NAMED else days
