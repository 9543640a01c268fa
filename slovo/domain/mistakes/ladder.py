"""What of a mistake is due when, and who hears of it when it was missed (R005)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from slovo.domain.cases.models import Case
from slovo.domain.mistakes.models import Mistake

SEEN_WITHIN = timedelta(minutes=15)
ADMITTED_WITHIN = timedelta(hours=4)
WARNED_BEFORE = timedelta(hours=1)
VERIFY_DAYS = 5
DECIDE_DAYS = 5


class Rung(NamedTuple):
    """One thing that is not done: since when it is late, and who is told then."""

    name: str
    at: datetime
    who: str


def rungs(mistake: Mistake) -> Iterator[Rung]:
    """Those nobody was told of yet, whether they are late or not."""
    return (rung for rung in _missing(mistake) if rung.name not in mistake.told)


def next_step(mistake: Mistake) -> datetime | None:
    return min((rung.at for rung in rungs(mistake)), default=None)


def close_of_day(case: Case, since: datetime, days: int = 1) -> datetime:
    """The close of so many business days later, in the calendar of the client's class."""
    return case.service_class.calendar.working_hours().close_of_business_day(since, days)


def _missing(mistake: Mistake) -> Iterator[Rung]:
    if mistake.closed_at:
        return
    if mistake.seen_at is None:
        yield Rung("unseen", mistake.opened_at + SEEN_WITHIN, "deputy")
    if mistake.admitted_at is None or mistake.apologised_at is None:
        yield Rung("warned", mistake.admit_by - WARNED_BEFORE, "owner")
        yield Rung("unadmitted", mistake.admit_by, "principal")
    if mistake.plan_at is None:
        yield Rung("unplanned", mistake.plan_by, "principal")
    elif mistake.corrected_at is None and mistake.correct_by:
        yield Rung("uncorrected", mistake.correct_by, "principal")
    if mistake.corrected_at and mistake.verified_by_client_at is None and mistake.verify_by:
        yield Rung("unverified", mistake.verify_by, "principal")
