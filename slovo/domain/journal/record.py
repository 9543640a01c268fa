"""The one door into the journal, and the one way to hear of what was written."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from slovo.domain.journal import facts as fact_digests
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event

Reaction = Callable[[Event], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def on(kind: str) -> Callable[[Reaction], Reaction]:
    """Hear of every event of `kind`, in its transaction; raising undoes the verb."""

    def register(reaction: Reaction) -> Reaction:
        _reactions[kind].append(reaction)
        return reaction

    return register


def record(
    kind: str,
    subject: Any,
    *,
    by: Doer,
    at: datetime,
    case: Any = None,
    case_id: int | None = None,
    facts: Iterable[Any] = (),
    **refs: Any,
) -> Event:
    """Write what happened beside the change itself. `facts` are rows to vouch for.

    `case_id` is for the nouns below cases, which know a case by its number only.
    """
    _refuse_outside_transaction(kind)
    entry = Entry(kind, subject, case.pk if case is not None else case_id, tuple(facts), refs)
    event = _event(entry, by, at, _transaction_id())
    event.save(force_insert=True)
    for reaction in _reactions[kind]:
        reaction(event)
    return event


@dataclass(frozen=True, slots=True)
class Entry:
    """One of many things that happened at once."""

    kind: str
    subject: Any
    case_id: int | None = None
    facts: tuple[Any, ...] = ()
    refs: dict[str, Any] = field(default_factory=dict)


def record_all(entries: Iterable[Entry], *, by: Doer, at: datetime) -> None:
    """Write many events of one verb in one step; every reaction still hears of each."""
    _refuse_outside_transaction("What happened")
    transaction_id = _transaction_id()
    events = [_event(entry, by, at, transaction_id) for entry in entries]
    for event in Event.objects.bulk_create(events, batch_size=500):
        for reaction in _reactions[event.kind]:
            reaction(event)


def _event(entry: Entry, by: Doer, at: datetime, transaction_id: int | None) -> Event:
    actor, subject = by.as_actor(), entry.subject
    return Event(
        kind=entry.kind,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        subject=f"{subject._meta.model_name}:{subject.pk}",
        case_id=entry.case_id,
        refs=entry.refs,
        facts={fact_digests.reference(fact): fact_digests.digest(fact) for fact in entry.facts},
        transaction_id=transaction_id,
    )


def _refuse_outside_transaction(kind: str) -> None:
    if not transaction.get_connection().in_atomic_block:
        message = f"{kind} is recorded outside a transaction"
        raise transaction.TransactionManagementError(message)


def _transaction_id() -> int | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])
