"""The one door into the journal, and the one way to hear of what was written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from slovo.domain.journal import facts as fact_digests
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event
from slovo.lib.rows import insert_all, insert_rows, unwritten

Reaction = Callable[[Event], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def on(kind: str) -> Callable[[Reaction], Reaction]:
    """Hear of every event of `kind`, in its transaction; raising undoes the verb."""

    def register(reaction: Reaction) -> Reaction:
        _reactions[kind].append(reaction)
        return reaction

    return register


class Ear(NamedTuple):
    """Whoever hears of events of many kinds while `condition` (SQL) holds, and else costs nothing.

    The condition is answered by the very statement that writes an event.
    """

    kinds: frozenset[str]
    condition: str
    hear: Callable[[Sequence[Event]], None]


_ears: list[Ear] = []


def listen(ear: Ear) -> None:
    _ears.append(ear)


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
    event = unwritten(Event, _columns(entry.kind, _line(entry), by, at, _transaction_id()))
    _write([event])
    return event


@dataclass(frozen=True, slots=True)
class Entry:
    """One of many things that happened at once."""

    kind: str
    subject: Any
    case_id: int | None = None
    facts: tuple[Any, ...] = ()
    refs: dict[str, Any] = field(default_factory=dict)


class Line(NamedTuple):
    """The same with its subject named (such as promise:7) and its facts digested already."""

    subject: str
    case_id: int | None
    facts: dict[str, str]
    refs: dict[str, Any]
    last_case_id: int | None = None


def record_all(entries: Iterable[Entry], *, by: Doer, at: datetime) -> None:
    """Write many events of one verb in one step; every reaction still hears of each."""
    _refuse_outside_transaction("What happened")
    now = _transaction_id()
    events = [unwritten(Event, _columns(e.kind, _line(e), by, at, now)) for e in entries]
    _write(events)


def record_lines(kind: str, lines: Iterable[Line], *, by: Doer, at: datetime) -> None:
    """Write very many events of one kind, without making each whole unless somebody listens."""
    _refuse_outside_transaction(kind)
    now = _transaction_id()
    rows = [_columns(kind, line, by, at, now) for line in lines]
    if not _reactions[kind] and not any(kind in ear.kinds for ear in _ears):
        insert_rows(Event, rows)
        return
    _write([unwritten(Event, row) for row in rows])


def _write(events: Sequence[Event]) -> None:
    ears = [ear for ear in _ears if any(event.kind in ear.kinds for event in events)]
    is_heard = insert_all(events, " OR ".join(ear.condition for ear in ears))
    for ear in ears if is_heard else ():
        ear.hear([event for event in events if event.kind in ear.kinds])
    for event in events:
        for reaction in _reactions[event.kind]:
            reaction(event)


def _line(entry: Entry) -> Line:
    subject = f"{entry.subject._meta.model_name}:{entry.subject.pk}"
    facts = {fact_digests.reference(fact): fact_digests.digest(fact) for fact in entry.facts}
    return Line(subject, entry.case_id, facts, entry.refs)


def _columns(
    kind: str, line: Line, by: Doer, at: datetime, transaction_id: int | None
) -> dict[str, Any]:
    actor = by.as_actor()
    return {
        "id": None,
        "kind": kind,
        "at": at,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "subject": line.subject,
        "case_id": line.case_id,
        "last_case_id": line.last_case_id,
        "refs": line.refs,
        "facts": line.facts,
        "transaction_id": transaction_id,
        "digest": "",
        "seal_id": None,
    }


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
