"""Rows whose silent change must be found: each keeps a keyed digest in the journal (R038)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model

from slovo.domain.journal import keys

KINDS: dict[str, type[Model]] = {}


def vouched(name: str) -> Callable[[type[Model]], type[Model]]:
    """Register a model whose `sealed_facts()` the journal vouches for, under `name`."""

    def register(model: type[Model]) -> type[Model]:
        KINDS[name] = model
        model.fact_name = name  # type: ignore[attr-defined]
        return model

    return register


def reference(fact: Any) -> str:
    return f"{fact.fact_name}:{fact.pk}"


def digest(fact: Any) -> str:
    """Keyed, of the reference and the facts."""
    return digest_of(reference(fact), fact.sealed_facts())


def digest_of(named: str, sealed: dict[str, Any]) -> str:
    """The same for a row that was read without its model: `named` is such as promise:7."""
    return keys.short(_code(named, sealed))


def is_vouched(named: str, plain: dict[str, Any], told: str) -> bool:
    """Whether `told` is the digest of these facts, short or as long as it once was."""
    return keys.is_same(keys.code([named, plain]), told)


def plain_facts(fact: Any) -> dict[str, Any]:
    """As JSON can say them."""
    return _plain(fact.sealed_facts())


def micros(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


def _code(named: str, sealed: dict[str, Any]) -> bytes:
    return keys.code([named, _plain(sealed)])


def _plain(sealed: dict[str, Any]) -> dict[str, Any]:
    return {
        key: str(micros(value)) if value.__class__ is datetime else value
        for key, value in sealed.items()
    }
