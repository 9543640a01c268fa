"""M8, M9 and M18 of a period, each with the rows behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.figures import (
    Counted,
    Tally,
    differing,
    differing_by_cause,
    is_target_met,
    recurrence,
    recurrence_by_cause,
    satisfied,
    satisfied_sum,
)
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.models.followup import Result
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import SIZE
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.recovery.period import YEAR, Period
from slovo.interfaces.desk.spoken import Voice, quick
from slovo.lib import clock
from slovo.web.patterns import Pattern

Row = dict[str, Any]
HELPED = ("result", "score", "ended_at", "complaint__number", "complaint__person__full_name")
CAUSES = (
    *("number", "received_at", "person__full_name"),
    *("stated_cause__name", "stated_cause__branch", "real_cause__name", "real_cause__branch"),
)
WATCHED = (
    *("since", "until", "cause__name", "recurred_by__number"),
    *("measure__text", "measure__complaint__number"),
)


class Line(NamedTuple):
    """One row behind a number: which complaint, what it says, whether it counts as a hit."""

    number: int
    name: str
    words: str
    when: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A share as the reader writes numbers, how it is reckoned, and its rows once it is open."""

    key: str
    name: str
    value: str
    small: str
    verdict: str
    beside_name: str
    count: int
    beside_count: int
    url: str
    is_open: bool
    lines: list[SafeString]
    beside: list[SafeString]

    @property
    def left(self) -> int:
        """Rows that do not stand here for want of room."""
        return self.count - len(self.lines)


class Kind(NamedTuple):
    """What a figure is called, and how the rows behind it are found, read and said."""

    name: Any
    beside: Any
    found: Callable[[User, Period, datetime], Counted]
    columns: Sequence[str]
    line: Callable[[Row, Voice], Line]


@require_safe
@for_desk()
def show(request: HttpRequest) -> HttpResponse:
    """Twelve months, or the period that is asked for; `rows`: of which figure they are open."""
    at = clock.now()
    voice = Voice.here(at)
    period = Period.read(request.GET.get("period", ""), at, voice.language, otherwise=YEAR)
    figures = figures_of(reader(request), voice, period, request.GET.get("rows", ""))
    return render(request, "desk/inquiry/figures.html", {"figures": figures, "period": period})


def figures_of(user: User, voice: Voice, period: Period, opened: str) -> list[Figure]:
    since, until, at = period.since, period.until, voice.now
    tallies = {
        "satisfied": satisfied_sum(user, since, until),
        "differing": Tally.of(differing_by_cause(user, since, until)),
        "recurrence": Tally.of(recurrence_by_cause(user, since, until, at)),
    }
    return [_figure(key, tally, user, voice, period, opened) for key, tally in tallies.items()]


def _figure(  # noqa: PLR0917 - a figure of a page for one reader
    key: str, tally: Tally, user: User, voice: Voice, period: Period, opened: str
) -> Figure:
    kind, is_open = KINDS[key], key == opened
    value, small = _share(tally)
    lines, beside = _rows(kind, user, voice, period) if is_open else ([], [])
    return Figure(
        key=key,
        name=str(kind.name),
        value=value,
        small=small,
        verdict=_verdict(tally) if key == "satisfied" else "",
        beside_name=str(kind.beside),
        count=tally.count,
        beside_count=tally.beside,
        url=f"?period={period.key}&rows={key}",
        is_open=is_open,
        lines=lines,
        beside=beside,
    )


def _verdict(tally: Tally) -> str:
    is_met = is_target_met(tally)
    if is_met is None:
        return ""
    if is_met:
        return _("The goal is met: even the lower bound lies above a half.")
    return _("The goal is not met yet: the lower bound lies at a half or below.")


def _rows(
    kind: Kind, user: User, voice: Voice, period: Period
) -> tuple[list[SafeString], list[SafeString]]:
    """Of the figure, and beside it; the newest."""
    found = kind.found(user, period, voice.now)
    return _drawn(found.rows, kind, user, voice), _drawn(found.beside, kind, user, voice)


def _drawn(keys: QuerySet[Any, int], kind: Kind, user: User, voice: Voice) -> list[SafeString]:
    """Whose measure it is sees the measure, and not always its complaint."""
    pattern = Pattern("desk/inquiry/figure_line.html", voice.language)
    url = reverse("complaint-show", args=[0]).replace("0", "%s")
    said = [kind.line(row, voice) for row in keys.values(*kind.columns)[:SIZE]]
    shown = {line.number for line in said}
    if hides_from(user):
        visible = Complaint.objects.visible_to(user).filter(number__in=shown)
        shown = set(visible.values_list("number", flat=True))
    return [
        pattern.fill(
            {"url": url % line.number, **line._asdict()},
            is_hit=line.is_hit,
            is_open=line.number in shown,
        )
        for line in said
    ]


def _helped(row: Row, voice: Voice) -> Line:
    is_scored, result = row["score"] is not None, row["result"]
    score = quick("%(score)s of 10") % row if is_scored else ""
    said = str(Result(result).label) if result else ""
    when = voice.full(row["ended_at"]) if row["ended_at"] else ""
    name, is_hit = row["complaint__person__full_name"], result == Result.SOLVED
    return Line(
        row["complaint__number"], name, ", ".join(filter(None, [said, score])), when, is_hit
    )


def _causes(row: Row, voice: Voice) -> Line:
    said = {"stated": row["stated_cause__name"], "real": row["real_cause__name"]}
    words = quick("said: %(stated)s; was: %(real)s") % said
    stated, real = row["stated_cause__branch"], row["real_cause__branch"]
    is_hit = bool(stated and real and stated != real)
    when = voice.full(row["received_at"])
    return Line(row["number"], row["person__full_name"], words, when, is_hit)


def _watched(row: Row, voice: Voice) -> Line:
    until = {"since": voice.date(row["since"]), "until": voice.date(row["until"])}
    when = quick("%(since)s – %(until)s") % until
    again = f" → C-{row['recurred_by__number']}" if row["recurred_by__number"] else ""
    words = f"{row['cause__name']}{again}"
    number = row["measure__complaint__number"]
    return Line(number, row["measure__text"], words, when, bool(again))


KINDS = {
    "satisfied": Kind(
        *(gettext_lazy("Satisfied in the end"), gettext_lazy("Unknown, and counted nowhere")),
        lambda user, period, _at: satisfied(user, period.since, period.until),
        *(HELPED, _helped),
    ),
    "differing": Kind(
        *(gettext_lazy("The real cause lay elsewhere"), ""),
        lambda user, period, _at: differing(user, period.since, period.until),
        *(CAUSES, _causes),
    ),
    "recurrence": Kind(
        gettext_lazy("Happened again after a measure"),
        gettext_lazy("Watched still, and counted nowhere"),
        lambda user, period, at: recurrence(user, period.since, period.until, at),
        *(WATCHED, _watched),
    ),
}


def _share(tally: Tally) -> tuple[str, str]:
    """No data is said, never zero."""
    share = tally.share
    if share is None:
        return _("no data"), ""
    words = percents(share)
    counted = {"hits": tally.hits, "all": tally.count, **words}
    small = _("%(hits)d of %(all)d; the true share lies between %(low)s and %(high)s %%") % counted
    return _("%(share)s %%") % words, small
