"""The morning list in the terminal."""

import argparse
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slovo.domain.cases.shapes import today_rows
from slovo.domain.complaints.morning import LANE as REVIEWS
from slovo.domain.complaints.morning import review_rows
from slovo.domain.promises.due import LANE, morning_rows
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import User
from slovo.interfaces.commands.speaking import complain, say
from slovo.interfaces.desk.waits import NAMES
from slovo.lib import clock, moments


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
    promised = morning_rows(user, at, whose=whose)
    rows = [*today_rows(user, at, whose=whose), *promised, *review_rows(user, at)]
    line = partial(_line, zone=user.zone if user else zone_of_firm(), now=at)
    for row in rows:
        say(options, row, "" if options.json else line(row))
    if not rows and not options.json:
        say(options, {}, _("Nobody is waiting."))
    return 0


def _line(row: dict[str, Any], *, zone: str, now: datetime) -> str:
    others = {LANE: _("Promises due"), REVIEWS: _("From the review of a quarter")}
    title = others.get(row["list"]) or str(NAMES[row["list"]])
    whose = row["person"] or row["subject"]
    language, due, late = get_language() or "en", row["due_at"], row["late_seconds"]
    when = moments.moment(datetime.fromisoformat(due), zone, language, now=now) if due else "—"
    return f"{title:<24} {row['case']:<8} {whose:<28} {row['owner'] or '—':<24} {when}" + (
        f"  +{moments.span(late, language)}" if late else ""
    )
