"""M8, M9 and M18 of a period, each with the rows behind it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
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
from slovo.domain.complaints.models import Complaint, FollowUp, Watch
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


@dataclass(frozen=True, slots=True)
class Line:
    """One row behind a number: which complaint, what it says, whether it counts as a hit.

    Whose measure it is sees the measure, and not always the complaint: then it is not `is_open`.
    """

    number: int
    name: str
    words: str
    when: str
    is_hit: bool
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A share as the reader writes numbers, how it is reckoned, and its rows."""

    key: str
    name: str
    value: str
    small: str
    verdict: str
    beside_name: str
    count: int
    beside_count: int
    lines: list[SafeString]
    beside: list[SafeString]

    @property
    def left(self) -> int:
        """Rows that do not stand here for want of room."""
        return self.count - len(self.lines)


@require_safe
@for_desk()
def show(request: HttpRequest) -> HttpResponse:
    """Twelve months, or the period that is asked for."""
    at = clock.now()
    voice = Voice.here(at)
    period = Period.read(request.GET.get("period", ""), at, voice.language, otherwise=YEAR)
    figures = figures_of(reader(request), voice, period)
    return render(request, "desk/inquiry/figures.html", {"figures": figures, "period": period})


def figures_of(user: User, voice: Voice, period: Period) -> list[Figure]:
    since, until, at = period.since, period.until, voice.now
    return [
        _satisfied(satisfied(user, since, until), satisfied_sum(user, since, until), voice),
        _differing(
            differing(user, since, until), Tally.of(differing_by_cause(user, since, until)), voice
        ),
        _recurrence(
            user,
            recurrence(user, since, until, at),
            Tally.of(recurrence_by_cause(user, since, until, at)),
            voice,
        ),
    ]


def _satisfied(found: Counted, tally: Tally, voice: Voice) -> Figure:
    is_met = is_target_met(tally)
    verdict = ""
    if is_met is not None:
        verdict = (
            _("The goal is met: even the lower bound lies above a half.")
            if is_met
            else _("The goal is not met yet: the lower bound lies at a half or below.")
        )
    names = ("result", "score", "ended_at", "complaint__number", "complaint__person__full_name")

    def lines(keys: Sequence[int]) -> list[Line]:
        rows = _loaded(FollowUp.objects.values("pk", *names), keys)
        return [_helped(row, voice) for row in rows]

    beside = _("Unknown, and counted nowhere")
    name = _("Satisfied in the end")
    return _figure("satisfied", name, found, tally, lines, verdict, beside)


def _helped(row: Row, voice: Voice) -> Line:
    is_scored, result = row["score"] is not None, row["result"]
    score = quick("%(score)s of 10") % row if is_scored else ""
    said = str(Result(result).label) if result else ""
    when = voice.full(row["ended_at"]) if row["ended_at"] else ""
    name, is_hit = row["complaint__person__full_name"], result == Result.SOLVED
    return Line(
        row["complaint__number"], name, ", ".join(filter(None, [said, score])), when, is_hit
    )


def _differing(found: Counted, tally: Tally, voice: Voice) -> Figure:
    causes = [f"{side}_cause__{word}" for side in ("stated", "real") for word in ("name", "branch")]

    def lines(keys: Sequence[int]) -> list[Line]:
        names = ("number", "received_at", "person__full_name", *causes)
        return [
            _causes(row, voice) for row in _loaded(Complaint.objects.values("pk", *names), keys)
        ]

    return _figure("differing", _("The real cause lay elsewhere"), found, tally, lines)


def _causes(row: Row, voice: Voice) -> Line:
    said = {"stated": row["stated_cause__name"], "real": row["real_cause__name"]}
    words = quick("said: %(stated)s; was: %(real)s") % said
    stated, real = row["stated_cause__branch"], row["real_cause__branch"]
    is_hit = bool(stated and real and stated != real)
    when = voice.full(row["received_at"])
    return Line(row["number"], row["person__full_name"], words, when, is_hit)


def _recurrence(user: User, found: Counted, tally: Tally, voice: Voice) -> Figure:
    watched = ("since", "until", "cause__name", "recurred_by__number")

    def lines(keys: Sequence[int]) -> list[Line]:
        names = (*watched, "measure__text", "measure__complaint__number")
        rows = _loaded(Watch.objects.values("pk", *names), keys)
        numbers = {row["measure__complaint__number"] for row in rows}
        if hides_from(user):
            shown = Complaint.objects.visible_to(user).filter(number__in=numbers)
            numbers = set(shown.values_list("number", flat=True))
        return [_watched(row, numbers, voice) for row in rows]

    beside = _("Watched still, and counted nowhere")
    name = _("Happened again after a measure")
    return _figure("recurrence", name, found, tally, lines, "", beside)


def _watched(row: Row, shown: Collection[int], voice: Voice) -> Line:
    until = {"since": voice.date(row["since"]), "until": voice.date(row["until"])}
    when = quick("%(since)s – %(until)s") % until
    again = f" → C-{row['recurred_by__number']}" if row["recurred_by__number"] else ""
    words = f"{row['cause__name']}{again}"
    number = row["measure__complaint__number"]
    return Line(number, row["measure__text"], words, when, bool(again), number in shown)


def _loaded(rows: QuerySet[Any, Row], keys: Sequence[int]) -> list[Row]:
    """In the order of the keys."""
    known = {row["pk"]: row for row in rows.filter(pk__in=keys).order_by()}
    return [known[key] for key in keys if key in known]


def _drawn(lines: list[Line]) -> list[SafeString]:
    pattern = Pattern("desk/inquiry/figure_line.html", get_language())
    url = reverse("complaint-show", args=[0]).replace("0", "%s")
    return [
        pattern.fill(
            {
                "url": url % line.number,
                "number": line.number,
                "name": line.name,
                "words": line.words,
                "when": line.when,
            },
            is_hit=line.is_hit,
            is_open=line.is_open,
        )
        for line in lines
    ]


def _figure(  # noqa: PLR0917 - a figure has this many words
    key: str,
    name: str,
    found: Counted,
    tally: Tally,
    lines: Callable[[Sequence[int]], list[Line]],
    verdict: str = "",
    beside: str = "",
) -> Figure:
    counts = (tally.count, tally.beside)
    shown = (_drawn(lines(list(keys[:SIZE]))) for keys in (found.rows, found.beside))
    return Figure(key, name, *_share(tally), verdict, beside, *counts, *shown)


def _share(tally: Tally) -> tuple[str, str]:
    """No data is said, never zero."""
    share = tally.share
    if share is None:
        return _("no data"), ""
    words = percents(share)
    counted = {"hits": tally.hits, "all": tally.count, **words}
    small = _("%(hits)d of %(all)d; the true share lies between %(low)s and %(high)s %%") % counted
    return _("%(share)s %%") % words, small
