"""Keyed digests of events and of seals: HMAC-SHA256, hex, with the key outside the database."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from slovo.domain.journal.models import Event


def digest_of_event(event: Event) -> str:
    return _keyed(
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


def digest_of_seal(previous: str, at: datetime, digests: Iterable[str]) -> str:
    return _keyed(previous, _micros(at), list(digests))


def _keyed(*parts: object) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(settings.JOURNAL_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _micros(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)
