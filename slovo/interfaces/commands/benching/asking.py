"""Asking the real application, in this process, as a signed-in colleague would."""

import io
import time
from collections.abc import Callable, Sequence
from http.cookies import SimpleCookie
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from slovo.domain.staff.models import User

Ask = Callable[[str], float]
HERE = ("", "localhost", "127.0.0.1", "::1")


class Visitor:
    """A browser without a screen: its cookies, and the CPU time its requests take."""

    def __init__(self, user: User | None = None, bearer: str = "") -> None:
        settings.ROOT_URLCONF = "slovo.interfaces.commands.benching.floor"
        from slovo.web.wsgi import application

        self._application = application
        self._cookie = _session_of(user) if user else ""
        self._bearer = bearer

    def ask(self, path: str) -> bytes:
        """The body; raises when the answer is not 200."""
        target, _mark, query = path.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": target,
            "QUERY_STRING": query,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": self._cookie,
            "HTTP_ACCEPT_LANGUAGE": "en",
            "wsgi.input": io.BytesIO(),
        }
        if self._bearer:
            environ["HTTP_AUTHORIZATION"] = f"Bearer {self._bearer}"
        setup_testing_defaults(environ)
        said: list[str] = []

        def start(status: str, _headers: Any, _problem: Any = None) -> Callable[[bytes], object]:
            said.append(status)
            return lambda _bytes: None  # nobody writes this way any more

        answer = self._application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        if not said[0].startswith("200"):
            raise RuntimeError(f"{path}: {said[0]}")
        return body

    def cpu_of(self, path: str) -> float:
        """CPU milliseconds of one request, with those of PostgreSQL where it works beside us."""
        began = _spent()
        self.ask(path)
        return (_spent() - began) * 1000

    def wall_of(self, path: str) -> float:
        began = time.perf_counter()
        self.ask(path)
        return (time.perf_counter() - began) * 1000


def server_clock() -> int | None:
    """The CPU clock of the process in which PostgreSQL works for us; None where it is not here."""
    if connection.vendor != "postgresql" or connection.settings_dict["HOST"] not in HERE:
        return None
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    name = Path(f"/proc/{process}/comm")
    is_here = name.exists() and name.read_text().strip() == "postgres"
    return (~process << 3) | 2 if is_here else None  # as Linux numbers them: clock_getcpuclockid(3)


def _spent() -> float:
    clock = server_clock()
    return time.process_time() + (time.clock_gettime(clock) if clock else 0.0)


def median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def nearest_rank(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _session_of(user: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = SimpleCookie({settings.SESSION_COOKIE_NAME: session.session_key})
    return cookie.output(header="", sep=";").strip()
