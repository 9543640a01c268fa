"""What happens by itself. Each duty does what is due at an instant and says how much it did."""

from collections.abc import Callable
from datetime import datetime

from slovo.domain.cases.actions.climbing import climb
from slovo.domain.cases.actions.closing import finish_due_case
from slovo.domain.cases.models import Case, Promise
from slovo.domain.delivery.actions.scope import remind_scope_change
from slovo.domain.delivery.models import ScopeChange
from slovo.domain.journal.actions.sealing import seal_events
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import recent_breaches
from slovo.interfaces.channels.email import deliver, fetch, receive
from slovo.web import signs

Duty = Callable[[datetime], int]
BATCH = 200
HOUR = 3600
SEALS = 20


def climb_ladders(at: datetime) -> int:
    """Reminders and alerts for words that are due."""
    due = Promise.objects.due(at).select_related("case")[:BATCH]
    return sum(climb(promise, by=HOUSE, at=at) for promise in due)


def finish_cases(at: datetime) -> int:
    """Ask once whether it is solved; close what stays without an answer."""
    due = Case.objects.filter(next_at__lte=at).order_by("next_at", "pk")[:BATCH]
    return sum(finish_due_case(case, by=HOUSE, at=at) for case in due)


def remind_of_questions(at: datetime) -> int:
    """Ask clients once more what they have not answered for a day."""
    changes = ScopeChange.objects.due(at)[:BATCH]
    return sum(remind_scope_change(change, by=HOUSE, at=at) for change in changes)


def seal_journal(at: datetime) -> int:
    return seal_events(by=HOUSE, at=at)


def read_seals(_at: datetime) -> int:
    """Once an hour of the machine, whatever the injected clock says."""
    age = signs.age(signs.SEALS_READ)
    if age is None or age > HOUR:
        signs.leave(signs.SEALS_READ)
        if next(recent_breaches(SEALS), None):
            signs.leave(signs.SEALS_BROKEN)
    return 0


CLOCKS: tuple[Duty, ...] = (
    climb_ladders,
    finish_cases,
    remind_of_questions,
    seal_journal,
    read_seals,
)
OUTBOUND: tuple[Duty, ...] = (deliver.deliver_due,)
INBOUND: tuple[Duty, ...] = (receive.take_in_pending, fetch.fetch_due)
