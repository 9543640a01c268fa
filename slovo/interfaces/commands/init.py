"""Make an install without asking."""

import argparse
import secrets
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.engagements.actions.founding import found_firm
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.installing import make_tables, use_demo_clock
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="with the demo firm in it")
    parser.add_argument("--trial", action="store_true", help="empty; SLOVO_CLOCK may move its time")
    parser.add_argument("--firm", default="Slovo", metavar="NAME", help="name of the firm")
    parser.add_argument("--zone", default="Europe/Kyiv", help="its time zone (%(default)s)")
    parser.add_argument(
        "--language",
        choices=[code for code, _n in settings.LANGUAGES],
        help="of the firm and its first letters (of the terminal for a demo, else en)",
    )
    parser.add_argument("--email", default="principal@example.com", help="of the first principal")
    parser.add_argument("--name", default="", help="name of the first principal")
    parser.add_argument("--password", default="", help="of the first principal; else one is made")


def run(options: argparse.Namespace) -> int:
    try:
        ZoneInfo(options.zone)
    except (ZoneInfoNotFoundError, ValueError):
        complain(_("There is no time zone %(zone)s.") % {"zone": options.zone})
        return 2
    if options.demo:
        use_demo_clock()
    make_tables()
    if Firm.current() is not None:
        complain(_("There is a firm already in %(home)s.") % {"home": settings.HOME})
        return 1
    return _demo(options) if options.demo else _found(options)


def _demo(options: argparse.Namespace) -> int:
    from slovo.interfaces.commands.demo import make_demo, sign_ins

    make_demo(options.language or translation.get_language() or "en")
    for row in sign_ins():
        say(options, row, f"{row['email']}  {row['password']}  {row['job']}")
    return 0


def _found(options: argparse.Namespace) -> int:
    password = options.password or secrets.token_urlsafe(9)
    firm = found_firm(
        name=options.firm,
        zone=options.zone,
        language=options.language or "en",
        kind="trial" if options.trial else "real",
        principal_name=options.name or options.email.partition("@")[0].capitalize(),
        principal_email=options.email,
        password=password,
        by=HOUSE,
        at=clock.now(),
    )
    row = {
        "firm": firm.name,
        "home": str(settings.HOME),
        "email": options.email,
        "password": password,
    }
    words = _("%(firm)s is ready. Sign in as %(email)s with the password %(password)s") % row
    say(options, row, words)
    return 0
