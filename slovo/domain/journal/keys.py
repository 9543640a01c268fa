"""What only this house can have written: HMAC-SHA256 with the key outside the database.

Rows and events keep the first 96 bits of it: without the key nobody can find another text with the
same ones, and there are several to every letter. Seals, which hold all of them, keep the whole.
"""

import hmac
import json
from base64 import b64encode
from typing import Any

from django.conf import settings

KEPT = 12
LONG = 64
_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
).encode


def code(parts: Any) -> bytes:
    """Of anything that JSON can say."""
    return hmac.digest(settings.JOURNAL_KEY.encode(), _encode(parts).encode(), "sha256")


def short(whole: bytes) -> str:
    """Sixteen signs."""
    return b64encode(whole[:KEPT]).decode("ascii")


def is_same(whole: bytes, told: str) -> bool:
    """Whether `told` is of it; until 2026 the whole was kept, in hex."""
    return hmac.compare_digest(told, whole.hex() if len(told) == LONG else short(whole))
