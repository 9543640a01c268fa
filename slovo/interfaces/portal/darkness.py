"""His own silence strip: when he knew what was going on, and when he waited without a word."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.models import Case
from slovo.domain.cases.silences import stamps_of
from slovo.interfaces.portal.dates import date_words
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments, silence

DAYS = 30
BACK = timedelta(days=DAYS)
NEAR = 14.0  # of the strip's width: what two words in the middle need on a phone
BESIDE_FIRST = 23.0  # the first day begins where the strip does, so it reaches further
Tick = tuple[float, str, str]


class Darkness(NamedTuple):
    parts: silence.StripParts
    sentence: str
    ticks: list[Tick]
    total: str


def darkness(visit: Visit, at: datetime, word_at: datetime | None) -> Darkness | None:
    """None while nothing has happened that a strip could show."""
    case = visit.case
    stamps = stamps_of([case])[case.pk]
    until = min(case.closed_at or at, at)
    if not stamps or stamps[0].at >= until:
        return None
    start, end = _axis(case, at, word_at)
    parts = silence.strip(stamps, start, end, until, word_at)
    dark = [
        (max(since, start), till)
        for since, till in silence.dark_spans(stamps, until)
        if till > start
    ]
    longest = max(dark, key=lambda span: span[1] - span[0], default=None)
    total = sum((till - since for since, till in dark), timedelta())
    ticks = _ticks(visit, [start, *([longest[0]] if longest else [])], start, end, at)
    return Darkness(
        parts,
        _sentence(visit, len(dark), total, longest),
        ticks,
        moments.span(total.total_seconds(), visit.language) if dark else "",
    )


def _axis(case: Case, at: datetime, word_at: datetime | None) -> tuple[datetime, datetime]:
    start = max(case.opened_at, at - BACK)
    past = max(at - start, timedelta(hours=6))
    ahead = max(past / 6, (word_at - at) * 1.1 if word_at and word_at > at else timedelta())
    return at - past, at + ahead


def _ticks(
    visit: Visit, marks: Iterable[datetime], start: datetime, end: datetime, at: datetime
) -> list[Tick]:
    zone = visit.case.zone
    length = (end - start).total_seconds()
    now_x = (at - start).total_seconds() / length * 100
    ticks: list[Tick] = [(now_x, _("now"), "now")]
    for mark in marks:
        x = max((mark - start).total_seconds() / length * 100, 0.0)
        room = NEAR if x else BESIDE_FIRST
        if all(abs(x - other) > room for other, _words, _kind in ticks):
            ticks.append(
                (x, date_words(mark, zone, visit.language, short=True), "" if x else "first")
            )
    return ticks


def _sentence(
    visit: Visit,
    times: int,
    total: timedelta,
    longest: tuple[datetime, datetime] | None,
) -> str:
    if longest is None:
        return _("You have not waited without an answer in the last 30 days.")
    language, zone = visit.language, visit.case.zone
    said = {
        "times": times,
        "total": moments.span(total.total_seconds(), language),
        "day": moments.day(longest[0], zone, language),
        "longest": moments.span((longest[1] - longest[0]).total_seconds(), language),
    }
    return (
        ngettext(
            "In the last 30 days you waited for an answer %(times)d time, %(total)s in all. "
            "The longest wait began on %(day)s: %(longest)s.",
            "In the last 30 days you waited for an answer %(times)d times, %(total)s in all. "
            "The longest wait began on %(day)s: %(longest)s.",
            times,
        )
        % said
    )
