"""Rows whose silent change must be found: each keeps a keyed digest in the journal (R038)."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model

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
    text = json.dumps(
        [reference(fact), fact.sealed_facts()],
        sort_keys=True,
        ensure_ascii=False,
        default=_plain,
        separators=(",", ":"),
    )
    return hmac.new(settings.JOURNAL_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return str(int(value.timestamp() * 1_000_000))
    return str(value)
