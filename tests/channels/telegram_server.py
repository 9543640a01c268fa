"""Telegram's Bot API on this machine: knows one token, keeps what it is sent, answers as bid."""

# ruff: noqa: N802 - http.server calls by these names

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import parse_qs

from tests.channels.listening import Desk, listening

TOKEN = "123456:AAE-token-of-the-firm"
ME = {"id": 123456, "is_bot": True, "first_name": "Levchenko", "username": "levchenko_bot"}


@dataclass
class Telegram:
    """`updates` wait to be fetched; `sent` are the calls that were taken: (method, asked, file)."""

    port: int = 0
    updates: list[dict[str, Any]] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    sent: list[tuple[str, dict[str, str], tuple[str, bytes] | None]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    at_send: list[tuple[int, str, int]] = field(default_factory=list)
    is_ill: bool = False
    next_number: int = 900

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def texts(self) -> list[str]:
        return [asked["text"] for method, asked, _file in self.sent if method == "sendMessage"]

    def answer(self, method: str, asked: dict[str, str], file: Any) -> tuple[int, dict[str, Any]]:
        if method == "getMe":
            return 200, {"ok": True, "result": ME}
        if method == "getUpdates":
            offset = int(asked["offset"])
            self.offsets.append(offset)
            found = [one for one in self.updates if one["update_id"] >= offset]
            return 200, {"ok": True, "result": found}
        if method == "getFile":
            if asked["file_id"] not in self.files:
                return 400, _no(400, "Bad Request: file is too big")
            return 200, {"ok": True, "result": {"file_path": f"got/{asked['file_id']}"}}
        if self.at_send:
            code, words, wait = self.at_send.pop(0)
            if code != 200:
                return code, _no(code, words, wait)
        self.next_number += 1
        self.sent.append((method, asked, file))
        return 200, {"ok": True, "result": {"message_id": self.next_number}}


def _no(code: int, words: str, wait: int = 0) -> dict[str, Any]:
    said: dict[str, Any] = {"ok": False, "error_code": code, "description": words}
    return {**said, "parameters": {"retry_after": wait}} if wait else said


@contextmanager
def telegram_server() -> Iterator[Telegram]:
    known = Telegram()

    class Room(Desk):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            found = re.fullmatch(r"/bot([^/]+)/(\w+)", self.path)
            asked, file = _asked(self.headers.get("Content-Type", ""), body)
            if known.is_ill:
                return self._say(502, b"<html>Bad Gateway</html>")
            if not found or found[1] != TOKEN:
                return self._say(401, json.dumps(_no(401, "Unauthorized")).encode())
            code, said = known.answer(found[2], asked, file)
            return self._say(code, json.dumps(said).encode())

        def do_GET(self) -> None:
            name = self.path.removeprefix(f"/file/bot{TOKEN}/got/")
            if known.is_ill:
                return self._say(502, b"")
            return self._say(200 if name in known.files else 404, known.files.get(name, b""))

        def _say(self, code: int, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with listening(Room) as known.port:
        yield known


def _asked(kind: str, body: bytes) -> tuple[dict[str, str], tuple[str, bytes] | None]:
    if not kind.startswith("multipart/"):
        return {name: said[0] for name, said in parse_qs(body.decode()).items()}, None
    whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=policy.HTTP)
    asked, file = {}, None
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        if part.get_filename():
            file = (str(part.get_filename()), content)
        else:
            asked[name] = content.decode()
    return asked, file
