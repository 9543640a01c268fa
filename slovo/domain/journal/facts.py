"""Rows whose silent change must be found: each keeps a keyed digest in the journal (R038)."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model

_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
).encode
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
    """HMAC-SHA256, hex, of the reference and the facts; the key is outside the database."""
    return digest_of(reference(fact), fact.sealed_facts())


def digest_of(named: str, sealed: dict[str, Any]) -> str:
    """The same for a row that was read without its model: `named` is such as promise:7."""
    plain = {key: _plain(value) for key, value in sealed.items()}
    return hmac.digest(
        settings.JOURNAL_KEY.encode(), _encode([named, plain]).encode(), "sha256"
    ).hex()


def _plain(value: Any) -> Any:
    if value.__class__ is datetime:
        return str(int(value.timestamp() * 1_000_000))
    return value
