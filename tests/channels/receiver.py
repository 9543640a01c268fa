"""Somebody else's program: listens on this machine, keeps what it is told, answers as it is bid."""

# ruff: noqa: N802 - http.server calls by these names

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.channels.listening import Desk, listening


@dataclass
class Receiver:
    """`answer` is the status it gives from now on; `heard` are (headers, body) in order."""

    port: int = 0
    answer: int = 204
    words: str = ""
    place: str = ""
    heard: list[tuple[dict[str, str], str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def receiver() -> Iterator[Receiver]:
    known = Receiver()

    class Room(Desk):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            known.heard.append(({name.lower(): said for name, said in self.headers.items()}, body))
            self.send_response(known.answer)
            if known.place:
                self.send_header("Location", known.place)
            self.send_header("Content-Length", str(len(known.words)))
            self.end_headers()
            self.wfile.write(known.words.encode())

        def do_GET(self) -> None:
            self.do_POST()

    with listening(Room) as known.port:
        yield known
