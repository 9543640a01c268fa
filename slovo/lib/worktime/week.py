"""A calendar as it is written down: which minutes of which day are working time."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

Windows = tuple[tuple[int, int], ...]


class HoursRefused(ValueError):
    """The written calendar cannot be read: a wrong zone, day, date or pair of times."""


@dataclass(frozen=True, slots=True)
class Week:
    """The rule for every day: a replaced day first, then holidays, then the weekday."""

    zone: ZoneInfo
    week: tuple[Windows, ...]
    holidays: frozenset[date]
    yearly: frozenset[tuple[int, int]]
    instead: Mapping[date, Windows]

    def windows(self, day: date) -> Windows:
        """Return the working minutes of a day as pairs (open, close), in order."""
        if day in self.instead:
            return self.instead[day]
        if day in self.holidays or (day.month, day.day) in self.yearly:
            return ()
        return self.week[day.weekday()]

    def last_dated(self) -> int:
        """Return the last year about which something is written down, or 0."""
        return max((day.year for day in [*self.holidays, *self.instead]), default=0)


def read(written: Mapping[str, Any]) -> Week:
    """Read a mapping with "tz" and "week", perhaps "holidays", "yearly" and "instead"."""
    unknown = set(written) - {"tz", "week", "holidays", "yearly", "instead"}
    unknown |= set(written.get("week", ())) - set(DAYS)
    if unknown:
        raise HoursRefused(f"Not known in a calendar: {', '.join(sorted(unknown))}.")
    try:
        return Week(
            zone=ZoneInfo(written["tz"]),
            week=tuple(_windows(written["week"].get(day, ())) for day in DAYS),
            holidays=frozenset(date.fromisoformat(day) for day in written.get("holidays", ())),
            yearly=frozenset(_yearly(day) for day in written.get("yearly", ())),
            instead={
                date.fromisoformat(day): _windows(windows)
                for day, windows in written.get("instead", {}).items()
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise HoursRefused(f"The calendar cannot be read: {problem}") from problem


def fingerprint(written: Mapping[str, Any]) -> str:
    """Return a text equal for equal calendars."""
    try:
        return json.dumps(written, sort_keys=True)
    except (TypeError, ValueError) as problem:
        raise HoursRefused(f"The calendar cannot be read: {problem}") from problem


def _windows(written: Iterable[Iterable[str]]) -> Windows:
    windows = sorted(tuple(_minute(clock) for clock in window) for window in written)
    for window in windows:
        if len(window) != len(("open", "close")) or window[0] >= window[1]:
            raise HoursRefused("A window needs an opening and a later closing time.")
    return tuple((window[0], window[1]) for window in windows)


def _minute(clock: str) -> int:
    if not _CLOCK.fullmatch(clock):
        raise HoursRefused(f"“{clock}” is not a time such as 09:00 or 24:00.")
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _yearly(day: str) -> tuple[int, int]:
    if not _YEARLY.fullmatch(day):
        raise HoursRefused(f"“{day}” is not a day of the year such as 01-31.")
    return int(day[:2]), int(day[3:])
