"""The silence strip as numbers: a case on a stretch of time, in percent of its length."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from slovo.lib.silence.spans import Spans, Story
from slovo.lib.silence.stamps import Stamp

_LEAST_DARK = 1.0


class Part(NamedTuple):
    """A piece of a strip: where it begins and how wide it is, in percent."""

    x: float
    width: float


class StripParts(NamedTuple):
    """All that is drawn, in percent with two decimals (write them into SVG unlocalised).

    `light` he knew · `dark` he waited, never less than 1 wide · `past` the stretch running now
    past a promised word · `ahead` he will go on knowing · `edge` around them all · `tip` the next
    word · `now`. What lies outside the axis is left out.
    """

    light: list[Part]
    dark: list[Part]
    past: list[Part]
    ahead: list[Part]
    edge: Part | None
    tip: float | None
    now: float | None


def strip(
    stamps: Iterable[Stamp],
    axis_start: datetime,
    axis_end: datetime,
    now: datetime,
    next_word_at: datetime | None = None,
) -> StripParts:
    """Lay the stamps of a case on an axis; `next_word_at` is when the client hears from us next."""
    return Axis(axis_start, axis_end, now).strip(Story.of(stamps, now), next_word_at)


def strip_of_client(
    stories: Iterable[Story],
    axis_start: datetime,
    axis_end: datetime,
    now: datetime,
    next_word_at: datetime | None = None,
) -> StripParts:
    """Lay the stories of a client on one axis: where he waited in any of them it is dark."""
    axis = Axis(axis_start, axis_end, now)
    return axis.strip(Story.together(stories), next_word_at)


class Axis:
    """A stretch of time on which strips are laid; those of a page share one."""

    __slots__ = ("_end", "_length", "_now", "_start", "now")

    def __init__(self, start: datetime, end: datetime, now: datetime) -> None:
        """Lay it from one instant to another; `now` lies somewhere about it."""
        self._start, self._end, self._now = start, end, now
        self._length = (end - start).total_seconds() / 100
        self.now = self.at(now)

    def strip(self, story: Story, next_word_at: datetime | None = None) -> StripParts:
        """Lay a story, read until `now`, on the axis."""
        now = self._now
        past_from = _past_from(story, now, next_word_at)
        is_dark_now = past_from is not None or story.dark_since(now) is not None
        light = self.parts(_without(story.open, story.dark, past_from))
        dark = self.dark_parts(_until(story.dark, past_from))
        past = self.dark_parts([(past_from, now)] if past_from else [])
        ahead: list[Part] = []
        if next_word_at and next_word_at > now and not is_dark_now and _is_open(story, now):
            ahead = self.parts([(now, next_word_at)])
        drawn = [*light, *dark, *past, *ahead]
        edge = _around(drawn) if drawn else None
        tip = self.at(next_word_at) if next_word_at else None
        return StripParts(light, dark, past, ahead, edge, tip, self.now)

    def at(self, moment: datetime) -> float | None:
        return self._x(moment) if self._start <= moment <= self._end else None

    def part(self, start: datetime, end: datetime) -> Part | None:
        if end <= self._start or start >= self._end or start >= end:
            return None
        left, right = self._x(max(start, self._start)), self._x(min(end, self._end))
        return Part(left, round(right - left, 2))

    def dark_part(self, start: datetime, end: datetime) -> Part | None:
        part = self.part(start, end)
        if part is None or part.width >= _LEAST_DARK:
            return part
        # It grows to the right, but never beyond the present.
        right = self._x(min(self._now, self._end))
        return Part(max(0.0, min(part.x, round(right - _LEAST_DARK, 2))), _LEAST_DARK)

    def parts(self, spans: Spans) -> list[Part]:
        return [part for span in spans if (part := self.part(*span))]

    def dark_parts(self, spans: Spans) -> list[Part]:
        return [part for span in spans if (part := self.dark_part(*span))]

    def _x(self, moment: datetime) -> float:
        return round((moment - self._start).total_seconds() / self._length, 2)


def _past_from(story: Story, now: datetime, next_word_at: datetime | None) -> datetime | None:
    is_ours = story.is_on_us or not story.open  # nothing said yet by anybody, and a word is owed
    if not is_ours or next_word_at is None or next_word_at >= now:
        return story.past_from
    return min(story.past_from or next_word_at, next_word_at)


def _is_open(story: Story, now: datetime) -> bool:
    return bool(story.open) and story.open[-1][1] == now


def _until(spans: Spans, limit: datetime | None) -> Spans:
    if limit is None:
        return spans
    return [(start, min(end, limit)) for start, end in spans if start < limit]


def _without(opened: Spans, dark: Spans, past_from: datetime | None) -> Spans:
    light: Spans = []
    for start, end in _until(opened, past_from):
        lit = start
        for darkness, dawn in dark:
            if start <= darkness < end:
                light.append((lit, darkness))
                lit = dawn
        if lit < end:
            light.append((lit, end))
    return light


def _around(parts: list[Part]) -> Part:
    left = min(part.x for part in parts)
    right = max(part.x + part.width for part in parts)
    return Part(left, round(right - left, 2))
