"""Keyed digests of events and of seals."""

from collections.abc import Iterable
from datetime import datetime

from slovo.domain.journal import keys
from slovo.domain.journal.facts import micros
from slovo.domain.journal.models import Event


def digest_of_event(event: Event) -> str:
    return keys.short(_code(event))


def is_unchanged(event: Event) -> bool:
    """Since it was sealed."""
    return keys.is_same(_code(event), event.digest)


def digest_of_seal(previous: str, at: datetime, digests: Iterable[str]) -> str:
    return keys.code([previous, micros(at), list(digests)]).hex()


def _code(event: Event) -> bytes:
    parts = (
        event.pk,
        event.kind,
        micros(event.at),
        event.actor_kind,
        event.actor_id,
        event.actor_name,
        event.subject,
        event.case_id,
        event.refs,
        event.facts,
    )
    many = () if event.last_case_id is None else (event.last_case_id,)
    return keys.code(parts + many)
