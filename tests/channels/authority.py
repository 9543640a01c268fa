"""A provider's authority for tests: gives codes, turns them into tokens, forgets them on demand."""

# ruff: noqa: N802 - http.server calls by these names

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.channels.listening import Desk, listening

CLIENT, SECRET = "client-7", "secret of the firm"


@dataclass
class Authority:
    """`consent(address)` is the administrator saying yes in his browser."""

    port: int = 0
    account: str = "desk@firm.example"
    rotates: bool = False
    is_broken: bool = False
    gives_refresh: bool = True
    life: int = 3600
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refreshes: set[str] = field(default_factory=set)
    accesses: set[str] = field(default_factory=set)
    renewals: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def consent(self, address: str) -> dict[str, str]:
        """What the browser comes back with."""
        self.asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = self.asked
        return {"code": code, "state": self.asked["state"]}

    def revoke(self) -> None:
        self.refreshes.clear()
        self.accesses.clear()

    def token(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.is_broken:
            return 503, {"error": "temporarily_unavailable"}
        if (said.get("client_id"), said.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        if said["grant_type"] == "authorization_code":
            asked = self.codes.pop(said["code"], None)
            challenge = hashlib.sha256(said["code_verifier"].encode()).digest()
            given = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
            known = (given, said["redirect_uri"])
            if asked is None or known != (asked["code_challenge"], asked["redirect_uri"]):
                return 400, {"error": "invalid_grant"}
            return 200, self._tokens(with_refresh=self.gives_refresh)
        if said["refresh_token"] not in self.refreshes:
            return 400, {"error": "invalid_grant", "error_description": "It was revoked."}
        self.renewals += 1
        if self.rotates:
            self.refreshes.discard(said["refresh_token"])
        return 200, self._tokens(with_refresh=self.rotates)

    def introspect(self, token: str) -> tuple[int, dict[str, Any]]:
        return 200, {"active": token in self.accesses, "username": self.account}

    def _tokens(self, *, with_refresh: bool) -> dict[str, Any]:
        number = len(self.accesses) + self.renewals
        access, refresh = f"access-{number}", f"refresh-{number}"
        self.accesses.add(access)
        said = {"access_token": access, "token_type": "Bearer", "expires_in": self.life}
        if with_refresh:
            self.refreshes.add(refresh)
            said["refresh_token"] = refresh
        return said


@contextmanager
def authority() -> Iterator[Authority]:
    known = Authority()

    class Room(Desk):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(length).decode())
            said = {key: values[0] for key, values in form.items()}
            asked = self.path.partition("?")[0]
            if asked == "/introspect":
                status, answer = known.introspect(said.get("token", ""))
            else:
                status, answer = known.token(said)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with listening(Room) as known.port:
        yield known
