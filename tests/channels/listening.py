"""An HTTP server on this machine for as long as a test lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Desk(BaseHTTPRequestHandler):
    """It writes no log."""

    def log_message(self, *_words: Any) -> None:
        return


@contextmanager
def listening(desk: type[Desk]) -> Iterator[int]:
    """Gives the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), desk)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
