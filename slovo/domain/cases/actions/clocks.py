"""Clocks are promises of the house: started, kept, recomputed, never lost (R023-R026, R129)."""

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Q

from slovo.domain.cases.given import set_next
from slovo.domain.cases.ladder import rungs
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.promise import WORDS, Kind, Outcome
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.standards.models import ServiceClass
from slovo.lib.rows import every, first, insert_all

RULES = {
    "first_answer": ServiceClass.first_answer_due,
    "answer": ServiceClass.first_answer_due,
    "silence": ServiceClass.silence_due,
}


@transaction.atomic(savepoint=False)
def start_clock(  # noqa: PLR0913 - a promise has this many sides
    case: Case,
    kind: Kind,
    *,
    due_at: datetime,
    by: Doer,
    at: datetime,
    made_at: datetime | None = None,
    person: Person | None = None,
    origin: Message | None = None,
    is_told: bool = False,
    is_new: bool = False,
) -> Promise:
    """Promise a word by `due_at`. A clock of the kind that runs already keeps its deadline.

    `is_new`: none of the kind can run, since the case was opened in this transaction.
    """
    person = person or case.person
    sides: dict[str, Any] = {"case_id": case.pk, "kind": kind, "person_id": person.pk}
    running = None if is_new else first(Promise, **sides, source="rule", ended_at=None)
    if running:
        return running
    made_at = made_at or at
    ladder = rungs(kind, made_at, due_at)
    promise = Promise(
        case=case,
        person=person,
        kind=kind,
        owner=case.answerer,
        made_at=made_at,
        due_at=due_at,
        told_at=at if is_told else None,
        origin=origin,
        next_at=ladder[0].at if ladder else None,
    )
    insert_all([promise])
    record("promise.made", promise, by=by, at=at, case=case, facts=(promise,), clock=str(kind))
    return promise


@transaction.atomic(savepoint=False)
def keep_promise(
    promise: Promise,
    *,
    message: Message | None,
    done_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> None:
    """It was done at `done_at`, else `at`: kept, or broken by a second."""
    promise.done_at, promise.ended_at = done_at or at, at
    promise.outcome = Outcome.KEPT if promise.done_at <= promise.due_at else Outcome.BROKEN
    promise.evidence = message
    promise.next_at = None
    promise.save()
    record(f"promise.{promise.outcome}", promise, by=by, at=at, case=promise.case, facts=(promise,))


@transaction.atomic(savepoint=False)
def withdraw_promise(promise: Promise, *, by: Doer, at: datetime) -> None:
    """It is no longer owed: the case took another turn."""
    promise.ended_at = at
    promise.outcome = Outcome.WITHDRAWN
    promise.next_at = None
    promise.save()
    record("promise.withdrawn", promise, by=by, at=at, case=promise.case, facts=(promise,))


@transaction.atomic(savepoint=False)
def resume_promise(promise: Promise, *, by: Doer, at: datetime) -> None:
    """The word that kept it came back: it runs again, to its original due."""
    promise.done_at = promise.ended_at = promise.evidence = None
    promise.outcome = ""
    set_next(promise, at)
    promise.save()
    record("promise.resumed", promise, by=by, at=at, case=promise.case, facts=(promise,))


@transaction.atomic(savepoint=False)
def move_clock(promise: Promise, *, due_at: datetime, by: Doer, at: datetime) -> None:
    """A rule changed: the clock follows, but never to later than what the client was told."""
    if not may_move(promise, due_at):
        return
    old, promise.due_at = promise.due_at, due_at
    set_next(promise, at)
    promise.save()
    record(
        "promise.moved",
        promise,
        by=by,
        at=at,
        case=promise.case,
        facts=(promise,),
        old=old.isoformat(),
        new=due_at.isoformat(),
    )


class Clock(Protocol):
    """As much of a promise as a rule asks for."""

    @property
    def due_at(self) -> datetime: ...
    @property
    def told_at(self) -> datetime | None: ...


def may_move(promise: Clock, due_at: datetime) -> bool:
    return due_at != promise.due_at and not (promise.told_at and due_at > promise.due_at)


def due_by_rule(case: Case, promise: Promise) -> datetime | None:
    """When the case's class wants it done; None when a colleague named the time himself."""
    rule = RULES.get(promise.kind)
    return rule(case.service_class, promise.made_at, case.pace) if rule else None


def darkness(case: Case) -> datetime | None:
    """When his waiting becomes a fault: the earliest word still owed."""
    if not case.is_open:
        return None
    running = every(Promise, case_id=case.pk, owed_by="us", ended_at=None)
    return min((promise.due_at for promise in running if promise.kind in WORDS), default=None)


def words_owed_to(case: Case, person: Person) -> list[Promise]:
    return list(case.promises.open().filter(Q(kind__in=WORDS), person=person, source="rule"))
