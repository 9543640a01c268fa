"""What a browser, a proxy and another process of ours keep of a private page."""

import threading
from contextlib import suppress
from http.client import HTTPConnection
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from waitress.server import create_server

from slovo import settings as written
from slovo.domain.staff.models import User
from slovo.interfaces.commands.serve import believed


def test_a_page_is_for_its_reader_and_signing_out_leaves_none_behind(
    as_olha: Client, firm: object
) -> None:
    assert as_olha.get("/")["Cache-Control"] == "private, no-cache"
    out = as_olha.post("/accounts/logout/")
    assert (out.status_code, out["Clear-Site-Data"]) == (302, '"cache"')
    assert as_olha.get("/").status_code == 302


@pytest.mark.skipif(written.IS_SQLITE, reason="one process serves it")
def test_who_signed_out_through_another_process_is_out_here(
    settings: Any, petro: User, firm: object
) -> None:
    settings.SESSION_ENGINE = written.SESSION_ENGINE
    client = Client()
    client.force_login(petro)
    assert client.get("/").status_code == 200
    Session.objects.all().delete()
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("proxy", "said", "expected"),
    [
        ("", "203.0.113.7", "127.0.0.1 http"),
        ("127.0.0.1", "203.0.113.7", "203.0.113.7 https"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7 https"),
        ("192.0.2.1", "203.0.113.7", "127.0.0.1 http"),
    ],
)
def test_only_the_web_server_before_us_says_who_knocks(
    settings: Any, proxy: str, said: str, expected: str
) -> None:
    settings.PROXY = proxy

    def application(environ: dict[str, str], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()]

    server: Any = create_server(application, host="127.0.0.1", port=0, threads=1, **believed())

    def serve() -> None:
        with suppress(OSError, ValueError):  # it is closed while it listens
            server.run()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        asked = HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
        asked.request("GET", "/", headers={"X-Forwarded-For": said, "X-Forwarded-Proto": "https"})
        assert asked.getresponse().read().decode() == expected
        asked.close()
    finally:
        server.close()
        thread.join(10)


def test_a_long_page_travels_compressed_and_a_short_one_as_it_is(
    as_olha: Client, firm: object
) -> None:
    packed = {"accept-encoding": "gzip, br"}
    long, short = as_olha.get("/settings/", headers=packed), as_olha.get("/livez", headers=packed)
    assert (long["Content-Encoding"], "Content-Encoding" in short) == ("gzip", False)
    assert len(long.content) < 8_000 < len(as_olha.get("/settings/").content)
