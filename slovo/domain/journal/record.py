"""The one door into the journal, and the one way to hear of what was written."""

from collections import defaultdict
from collections.abc import Callable, Iterable
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
    if not transaction.get_connection().in_atomic_block:
        message = f"{kind} is recorded outside a transaction"
        raise transaction.TransactionManagementError(message)
    actor = by.as_actor()
    event = Event.objects.create(
        kind=kind,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        subject=f"{subject._meta.model_name}:{subject.pk}",
        case_id=case.pk if case is not None else case_id,
        refs=refs,
        facts={fact_digests.reference(fact): fact_digests.digest(fact) for fact in facts},
        transaction_id=_transaction_id(),
    )
    for reaction in _reactions[kind]:
        reaction(event)
    return event


def _transaction_id() -> int | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])
