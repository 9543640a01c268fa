"""What happens by itself. Each duty does what is due at an instant and says how much it did."""

from collections.abc import Callable
from datetime import datetime

from slovo.domain.cases.actions.climbing import climb
from slovo.domain.cases.actions.closing import finish_due_case
from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.actions.sealing import seal_events
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.channels.email import deliver, fetch, receive

Duty = Callable[[datetime], int]
BATCH = 200


def climb_ladders(at: datetime) -> int:
    """Reminders and alerts for words that are due."""
    due = Promise.objects.due(at).select_related("case")[:BATCH]
    return sum(climb(promise, by=HOUSE, at=at) for promise in due)


def finish_cases(at: datetime) -> int:
    """Ask once whether it is solved; close what stays without an answer."""
    due = Case.objects.filter(next_at__lte=at).order_by("next_at", "pk")[:BATCH]
    return sum(finish_due_case(case, by=HOUSE, at=at) for case in due)


def seal_journal(at: datetime) -> int:
    return seal_events(by=HOUSE, at=at)


CLOCKS: tuple[Duty, ...] = (climb_ladders, finish_cases, seal_journal)
OUTBOUND: tuple[Duty, ...] = (deliver.deliver_due,)
INBOUND: tuple[Duty, ...] = (receive.take_in_pending, fetch.fetch_due)
