"""What the Standard Webhooks specification asks of a sender.

A secret is `whsec_` and base64 of 32 bytes; what is signed is id, instant and body; during a
rotation the new secret and the old one both sign, parted by a space.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from slovo.lib.outward import AddressForbidden, AddressUnknown, Target, target_of

PREFIX = "whsec_"
SECRET_BYTES = 32
LIMIT_SECONDS = 15
MOST_READ = 2000
GONE = 410
# After the first try at once; the last pause ends three days and three hours after it.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)


class Answer(NamedTuple):
    """What came back: `code` 0 when nothing did, and then `trouble` is a code word.

    One of forbidden, unknown_host, silent, certificate, refused, other.
    """

    code: int
    words: str = ""
    trouble: str = ""

    @property
    def is_well(self) -> bool:
        return 200 <= self.code < 300


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers_of(name: str, at: datetime, body: str, keys: Sequence[str]) -> dict[str, str]:
    """`name` is the same at every try of one message, `at` (aware, UTC) is of this try."""
    from standardwebhooks import Webhook

    signed = (Webhook(key).sign(msg_id=name, timestamp=at, data=body) for key in keys)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Slovo",
        "Accept-Encoding": "identity",
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def post(
    url: str,
    body: str | bytes,
    headers: dict[str, str],
    *,
    may_be_private: bool,
    most: int = MOST_READ,
) -> Answer:
    """Call it once, follow nothing, read no more than a little. Raises nothing.

    The whole call has one limit of time: who answers drop by drop is as one who is silent.
    """
    import httpx

    content = body.encode() if isinstance(body, str) else body
    try:
        target = target_of(url, may_be_private=may_be_private)
        return asyncio.run(_call(target, content, headers, most))
    except (OSError, httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
        return Answer(0, str(problem)[:200], trouble_of(problem))


async def _call(target: Target, content: bytes, headers: dict[str, str], most: int) -> Answer:
    import httpx

    code, read = 0, b""
    try:
        async with (
            asyncio.timeout(LIMIT_SECONDS),
            httpx.AsyncClient(
                timeout=LIMIT_SECONDS, trust_env=False, follow_redirects=False
            ) as caller,
            caller.stream(
                "POST",
                target.url,
                content=content,
                headers={**headers, **target.headers},
                extensions=target.extensions,
            ) as response,
        ):
            code = response.status_code
            async for some in response.aiter_raw():
                read += some
                if len(read) >= most:
                    break
    except TimeoutError:
        if not code:
            raise
    return Answer(code, read[:most].decode("utf-8", "replace"))


def trouble_of(problem: Exception) -> str:
    """Return the code word of `Answer.trouble` for what a call raised."""
    import httpx

    kinds: list[tuple[str, type[Exception]]] = [
        ("forbidden", AddressForbidden),
        ("unknown_host", AddressUnknown),
        ("silent", TimeoutError),
        ("silent", httpx.TimeoutException),
    ]
    word = next((word for word, kind in kinds if isinstance(problem, kind)), "")
    if word:
        return word
    said = str(problem)
    if "CERTIFICATE" in said or "SSL" in said:
        return "certificate"
    return "refused" if isinstance(problem, httpx.ConnectError) else "other"
