"""Who starts: which contacts of 90 days began with us, and which the client had to begin (R141).

In a case an answer begins nothing. He begins with its first word, when he has to ask again before
an answer, and when he comes back after a week of quiet that was not our question. We begin
whenever we speak although nobody waits. Letters of the house and invoices begin nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from slovo.domain.calls.models import Call, Course
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.courtesy.models import Contact, Kind
from slovo.domain.loyalty.models import RealAction, Starter
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.lib.stats import Share, wilson

WINDOW = timedelta(days=90)
QUIET = timedelta(days=7)
IN_A_ROW = 3
FEW = 3
LOWEST = 30  # per cent


class Start(NamedTuple):
    """One contact: when it began, who began it, in which case, by what means."""

    at: datetime
    is_ours: bool
    case: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Starts:
    """All contacts of one client in the window, the oldest first."""

    rows: tuple[Start, ...] = ()

    @property
    def ours(self) -> int:
        return sum(row.is_ours for row in self.rows)

    @property
    def share(self) -> Share | None:
        return wilson(self.ours, len(self.rows)) if self.rows else None

    @property
    def is_low(self) -> bool:
        """Below 30 %; of fewer than three contacts nothing is said."""
        return len(self.rows) >= FEW and self.ours * 100 < LOWEST * len(self.rows)

    @property
    def running(self) -> tuple[Start, ...]:
        """What he had to begin since we last did."""
        found: list[Start] = []
        for row in reversed(self.rows):
            if row.is_ours:
                break
            found.insert(0, row)
        return tuple(found)

    @property
    def is_streak(self) -> bool:
        return len(self.running) >= IN_A_ROW


class Word(NamedTuple):
    at: datetime
    is_ours: bool
    is_chaser: bool
    asks: bool
    channel: str


def starts_of(people: Collection[int], at: datetime) -> dict[int, Starts]:
    """Person id → his contacts; who had none is missing."""
    found: dict[int, list[Start]] = defaultdict(list)
    since = at - WINDOW
    for (person, case), words in _words(people, since - WINDOW, at).items():
        for start in _begun(case, words):
            found[person].append(start)
    asked: dict[str, Any] = {"people": sorted(people), "since": since, "at": at}
    for person, moment in _UNASKED(**asked):
        found[person].append(Start(moment, is_ours=True, case=None, how="email"))
    for row in _DEEDS(**asked):
        is_ours = row.started_by == Starter.US
        found[row.person_id].append(Start(row.done_at, is_ours, None, row.kind))
    for call in _CALLS(**asked):
        is_ours = call.course == Course.OUT
        found[call.person_id].append(Start(call.answered_at or at, is_ours, None, "phone"))
    return {
        person: Starts(tuple(sorted((row for row in rows if row.at > since), key=_in_order)))
        for person, rows in found.items()
    }


def _calls(people: list[int], since: datetime, at: datetime) -> Any:
    """A call back is an answer, and begins nothing."""
    talked = Call.objects.talked().filter(person__in=people, answers=None)
    return talked.filter(answered_at__gt=since, answered_at__lte=at)


def _deeds(people: list[int], since: datetime, at: datetime) -> Any:
    return RealAction.objects.filter(person__in=people, done_at__gt=since, done_at__lte=at)


def _in_order(start: Start) -> tuple[datetime, int, bool]:
    return start.at, start.case or 0, start.is_ours


def _words(
    people: Collection[int], since: datetime, at: datetime
) -> dict[tuple[int, int], list[Word]]:
    found: dict[tuple[int, int], list[Word]] = defaultdict(list)
    rows = _SAID(people=sorted(people), callers=sorted(people), since=since, at=at)
    for person, case, direction, moment, chased, question, channel in rows:
        word = Word(moment, direction == Direction.OUT, bool(chased), bool(question), channel)
        found[person, case].append(word)
    return found


def _said(people: list[int], callers: list[int], since: datetime, at: datetime) -> Any:
    rows = Message.objects.filter(
        case__person__in=people,
        nature=Nature.HUMAN,
        direction__in=(Direction.IN, Direction.OUT),
        cancelled_at=None,
        at__gt=since,
        at__lte=at,
    )
    rows = rows.exclude(direction=Direction.OUT, delivered_at=None)
    told = Call.objects.filter(person__in=callers, answers=None, word__isnull=False)
    rows = rows.exclude(pk__in=told.values("word"))  # its call is counted already
    sides = ("case__person", "case", "direction", "at", "chased_at", "question", "channel")
    return rows.order_by("case", "at", "pk").values_list(*sides)


def _begun(case: int, words: Iterable[Word]) -> Iterable[Start]:
    before: Word | None = None
    for word in words:
        if _begins(word, before):
            yield Start(word.at, word.is_ours, case, word.channel)
        before = word


def _begins(word: Word, before: Word | None) -> bool:
    if before is None:
        return True
    if word.is_ours:
        return before.is_ours
    if not before.is_ours:
        return word.is_chaser
    return not before.asks and word.at - before.at > QUIET


def _unasked(people: list[int], since: datetime, at: datetime) -> Any:
    """Words of care and news of the firm, which count; what stands in a case is counted there."""
    rows = Contact.objects.filter(
        person__in=people,
        kind__in=(Kind.CARE, Kind.NEWS),
        at__gt=since,
        at__lte=at,
        approach__case_id=None,
    )
    return rows.order_by("at", "pk").values_list("person", "at")


_SAID, _UNASKED = Prepared(_said), Prepared(_unasked)
_CALLS, _DEEDS = PreparedModels(Call, _calls), PreparedModels(RealAction, _deeds)
