"""Waiting and darkness as stretches of time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from slovo.lib.silence.stamps import Stamp, stretches

Spans = list[tuple[datetime, datetime]]


def gaps(stamps: Iterable[Stamp], until: datetime) -> Spans:
    """Return the stretches without a human word from us while the turn was ours (metric M2).

    A waiting interval begins with the opening or a client's word and ends when solved or waiting
    for the client; each word of ours in it parts one gap from the next.
    """
    found: Spans = []
    for stamp, end, turn in stretches(stamps, until):
        if turn.on_us_at is None:
            continue
        if stamp.kind == "spoke":
            found.append((stamp.at, end))
        else:
            _lengthen(found, stamp.at, end)
    return [gap for gap in found if gap[0] < gap[1]]


def longest_gap(stamps: Iterable[Stamp], until: datetime) -> timedelta:
    """Return the time in the dark of one request, metric M2."""
    return max((end - start for start, end in gaps(stamps, until)), default=timedelta())


def dark_spans(stamps: Iterable[Stamp], until: datetime) -> Spans:
    """Return when the client was in the dark, in order.

    From a word of his until ours, and from the time of a word we promised until it came; waiting
    for him, or the end, brings light.
    """
    return Story.of(stamps, until).dark


def dark_since(stamps: Iterable[Stamp], at: datetime) -> datetime | None:
    """Return since when the client has been in the dark, None if he is not."""
    return Story.of(stamps, at).dark_since(at)


def total_dark(stamps: Iterable[Stamp], until: datetime) -> timedelta:
    """Return the sum of all dark spans."""
    return sum((end - start for start, end in dark_spans(stamps, until)), timedelta())


class Story(NamedTuple):
    """What a strip tells: when the case was open, when dark, and since when a word is overdue."""

    open: Spans
    dark: Spans
    past_from: datetime | None
    is_on_us: bool

    @classmethod
    def of(cls, stamps: Iterable[Stamp], until: datetime) -> "Story":
        """Read the stamps up to an instant."""
        opened: Spans = []
        dark: Spans = []
        past_from = None
        is_on_us = False
        for stamp, end, turn in stretches(stamps, until):
            past_from = turn.past_from
            is_on_us = turn.on_us_at is not None
            if not turn.is_open:
                continue
            _lengthen(opened, stamp.at, end)
            if turn.is_unanswered:
                _lengthen(dark, stamp.at, end)
            elif past_from is not None and past_from < end:
                _lengthen(dark, max(past_from, stamp.at), end)
        if past_from is not None and past_from >= until:
            past_from = None
        return cls(opened, [span for span in dark if span[0] < span[1]], past_from, is_on_us)

    def dark_since(self, until: datetime) -> datetime | None:
        """Return since when it has been dark at its end, None if it is not."""
        return self.dark[-1][0] if self.dark and self.dark[-1][1] == until else None

    @classmethod
    def together(cls, stories: "Iterable[Story]") -> "Story":
        """Read several cases of one client as one: dark in any of them is dark."""
        known = list(stories)
        overdue = [story.past_from for story in known if story.past_from is not None]
        return cls(
            _joined(span for story in known for span in story.open),
            _joined(span for story in known for span in story.dark),
            min(overdue, default=None),
            any(story.is_on_us for story in known),
        )


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> Spans:
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _lengthen(spans: Spans, start: datetime, end: datetime) -> None:
    if spans and spans[-1][1] == start:
        spans[-1] = spans[-1][0], end
    else:
        spans.append((start, end))
