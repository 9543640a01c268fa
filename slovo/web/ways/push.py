"""Web push (RFC 8030, 8291, 8292): encrypted for one browser, signed with a key of this house."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from slovo.domain.notices.models import Reach
from slovo.lib import webhooks
from slovo.lib.webhooks import Answer
from slovo.web.keys import read_or_make_key

DAY = 24 * 3600
ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
LONGEST = 3000


def send(reach: Reach, lines: Sequence[str]) -> Answer:
    from pywebpush import WebPusher, WebPushException

    said = {"title": "Slovo", "body": "\n".join(lines)[:LONGEST], "url": "/notices/"}
    place = {"endpoint": reach.address, "keys": reach.keys}
    try:
        written = WebPusher(place).encode(json.dumps(said).encode(), content_encoding="aes128gcm")
        headers = {**_signed(reach.address), "Content-Encoding": "aes128gcm", "TTL": str(DAY)}
    except (WebPushException, ValueError) as problem:
        return Answer(0, str(problem)[:200], "other")
    headers |= {"Content-Type": "application/octet-stream", "Urgency": "high"}
    headers["Accept-Encoding"] = "identity"
    body = bytes(written["body"])
    return webhooks.post(reach.address, body, headers, may_be_private=settings.PRIVATE_CALLS)


def public_key() -> str:
    """What a browser must be told before it lets this house push to it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


def _signed(endpoint: str) -> dict[str, str]:
    from py_vapid import Vapid02

    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "sub": _about()}
    headers: dict[str, str] = Vapid02(private_key=_key()).sign(claims)
    return headers


def _about() -> str:
    """Whom a push service may turn to: it wants an https or a mail address."""
    url = settings.PUBLIC_URL
    return url if url.startswith("https://") else "mailto:desk@slovo.invalid"


@lru_cache(maxsize=1)
def _key() -> Any:
    """Made at first use, kept beside the other keys, never in the database."""
    from cryptography.hazmat.primitives.asymmetric import ec

    digits = read_or_make_key(settings.HOME / "keys" / "vapid.key")
    return ec.derive_private_key(int(digits, 16) % (ORDER_OF_P256 - 1) + 1, ec.SECP256R1())
