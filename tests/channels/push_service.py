"""A push service of a browser's maker and Telegram's Bot API, on this machine."""

# ruff: noqa: N802 - http.server calls by these names

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.channels.listening import Desk, listening


class Browser:
    """What a browser keeps to itself, and what it tells the house."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)

    @property
    def keys(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": _plain(point), "auth": _plain(self.auth)}

    def read(self, body: bytes) -> Any:
        """As RFC 8291 has it, by the other side of the library that wrote it."""
        import http_ece

        text = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        return json.loads(text)


@dataclass
class Outside:
    """`code` is what it answers from now on; `heard` are (path, headers, body) in order."""

    port: int = 0
    code: int = 201
    words: str = "{}"
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def outside() -> Iterator[Outside]:
    known = Outside()

    class Room(Desk):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): said for name, said in self.headers.items()}
            known.heard.append((self.path, headers, body))
            self.send_response(known.code)
            self.send_header("Content-Length", str(len(known.words.encode())))
            self.end_headers()
            self.wfile.write(known.words.encode())

    with listening(Room) as known.port:
        yield known


def _plain(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
