"""The whole life of one case on a strip, with a little of what lies ahead, and its days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.owed import owed_at
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import silence
from slovo.web.strips import draw_strip

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
MOST = 6
STEPS = (HOUR / 4, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR)
Tick = tuple[float, str, str]


def long_strip(case: Case, story: silence.Story, rows: Rows, voice: Voice) -> dict[str, Any]:
    start, until = case.opened_at, min(case.closed_at or voice.now, voice.now)
    lived = max(until - start, HOUR)
    word_at = owed_at(case)
    ahead = min(max((word_at or until) - until, lived * 0.04), max(lived * 0.25, DAY))
    end = start + lived + ahead + (lived + ahead) * 0.03
    parts = silence.Axis(start, end, voice.now).strip(story, word_at)
    label = rows.strip_words(case, case.person.full_name, story)
    ticks = sorted(ticks_between(start, end, voice))
    return {"strip": draw_strip(parts, label=label, kind="long"), "ticks": ticks}


def ticks_between(start: datetime, end: datetime, voice: Voice) -> Iterator[Tick]:
    """Hours for a young case, days for an old one, always round ones."""
    length = end - start
    here = (voice.now - start) / length * 100
    days = length > 2.5 * DAY
    yield 0.0, voice.date(start) if days else voice.brief(start), "first"
    if 15 < here <= 100:
        yield here, _("now"), "now"
    for at, words in _days(start, end, voice) if days else _hours(start, end, voice):
        x = (at - start) / length * 100
        if 15 < x < 97 and abs(x - here) > 6:
            yield x, words, ""


def _hours(start: datetime, end: datetime, voice: Voice) -> Iterator[tuple[datetime, str]]:
    step = next((step for step in STEPS if (end - start) / step <= MOST), STEPS[-1])
    at = voice.midnight(start)
    while at < end:
        if at > start:
            yield at, voice.weekday(at) if voice.hour(at) == "00:00" else voice.hour(at)
        at += step


def _days(start: datetime, end: datetime, voice: Voice) -> Iterator[tuple[datetime, str]]:
    apart = -(-(end - start).days // MOST) or 1
    is_week = end - start < 7 * DAY
    before = start
    for number in range(1, MOST + 2):
        at = voice.midnight(start, number * apart)
        yield at, voice.weekday(at) if is_week else voice.day_after(before, at)
        before = at
