"""What a letter changes once the server took it, or once it came back (law 5)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.clocks import (
    darkness,
    keep_promise,
    resume_promise,
    start_clock,
    withdraw_promise,
    words_owed_to,
)
from slovo.domain.cases.actions.outgoing import send_house_letter
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Stamp
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.message import SPOKEN, Nature
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import record
from slovo.lib.rows import first
from slovo.lib.worktime import end_of_day


@transaction.atomic(savepoint=False)
def deliver_message(message: Message, *, by: Doer, at: datetime) -> None:
    """The server accepted it: a human word to the person stops his clocks at this instant."""
    case = locked(message.case)
    if message.delivered_at:
        return
    message.delivered_at = at
    message.save(update_fields=["delivered_at"])
    if case.undelivered_at:
        case.undelivered_at = None
    facts: list[Message | Case | Stamp] = [message]
    is_first = message.nature == Nature.HUMAN and case.first_answered_at is None
    if message.nature == Nature.HUMAN:
        case.put_back_at = None
        facts.extend(_speak(case, message, by=by, at=at))
    case.changed_at = at
    case.save()
    record("message.delivered", message, by=by, at=at, case=case, facts=(*facts, case))
    if is_first and case.first_answered_at and _came_elsewhere(case):
        send_house_letter(case, wording="card", by=by, at=at)


def _came_elsewhere(case: Case) -> bool:
    """His first letter reached another mailbox than the one for his kind of client."""
    return first(Event, case_id=case.pk, kind="case.rerouted") is not None


def _speak(case: Case, message: Message, *, by: Doer, at: datetime) -> list[Stamp]:
    person = message.person or case.person
    for promise in words_owed_to(case, person):
        keep_promise(promise, message=message, by=by, at=at)
    if person.pk != case.person_id:
        case.dark_at = darkness(case)
        return []
    case.spoke_at = at
    case.waits_since = case.chased_at = None
    case.first_answered_at = case.first_answered_at or at
    stamps = [_stamp(case, "spoke", message, at, message.next_word_at)]
    if message.solves:
        case.state = State.SOLVED
        case.solved_at, case.asked_at, case.next_word_at = at, None, None
        case.next_at = end_of_day(at, settings.CONFIRM_DAYS, case.zone)
        stamps.append(_stamp(case, "solved", message, at, None))
        _stop_clocks(case, by=by, at=at)
    elif case.state in (State.ON_US, State.WAITING):
        _promise_next_word(case, message, by=by, at=at)
        if message.question:
            case.state = State.WAITING
            case.waiting_since, case.waiting_question = at, message.question
            stamps.append(_stamp(case, "waiting", message, at, None))
    case.dark_at = darkness(case)
    return stamps


def _promise_next_word(case: Case, message: Message, *, by: Doer, at: datetime) -> None:
    due_at = message.next_word_at
    if due_at is None:
        return
    case.next_word_at = due_at
    start_clock(
        case,
        Kind.NEXT_WORD,
        due_at=due_at,
        origin=message,
        is_told=True,
        by=by,
        at=at,
    )
    limit = case.service_class.silence_due(at, case.pace)
    is_agreed = message.question or message.channel in SPOKEN  # he said yes to it himself
    if limit < due_at and not is_agreed:
        start_clock(case, Kind.SILENCE, due_at=limit, origin=message, by=by, at=at)


def _stop_clocks(case: Case, *, by: Doer, at: datetime) -> None:
    for promise in case.promises.open().filter(source="rule"):
        withdraw_promise(promise, by=by, at=at)


def _stamp(
    case: Case,
    kind: str,
    message: Message,
    at: datetime,
    word_due_at: datetime | None,
) -> Stamp:
    return Stamp.objects.create(
        case=case,
        at=at,
        kind=kind,
        word_due_at=word_due_at,
        message=message,
    )


@transaction.atomic(savepoint=False)
def return_message(message: Message, *, by: Doer, at: datetime) -> None:
    """It never reached him, or came back: what it kept runs again to its original due."""
    case = locked(message.case)
    for promise in message.promises_made.open().filter(source="rule"):
        withdraw_promise(promise, by=by, at=at)
    for promise in message.promises_kept.all():
        resume_promise(promise, by=by, at=at)
    Stamp.objects.filter(message=message, voided_at=None).update(voided_at=at)
    _unspeak(case, message)
    message.delivered_at = None
    message.save(update_fields=["delivered_at"])
    case.undelivered_at = case.undelivered_at or at
    case.dark_at = darkness(case)
    case.changed_at = at
    case.save()
    record("message.returned", message, by=by, at=at, case=case, facts=(case, message))
    alert(case, audience(case, "owner"), why="not_reached", by=by, at=at)


def _unspeak(case: Case, message: Message) -> None:
    """Put the case back to what the client knows without this letter."""
    if message.nature != Nature.HUMAN or message.delivered_at is None:
        return
    heard = case.stamps.filter(kind="heard", voided_at=None)
    spoken = case.stamps.filter(kind="spoke", voided_at=None).last()
    case.spoke_at = spoken.at if spoken else None
    after = heard.filter(at__gt=spoken.at) if spoken else heard
    first = after.first()
    case.waits_since = first.at if first else None
    if case.first_answered_at == message.delivered_at:
        case.first_answered_at = None
    if case.state in (State.WAITING, State.SOLVED):
        case.state = State.ON_US
        case.waiting_since, case.waiting_question = None, ""
        case.solved_at = case.next_at = None
    running = case.promises.open().filter(source="rule").order_by("due_at").first()
    case.next_word_at = running.due_at if running else case.next_word_at or message.at
