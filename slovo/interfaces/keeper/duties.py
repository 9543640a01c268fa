"""What happens by itself. Each duty does what is due at an instant and says how much it did."""

from collections.abc import Callable
from datetime import datetime

from django.db import InterfaceError, OperationalError

from slovo.domain.cases.actions.climbing import climb_all
from slovo.domain.cases.actions.closing import finish_due_case
from slovo.domain.cases.actions.indexing import index_cases
from slovo.domain.cases.models import Case, Promise, Unindexed
from slovo.domain.complaints.actions.climbing import climb_complaint
from slovo.domain.complaints.actions.negotiating import climb_negotiation
from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.domain.courtesy.actions.approaching import free_approach
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actions.sealing import seal_events
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import recent_breaches
from slovo.domain.promises.actions.reviewing import alert_of_date
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.actions.raising import climb_risk
from slovo.domain.risks.models import Risk
from slovo.domain.talks.actions.holding import climb_talk
from slovo.domain.talks.models import Talk
from slovo.interfaces.channels.email import deliver, fetch, receive
from slovo.interfaces.channels.hooks import deliver as hooks
from slovo.interfaces.channels.notices import deliver as notices
from slovo.interfaces.channels.telegram import deliver as telegram_out
from slovo.interfaces.channels.telegram import receive as telegram_in
from slovo.interfaces.keeper import agreements, duty, goodwill, inquiry, reach, recovery, rhythm
from slovo.web import signs

Duty = Callable[[datetime], int]
BATCH = 200
HOUR = 3600
SEALS = 20
AT_ONCE = 50  # in one transaction: whoever writes beside it waits for so many


def climb_ladders(at: datetime) -> int:
    """Reminders and alerts for words that are due; a row that cannot be climbed stops no other."""
    stuck: list[int] = []
    problems: list[Exception] = []
    while due := _due(at, stuck):
        done = _climb(due, at, stuck, problems)
        if done or not problems:
            return done
    if problems:
        raise ExceptionGroup("Some ladders cannot be climbed", problems)
    return 0


def _due(at: datetime, stuck: list[int]) -> list[int]:
    due = Promise.objects.due(at).exclude(pk__in=stuck).values_list("pk", flat=True)
    return list(due[:AT_ONCE])


def _climb(keys: list[int], at: datetime, stuck: list[int], problems: list[Exception]) -> int:
    """All in one transaction; when one of them cannot be, in halves, until it stands alone."""
    try:
        return climb_all(keys, by=HOUSE, at=at)
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:
        if len(keys) == 1:
            stuck += keys
            problems.append(problem)
            return 0
    middle = len(keys) // 2
    return sum(_climb(some, at, stuck, problems) for some in (keys[:middle], keys[middle:]))


def finish_cases(at: datetime) -> int:
    """Ask once whether it is solved; close what stays without an answer."""
    due = Case.objects.filter(next_at__lte=at).order_by("next_at", "pk")[:BATCH]
    return sum(finish_due_case(case, by=HOUSE, at=at) for case in due)


def free_approaches(at: datetime) -> int:
    """What was held until a client may be disturbed."""
    due = Approach.objects.due(at).select_related("person")[:BATCH]
    return sum(free_approach(approach, by=HOUSE, at=at) for approach in due)


def climb_risks(at: datetime) -> int:
    """Bad news that no leader has read, or that the client should know by now."""
    due = Risk.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_risk(risk, by=HOUSE, at=at) for risk in due)


def climb_complaints(at: datetime) -> int:
    """A step of a complaint that was not taken in time."""
    due = Complaint.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_complaint(complaint, by=HOUSE, at=at) for complaint in due)


def climb_negotiations(at: datetime) -> int:
    """Five days without an offer, or a table that was not held in time."""
    due = Negotiation.objects.due(at).select_related("complaint__case")[:BATCH]
    return sum(climb_negotiation(one, by=HOUSE, at=at) for one in due)


def review_dates(at: datetime) -> int:
    """Tell of dates that left without a promise and were not looked at in time."""
    due = FoundDate.objects.due(at).select_related("case")[:BATCH]
    return sum(alert_of_date(found, by=HOUSE, at=at) for found in due)


def climb_talks(at: datetime) -> int:
    """What was agreed in a talk should have been sent by now."""
    due = Talk.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_talk(talk, by=HOUSE, at=at) for talk in due)


def seal_journal(at: datetime) -> int:
    return seal_events(by=HOUSE, at=at)


def enter_for_search(at: datetime) -> int:
    """Cases of an older house, and those in which a name changed."""
    return index_cases(by=HOUSE, at=at) if Unindexed.objects.exists() else 0


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
    free_approaches,
    climb_risks,
    climb_complaints,
    climb_negotiations,
    climb_talks,
    *inquiry.DUTIES,
    *recovery.DUTIES,
    *agreements.DUTIES,
    *duty.DUTIES,
    review_dates,
    *goodwill.DUTIES,
    rhythm.begin_mornings,
    reach.try_addresses,
    seal_journal,
    read_seals,
    enter_for_search,
)
OUTBOUND: tuple[Duty, ...] = (deliver.deliver_due,)
HOOKS: tuple[Duty, ...] = (*hooks.DUTIES, *notices.DUTIES)
INBOUND: tuple[Duty, ...] = (receive.take_in_pending, fetch.fetch_due)
CHATS: tuple[Duty, ...] = (telegram_in.look, telegram_out.deliver_due)
CHATS_IN: tuple[Duty, ...] = (telegram_in.listen,)
CHATS_OUT: tuple[Duty, ...] = (telegram_out.deliver_due,)
