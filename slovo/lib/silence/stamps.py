"""What happened between a client and us, and whose turn it was afterwards."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple


class Stamp(NamedTuple):
    """Something that happened between a client and us; lists of them are sorted by `at`.

    `heard` a human word from the client · `spoke` a human word delivered to him, with the time of
    the next word it promised · `waiting` we wait for him · `on_us` we owe again without a letter
    having come · `solved`, `closed`, `reopened`. A word heard after the end starts nothing, unless
    a `reopened` of the same instant follows.
    """

    at: datetime
    kind: str
    word_due_at: datetime | None = None


class Turn:
    """How things stand after a stamp."""

    __slots__ = (
        "afterthought_at",
        "is_ended",
        "is_open",
        "is_unanswered",
        "on_us_at",
        "word_due_at",
    )

    def __init__(self, opened_at: datetime) -> None:
        """Begin with the opening of a case: it is on us."""
        self.is_open = True
        self.is_ended = False
        self.is_unanswered = False
        self.on_us_at: datetime | None = opened_at
        self.word_due_at: datetime | None = None
        self.afterthought_at: datetime | None = None

    @property
    def past_from(self) -> datetime | None:
        """From when on a promised word is overdue, if one is promised and the turn is ours."""
        if self.word_due_at is None or self.on_us_at is None:
            return None
        return max(self.word_due_at, self.on_us_at)

    def take(self, stamp: Stamp) -> None:
        """Let one more thing happen."""
        match stamp.kind:
            case "spoke":
                self.is_unanswered = False
                self.word_due_at = stamp.word_due_at
            case "heard" if self.is_ended:
                self.afterthought_at = stamp.at
            case "heard":
                self.is_unanswered = True
                self._owe(stamp.at)
            case "on_us" | "reopened":
                self.is_unanswered |= self.is_ended and self.afterthought_at == stamp.at
                self.is_open, self.is_ended = True, False
                self._owe(stamp.at)
            case "waiting" | "solved" | "closed":
                self.is_unanswered = False
                self.on_us_at = None
                self.is_open = stamp.kind != "closed"
                self.is_ended = stamp.kind != "waiting"

    def _owe(self, at: datetime) -> None:
        if self.on_us_at is None:
            self.on_us_at = at


def stretches(stamps: Iterable[Stamp], until: datetime) -> Iterator[tuple[Stamp, datetime, Turn]]:
    """Give each stamp up to an instant with the end of the stretch it begins and whose turn it is.

    The turn is the same object each time: look at it before asking for the next.
    """
    turn = None
    last = None
    for stamp in stamps:
        if stamp.at > until:
            break
        if last is not None and turn is not None:
            yield last, stamp.at, turn
        turn = turn or Turn(stamp.at)
        turn.take(stamp)
        last = stamp
    if last is not None and turn is not None:
        yield last, until, turn
