"""A promise as a colleague reads it: what, to whom, by when, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US, Outcome
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _

SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`look`: late, soon, kept, or nothing; `early` says how long before its date it is now."""

    promise: Promise
    url: str
    due: str
    stands: str
    look: str
    early: str
    is_open: bool

    @property
    def who(self) -> str:
        """Whoever owes it."""
        if not self.promise.is_ours:
            return self.promise.person.full_name
        return self.promise.owner.full_name if self.promise.owner else ""


def promise_row(promise: Promise, voice: Voice) -> PromiseRow:
    stands, look = standing(promise, voice)
    is_open = promise.ended_at is None
    is_early = is_open and promise.due_at > voice.now
    return PromiseRow(
        promise=promise,
        url=reverse("promise-show", args=[promise.pk]),
        due=voice.by(promise.due_at),
        stands=stands,
        look=look,
        early=span(voice, promise.due_at - voice.now) if is_early else "",
        is_open=is_open,
    )


class Line(NamedTuple):
    """A promise in a list; `due_at` is written for machines."""

    url: str
    text: str
    case_url: str
    person: str
    who: str
    due_at: str
    due: str
    look: str
    stands: str
    is_beyond: bool


class Columns(NamedTuple):
    """What is read of a promise for a line."""

    pk: int
    text: str
    owed_by: str
    due_at: datetime
    done_at: datetime | None
    ended_at: datetime | None
    outcome: str
    evidence_id: int | None
    overridden_by_id: int | None
    case__number: int
    person__full_name: str
    owner__full_name: str | None


class Lines:
    """The lines of one page, from the columns of rows."""

    def __init__(self, voice: Voice) -> None:
        self.voice, self.cases, self.here = voice, reverse("case-list"), reverse("promise-list")

    def line(self, row: Columns) -> Line:
        stands, look = standing(row, self.voice)
        is_ours = row.owed_by == US
        return Line(
            url=f"{self.here}{row.pk}/",
            text=row.text,
            case_url=f"{self.cases}S-{row.case__number}/",
            person=row.person__full_name,
            who=(row.owner__full_name or "") if is_ours else row.person__full_name,
            due_at=self.voice.local(row.due_at).isoformat(),
            due=self.voice.by(row.due_at),
            look=look,
            stands=stands,
            is_beyond=row.overridden_by_id is not None,
        )


def standing(promise: Promise | Columns, voice: Voice) -> tuple[str, str]:
    """How it stands, in words and in look."""
    if promise.outcome:
        return ended(promise, voice)
    apart = promise.due_at - voice.now
    if apart < timedelta(0):
        return _("%(time)s past") % {"time": span(voice, -apart)}, "late"
    if promise.evidence_id:
        return _("the letter is on its way"), "soon"
    return _("%(time)s left") % {"time": span(voice, apart)}, "soon" if apart < SOON else ""


def ended(promise: Promise | Columns, voice: Voice) -> tuple[str, str]:
    if promise.outcome == Outcome.WITHDRAWN:
        return _("no longer owed"), "over"
    if promise.outcome == Outcome.RENEGOTIATED:
        early = promise.due_at - (promise.ended_at or promise.due_at)
        return _("new date agreed %(time)s early") % {"time": span(voice, early)}, "over"
    done_at = promise.done_at
    if done_at is None:
        return _("broken, not done"), "late"
    if promise.outcome == Outcome.KEPT:
        return _("kept, %(time)s early") % {"time": span(voice, promise.due_at - done_at)}, "kept"
    return _("broken, %(time)s late") % {"time": span(voice, done_at - promise.due_at)}, "late"


def span(voice: Voice, length: timedelta) -> str:
    """Seconds count at the edge: one of them breaks a promise."""
    if length < timedelta(minutes=1):
        return _("%(count)d s") % {"count": int(length.total_seconds())}
    return voice.span(length)
