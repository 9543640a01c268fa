"""Keyed digests of events and of seals."""

from collections.abc import Iterable
from datetime import datetime

from slovo.domain.journal import keys
from slovo.domain.journal.models import Event


def digest_of_event(event: Event) -> str:
    return keys.short(_code(event))


def is_unchanged(event: Event) -> bool:
    """Since it was sealed."""
    return keys.is_same(_code(event), event.digest)


def digest_of_seal(previous: str, at: datetime, digests: Iterable[str]) -> str:
    return keys.code([previous, _micros(at), list(digests)]).hex()


def _code(event: Event) -> bytes:
    parts = (
        event.pk,
        event.kind,
        _micros(event.at),
        event.actor_kind,
        event.actor_id,
        event.actor_name,
        event.subject,
        event.case_id,
        event.refs,
        event.facts,
    )
    return keys.code(parts)


def _micros(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)
