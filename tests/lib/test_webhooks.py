"""A program that is called and answers as slowly as it can."""

# ruff: noqa: N802 - http.server calls by these names

import threading
import time
from collections.abc import Iterator

import pytest

from slovo.lib import webhooks
from slovo.lib.webhooks import Answer
from tests.channels.listening import Desk, listening

BREATH = 0.05


@pytest.fixture
def over() -> Iterator[threading.Event]:
    """Set when the test is over, so that nobody drips on."""
    event = threading.Event()
    yield event
    event.set()


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        (b"", Answer(0, "", "silent")),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", Answer(0, "", "silent")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nwell", Answer(200, "well")),
    ],
)
def test_who_answers_drop_by_drop_is_not_listened_to_for_long(
    monkeypatch, over, beginning, expected
):
    monkeypatch.setattr(webhooks, "LIMIT_SECONDS", 0.5)

    class Dripping(Desk):
        def do_POST(self) -> None:
            self.wfile.write(beginning)
            try:
                while not over.wait(BREATH):
                    self.wfile.write(b"." if beginning else b"")
            except OSError:
                return

    with listening(Dripping) as port:
        began = time.monotonic()
        found = webhooks.post(f"http://127.0.0.1:{port}/", "{}", {}, may_be_private=True)
        took = time.monotonic() - began
        over.set()
    assert (found.code, found.words.rstrip("."), found.trouble) == expected
    assert took < 5
