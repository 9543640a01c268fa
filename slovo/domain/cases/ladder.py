"""Who hears of a word that is due, and when: the rungs above and below one limit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slovo.domain.cases.models.promise import Kind

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SHORT = 2 * HOUR


@dataclass(frozen=True, slots=True)
class Rung:
    """At this moment, these people hear of it. `today` alone means: it stands on the Today page."""

    at: datetime
    who: str
    why: str


def rungs(kind: str, made_at: datetime, due_at: datetime) -> list[Rung]:
    """The ladder of one promise, earliest first; rungs before it was made do not exist."""
    if kind == Kind.ASSIGNMENT:
        return [Rung(due_at + MINUTE, "front_office", "nobody_has_it")]
    ladder = _short(due_at) if due_at - made_at < SHORT else _long(due_at)
    if kind in (Kind.FIRST_ANSWER, Kind.ANSWER) and due_at - made_at >= 23 * HOUR:
        ladder = [
            Rung(made_at + 12 * HOUR, "owner", "half_of_the_day_gone"),
            Rung(made_at + 20 * HOUR, "owner", "four_hours_left"),
            Rung(made_at + 22 * HOUR, "principal", "two_hours_left"),
            *ladder,
        ]
    return sorted((rung for rung in ladder if rung.at > made_at), key=lambda rung: rung.at)


def _long(due_at: datetime) -> list[Rung]:
    return [
        Rung(due_at - HOUR, "owner", "word_due_in_an_hour"),
        Rung(due_at, "today", "in_the_dark"),
        Rung(due_at + 15 * MINUTE, "deputy", "in_the_dark"),
        Rung(due_at + 30 * MINUTE, "principal", "in_the_dark"),
    ]


def _short(due_at: datetime) -> list[Rung]:
    """Limits counted in minutes leave no time for reminders: the next in the chain (R130)."""
    return [
        Rung(due_at - HOUR, "owner", "word_due_in_an_hour"),
        Rung(due_at, "deputy", "in_the_dark"),
        Rung(due_at + 15 * MINUTE, "principal", "in_the_dark"),
    ]
