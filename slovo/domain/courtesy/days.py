"""Days that come again: every year, or with every quarter."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date
from typing import NamedTuple

STEP = {"yearly": 12, "quarterly": 3}


class Span(NamedTuple):
    """From one day to another, both within."""

    first: date
    last: date


def occurrences(
    first_day: date, last_day: date, repeats: str, first: date, last: date
) -> list[Span]:
    """The times these days come that touch the days from `first` to `last`."""
    found = _all(first_day, last_day, repeats, last)
    return [span for span in found if span.first <= last and span.last >= first]


def _all(first_day: date, last_day: date, repeats: str, last: date) -> Iterator[Span]:
    yield Span(first_day, last_day)
    step = STEP.get(repeats)
    months = step or 0
    while step and (begins := _later(first_day, months)) <= last:
        yield Span(begins, _later(last_day, months))
        months += step


def _later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
