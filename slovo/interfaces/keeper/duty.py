"""What happens by itself about duty: missed calls climb, patterns make their next shifts."""

from datetime import datetime, timedelta

from slovo.domain.calls.actions.missing import climb_call
from slovo.domain.calls.models import MissedCall
from slovo.domain.duty.actions.patterns import extend_pattern, resolve_shifts
from slovo.domain.duty.models import Pattern
from slovo.domain.journal.actors import HOUSE

BATCH = 200
EVERY = timedelta(hours=24)


def extend_patterns(at: datetime) -> int:
    """Each looked at is something done, whether or not a new day has come within reach."""
    due = list(Pattern.objects.filter(next_at__lte=at).order_by("next_at", "pk")[:BATCH])
    for pattern in due:
        extend_pattern(pattern, by=HOUSE, at=at)
    return len(due)


def climb_calls(at: datetime) -> int:
    """Missed calls that nobody has answered yet: the next in the chain hears of them."""
    due = MissedCall.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_call(call, by=HOUSE, at=at) for call in due)


class Resolving:
    """A duty; at the start of the keeper, for newer rules of zones came with a new start."""

    __name__ = "resolving"

    def __init__(self) -> None:
        self._next_at: datetime | None = None

    def __call__(self, at: datetime) -> int:
        if self._next_at is not None and at < self._next_at:
            return 0
        self._next_at = at + EVERY
        return resolve_shifts(by=HOUSE, at=at)


DUTIES = (climb_calls, extend_patterns)
