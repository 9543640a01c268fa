"""A colleague signs in through the firm's own provider; nobody becomes one by it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests

from tests.channels.servers import Smtp
from tests.channels.test_kill import House, database, smtp
from tests.channels.test_outage import Served

__all__ = ["database", "smtp"]
pytestmark = pytest.mark.slow
CLIENT, KEY = "slovo", "a key of thirty-two bytes or more, kept by the provider"


class Provider:
    """Says who is at its door: `person` is what it knows of him, nothing when he turned back."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.url = ""

    def answer(self, path: str, asked: dict[str, str]) -> dict[str, Any] | str:
        if path == "/.well-known/openid-configuration":
            ends = {f"{end}_endpoint": f"{self.url}/{end}" for end in ("authorization", "token")}
            return ends | {
                "issuer": self.url,
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
            }
        if path == "/authorization":
            gone = {"code": "one"} if self.person else {"error": "access_denied"}
            return f"{asked['redirect_uri']}?{urlencode({**gone, 'state': asked['state']})}"
        if path == "/token":
            now = int(time.time())
            said = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person}
            return {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(said, KEY)}
        return self.person


@contextmanager
def provider() -> Iterator[Provider]:
    known = Provider()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            words = f"{urlsplit(self.path).query}&{self.rfile.read(length).decode()}"
            asked = {key: values[0] for key, values in parse_qs(words).items()}
            answer = known.answer(urlsplit(self.path).path, asked)
            goes_on = isinstance(answer, str)
            body = b"" if goes_on else json.dumps(answer).encode()
            self.send_response(302 if goes_on else 200)
            if goes_on:
                self.send_header("Location", str(answer))
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_words: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    known.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield known
    server.shutdown()
    server.server_close()


def test_who_signs_in_there_is_the_colleague_with_his_address(
    tmp_path: Path, database: str, smtp: Smtp
) -> None:
    house = House(tmp_path, database, smtp)
    house.run("init", "--trial", "--firm", "Levchenko", "--email", "olha@firm.example")
    with provider() as firm, ExitStack() as ends:
        house.environment |= {
            "SLOVO_OIDC_URL": firm.url, "SLOVO_OIDC_CLIENT": CLIENT, "SLOVO_OIDC_SECRET": "s",
            "SLOVO_OIDC_NAME": "Levchenko ID",
        }  # fmt: skip
        served = Served(house)
        ends.callback(served.end)
        home = f"http://127.0.0.1:{served.port}"

        def sign_in(**person: Any) -> requests.Response:
            firm.person = person
            browser = requests.Session()
            assert "Sign in with Levchenko ID" in browser.get(f"{home}/accounts/login/").text
            return browser.get(f"{home}/accounts/oidc/firm/login/")

        olha = {"sub": "7", "email": "Olha@firm.example", "email_verified": True}
        assert sign_in(**olha).url == f"{home}/"
        assert sign_in(**olha | {"email": "olha@new.example"}).url == f"{home}/"

        unknown = sign_in(sub="8", email="eve@firm.example", email_verified=True)
        assert "Nobody here works under eve@firm.example." in unknown.text
        unverified = sign_in(sub="9", email="olha@firm.example", email_verified=False)
        assert "has not verified your mail address" in unverified.text
        assert "Your provider did not sign you in." in sign_in().text
        users = "from slovo.domain.staff.models import User; import json;"
        assert house.ask(f"{users} print(json.dumps(User.objects.count()))") == 1
