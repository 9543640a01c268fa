"""Who hears of a word that is due, and when: the rungs above and below one limit."""

from bisect import bisect_right
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from slovo.domain.cases.models.promise import Kind

ZERO = timedelta(0)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ANSWERS = (Kind.FIRST_ANSWER, Kind.ANSWER)
_at = attrgetter("at")


class Rung(NamedTuple):
    """At this moment, these people hear of it. `today` alone means: it stands on the Today page."""

    at: datetime
    who: str
    why: str


class Step(NamedTuple):
    """A rung as the rules say it: so long after the promise was made, or after it is due."""

    is_from_due: bool
    after: timedelta
    who: str
    why: str


ASSIGNMENT = (Step(True, MINUTE, "front_office", "nobody_has_it"),)
LONG = (
    Step(True, -HOUR, "owner", "word_due_in_an_hour"),
    Step(True, 0 * HOUR, "today", "in_the_dark"),
    Step(True, 15 * MINUTE, "deputy", "in_the_dark"),
    Step(True, 30 * MINUTE, "principal", "in_the_dark"),
)
# Limits counted in minutes leave no time for reminders: the next in the chain (R130).
SHORT = (
    Step(True, -HOUR, "owner", "word_due_in_an_hour"),
    Step(True, 0 * HOUR, "deputy", "in_the_dark"),
    Step(True, 15 * MINUTE, "principal", "in_the_dark"),
)
SILENT = {"word_due_in_an_hour": "limit_in_an_hour", "in_the_dark": "past_the_limit"}
DAY = (
    Step(False, 12 * HOUR, "owner", "half_of_the_day_gone"),
    Step(False, 20 * HOUR, "owner", "four_hours_left"),
    Step(False, 22 * HOUR, "principal", "two_hours_left"),
    *LONG,
)


# He was told a later word: what ends is our own limit of silence.
SILENCES = {
    steps: tuple(step._replace(why=SILENT[step.why]) for step in steps) for steps in (SHORT, LONG)
}


def rungs(kind: str, made_at: datetime, due_at: datetime) -> list[Rung]:
    """The ladder of one promise, earliest first; rungs before it was made do not exist."""
    steps = _steps(kind, due_at - made_at)
    ladder = [Rung((due_at if s.is_from_due else made_at) + s.after, s.who, s.why) for s in steps]
    return sorted((rung for rung in ladder if rung.at > made_at), key=_at)


def told_at(ladder: list[Rung], due: list[int]) -> list[str]:
    """Who hears when the rungs `due` are reached together, because the keeper came late.

    All whom the gravest alarm should have reached by now; what came before it is no longer true.
    """
    return [ladder[number].who for number in due if ladder[number].why == ladder[due[-1]].why]


def rung_after(
    kind: str, made_at: datetime, due_at: datetime, at: datetime
) -> tuple[int, datetime | None]:
    """Which rung of `rungs` comes next and when; the last one, when all of them are over."""
    ahead = _ahead(kind, due_at - made_at)
    if not ahead:
        return 0, None
    number = min(bisect_right(ahead, at - made_at), len(ahead) - 1)
    return number, made_at + ahead[number]


@lru_cache(maxsize=4096)
def _ahead(kind: str, within: timedelta) -> tuple[timedelta, ...]:
    """How long after it was made each rung comes."""
    steps = _steps(kind, within)
    ahead = [within + step.after if step.is_from_due else step.after for step in steps]
    return tuple(sorted(wait for wait in ahead if wait > ZERO))


def _steps(kind: str, within: timedelta) -> tuple[Step, ...]:
    if kind == Kind.ASSIGNMENT:
        return ASSIGNMENT
    if kind in ANSWERS and within >= 23 * HOUR:
        return DAY
    steps = SHORT if within < 2 * HOUR else LONG
    return SILENCES[steps] if kind == Kind.SILENCE else steps
