"""How well we recover: times in their limits, whom we failed twice, who works on with us."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.cases.models.confidence import ready
from slovo.domain.mistakes.figures import (
    Forgiven,
    Kept,
    Times,
    forgiveness,
    recovery_times,
    retention,
)
from slovo.domain.mistakes.models import Failure, Mistake
from slovo.domain.mistakes.models.mistake import MistakeQuery
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import SIZE
from slovo.interfaces.desk.mistakes.rows import mistake_row
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.promises.sifting import number
from slovo.interfaces.desk.recovery.period import Period
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock, moments
from slovo.lib.prepared import PreparedModels
from slovo.lib.stats import Share
from slovo.web.patterns import Pattern

MOST = 100
NAMES = {
    "admitted": gettext_lazy("Admitted, within four hours"),
    "apologised": gettext_lazy("Apologised, within four hours"),
    "plan": gettext_lazy("Given a date, by the next business day"),
    "corrected": gettext_lazy("Put right, by the date promised"),
    "all": gettext_lazy("All failures"),
    "well": gettext_lazy("Recovered well"),
    "not": gettext_lazy("Not recovered well"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One number: its name, its value, and what stands behind it."""

    name: str
    value: str
    small: str


@for_desk()
def show(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    mistakes, failures = Mistake.objects.visible_to(user), Failure.objects.visible_to(user)
    period = Period.read(request.GET.get("period", ""), voice.now, voice.language)
    since, until = period.since, period.until
    judged_at = min(until, voice.now + timedelta(seconds=1))
    after = number(request.GET.get("after", ""))
    people = forgiveness(failures, judged_at, after=after, most=SIZE + 1)
    span = {"since": since, "until": until}
    rows = ready(_FOUND, user, lambda: _found(mistakes, **span), **span)
    times = recovery_times(mistakes, since, until, judged_at)
    context = {
        "period": period.name,
        "times": [time_line(row, voice) for row in times],
        "kept": [kept_line(row) for row in retention(failures, voice.now)],
        "people": _drawn(people[:SIZE], voice.language),
        "after": people[SIZE - 1].person.pk if len(people) > SIZE else 0,
        "key": period.key,
        "rows": [mistake_row(row, voice) for row in rows],
    }
    return render(request, "desk/mistakes/figures.html", context)


def _found(mistakes: MistakeQuery, since: datetime, until: datetime) -> MistakeQuery:
    span = {"discovered_at__gte": since, "discovered_at__lt": until}
    return mistakes.counted().filter(**span).whole()[:MOST]


_FOUND = PreparedModels(
    Mistake, lambda since, until: _found(Mistake.objects.all(), since=since, until=until)
)


def _drawn(people: list[Forgiven], language: str) -> list[SafeString]:
    pattern = Pattern("desk/mistakes/failed_row.html", language)
    case = '<a href="{}">{}</a>'
    rows = []
    for row in people:
        cases = [
            (reverse("case-show", args=[failure.case.ref]), failure.cause.name)
            for failure in row.failures
        ]
        said = {"name": row.person.full_name, "count": row.count, "again": row.seconds}
        said["url"] = reverse("person-show", args=[row.person.pk])
        said["why"] = format_html_join(", ", case, cases)
        rows.append(pattern.fill(said, has_again=bool(row.seconds)))
    return rows


def time_line(row: Times, voice: Voice) -> Line:
    small = _share_words(row.in_limit, row.count, row.interval)
    if row.median is None:
        return Line(str(NAMES[row.name]), _("no data"), small)
    span = moments.span(abs(row.median), voice.language)
    if row.name == "corrected":
        words = _("%(span)s early") if row.median <= 0 else _("%(span)s late")
        return Line(str(NAMES[row.name]), words % {"span": span}, small)
    return Line(str(NAMES[row.name]), span, small)


def kept_line(row: Kept) -> Line:
    small = _share_words(row.kept, row.count, row.interval)
    if row.interval is None:
        return Line(str(NAMES[row.name]), _("no data"), small)
    return Line(str(NAMES[row.name]), _("%(share)s %%") % percents(row.interval), small)


def _share_words(part: int, count: int, interval: Share | None) -> str:
    if interval is None:
        return ""
    words = {"part": part, "count": count, **percents(interval)}
    return _("%(part)d of %(count)d; between %(low)s and %(high)s %%") % words
