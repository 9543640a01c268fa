"""M8, M9 and M18 of a period, each with the rows behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slovo.domain.complaints.figures import (
    Counted,
    differing,
    is_target_met,
    recurrence,
    satisfied,
)
from slovo.domain.complaints.gaps import differs
from slovo.domain.complaints.models import Complaint, FollowUp, Watch
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.lists import SIZE
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.recovery.period import YEAR, Period
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


@dataclass(frozen=True, slots=True)
class Line:
    """One row behind a number: which complaint, what it says, whether it counts as a hit."""

    number: int
    name: str
    words: str
    when: str
    is_hit: bool


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
    lines: list[Line]
    beside: list[Line]

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
        _satisfied(satisfied(user, since, until), voice),
        _differing(differing(user, since, until), voice),
        _recurrence(recurrence(user, since, until, at), voice),
    ]


def _satisfied(found: Counted, voice: Voice) -> Figure:
    is_met = is_target_met(found)
    verdict = ""
    if is_met is not None:
        verdict = (
            _("The goal is met: even the lower bound lies above a half.")
            if is_met
            else _("The goal is not met yet: the lower bound lies at a half or below.")
        )
    related = FollowUp.objects.select_related("complaint__person").only(
        "result", "score", "ended_at", "complaint__number", "complaint__person__full_name"
    )

    def lines(keys: Sequence[int]) -> list[Line]:
        return [_helped(row, voice) for row in _loaded(related, keys)]

    beside = _("Unknown, and counted nowhere")
    return _figure("satisfied", _("Satisfied in the end"), found, lines, verdict, beside)


def _helped(row: FollowUp, voice: Voice) -> Line:
    score = _("%(score)s of 10") % {"score": row.score} if row.score is not None else ""
    words = ", ".join(filter(None, [str(row.get_result_display()), score]))
    when = voice.full(row.ended_at) if row.ended_at else ""
    is_hit = row.result == "solved"
    return Line(row.complaint.number, row.complaint.person.full_name, words, when, is_hit)


def _differing(found: Counted, voice: Voice) -> Figure:
    related = Complaint.objects.select_related("person", "stated_cause", "real_cause").only(
        "number", "received_at", "person__full_name", "stated_cause", "real_cause"
    )

    def lines(keys: Sequence[int]) -> list[Line]:
        return [_causes(row, voice) for row in _loaded(related, keys)]

    return _figure("differing", _("The real cause lay elsewhere"), found, lines)


def _causes(row: Complaint, voice: Voice) -> Line:
    said = {"stated": row.stated_cause, "real": row.real_cause}
    words = _("said: %(stated)s; was: %(real)s") % said
    when = voice.full(row.received_at)
    return Line(row.number, row.person.full_name, words, when, bool(differs(row)))


def _recurrence(found: Counted, voice: Voice) -> Figure:
    related = Watch.objects.select_related("measure__complaint", "cause", "recurred_by").only(
        "since", "until", "measure__text", "measure__complaint__number", "cause", "recurred_by"
    )

    def lines(keys: Sequence[int]) -> list[Line]:
        return [_watched(row, voice) for row in _loaded(related, keys)]

    beside = _("Watched still, and counted nowhere")
    return _figure("recurrence", _("Happened again after a measure"), found, lines, "", beside)


def _watched(row: Watch, voice: Voice) -> Line:
    until = {"since": voice.date(row.since), "until": voice.date(row.until)}
    when = _("%(since)s – %(until)s") % until
    again = f" → C-{row.recurred_by.number}" if row.recurred_by else ""
    number = row.measure.complaint.number
    return Line(number, row.measure.text, f"{row.cause}{again}", when, bool(again))


def _loaded(rows: QuerySet[Any], keys: Sequence[int]) -> list[Any]:
    """In the order of the keys."""
    known = rows.in_bulk(keys)
    return [known[key] for key in keys if key in known]


def _figure(  # noqa: PLR0917 - a figure has this many words
    key: str,
    name: str,
    found: Counted,
    lines: Callable[[Sequence[int]], list[Line]],
    verdict: str = "",
    beside: str = "",
) -> Figure:
    counts = (len(found.rows), len(found.beside))
    shown = (lines(found.rows[:SIZE]), lines(found.beside[:SIZE]))
    return Figure(key, name, *_share(found), verdict, beside, *counts, *shown)


def _share(found: Counted) -> tuple[str, str]:
    """No data is said, never zero."""
    share = found.share
    if share is None:
        return _("no data"), ""
    words = percents(share)
    counted = {"hits": len(found.hits), "all": len(found.rows), **words}
    small = _("%(hits)d of %(all)d; the true share lies between %(low)s and %(high)s %%") % counted
    return _("%(share)s %%") % words, small
