"""Everything in one process: pages, keeper and mail inlet."""

import argparse
import errno
import os
import signal
import sys
from types import FrameType
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.installing import (
    ClockNotAllowed,
    make_tables,
    refuse_strange_clock,
    use_demo_clock,
    why_not_listen,
)
from slovo.interfaces.commands.speaking import complain, speak_firms_language
from slovo.web.addresses import keep_served_at

THREADS = 8
LAST_PORT = 65535


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty database with the demo firm"
    )
    parser.add_argument("--host", default="127.0.0.1", help="where it listens (%(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="port of the pages (%(default)s)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {LAST_PORT}, not {text}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    problem = why_not_listen(options.host, options.port)
    if problem is not None:
        complain(_cannot_listen(options, problem))
        return 1
    if options.demo:
        use_demo_clock()
    make_tables()
    _know_the_address(options)
    if options.demo and not _ready_demo():
        return 1
    try:
        refuse_strange_clock()
    except ClockNotAllowed:
        complain(_("SLOVO_CLOCK is set, but this firm is real: its time cannot be moved."))
        return 1
    speak_firms_language()
    return _serve(options)


def _cannot_listen(options: argparse.Namespace, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        words = _(
            "Port %(port)s is taken. Stop what uses it, or choose another: "
            "bin/serve --port %(next)s"
        )
        return words % {"port": options.port, "next": options.port % LAST_PORT + 1}
    words = _("The pages cannot be served at %(host)s:%(port)s: %(reason)s.")
    return words % {"host": options.host, "port": options.port, "reason": problem.strerror}


def _know_the_address(options: argparse.Namespace) -> None:
    """Before the first letter: the links in it lead here."""
    if "SLOVO_URL" not in os.environ:
        settings.PUBLIC_URL = f"http://{options.host}:{options.port}"
        keep_served_at(settings.HOME, settings.PUBLIC_URL)


def _ready_demo() -> bool:
    from slovo.interfaces.commands.demo import is_stale, make_demo, remake_demo

    firm = Firm.current()
    if firm is None:
        make_demo(get_language() or "en")
    elif firm.kind != "demo":
        complain(
            _("There is a real firm in %(home)s. Start without --demo.") % {"home": settings.HOME}
        )
        return False
    elif is_stale(firm):
        remake_demo(firm.language)
    return True


def _serve(options: argparse.Namespace) -> int:
    from waitress.server import create_server

    from slovo.interfaces.channels.email.porter import Porter
    from slovo.interfaces.keeper.loop import Keeper
    from slovo.web.wsgi import application

    place = {"host": options.host, "port": options.port}
    server = create_server(application, threads=THREADS, **place, **believed())
    keeper, porter = Keeper(), Porter()
    has_inlet = porter.start()
    if not has_inlet:
        _complain_of_inlet()
    signal.signal(signal.SIGTERM, _stop)
    keeper.start()
    _welcome(options, has_inlet=has_inlet)
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()
        keeper.stop()
        porter.stop()
    return 0


def believed() -> dict[str, Any]:
    """The web server before us says who knocks; a stranger who says it himself is not heard."""
    if not settings.PROXY:
        return {}
    return {
        "trusted_proxy": settings.PROXY,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _complain_of_inlet() -> None:
    words = _(
        "Port %(port)s is taken, so letters cannot be handed in there. It is tried again until "
        "it is free; or choose another with SLOVO_INLET_PORT."
    )
    complain(words % {"port": settings.INLET_PORT})


def _welcome(options: argparse.Namespace, *, has_inlet: bool) -> None:
    lines = [_("Slovo is open: %(url)s") % {"url": f"http://{options.host}:{options.port}/"}]
    if has_inlet:
        lines.append(
            _("Letters are taken in at 127.0.0.1:%(port)s.") % {"port": settings.INLET_PORT}
        )
    firm = Firm.current()
    if firm is None:
        lines.append(_("Open the address to make your firm; it takes two minutes."))
    elif firm.kind == "demo":
        from slovo.interfaces.commands.demo import sign_ins

        lines.append(_("Sign in with one click on the first page, or with:"))
        lines.extend(
            f"  {row['email']:<26} {row['password']:<12} {row['job']}" for row in sign_ins()
        )
    lines.append(_("Ctrl+C ends it."))
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
