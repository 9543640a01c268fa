"""The morning list in the terminal."""

import argparse

from django.utils.translation import gettext as _

from slovo.domain.cases.shapes import today_rows
from slovo.domain.promises.due import morning_rows
from slovo.domain.staff.models import User
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--user", metavar="EMAIL", help="only what is his")


def run(options: argparse.Namespace) -> int:
    user = None
    if options.user:
        user = User.objects.filter(email__iexact=options.user).first()
        if user is None:
            complain(_("Nobody here has the address %(email)s.") % {"email": options.user})
            return 1
    at, whose = clock.now(), "mine" if user else "firm"
    rows = [*today_rows(user, at, whose=whose), *morning_rows(user, at, whose=whose)]
    for row in rows:
        say(options, row, _line(row))
    if not rows and not options.json:
        say(options, {}, _("Nobody is waiting."))
    return 0


def _line(row: dict[str, object]) -> str:
    late = row["late_seconds"]
    return (
        f"{row['list']:<14} {row['case']:<8} {row['person']:<28} "
        f"{row['owner'] or '—':<24} {row['due_at'] or '—'}"
        + (f"  +{int(str(late)) // 60} min" if late else "")
    )
