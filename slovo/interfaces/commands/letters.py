"""Outgoing letters, newest last."""

import argparse
from datetime import UTC, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.post.models import Delivery
from slovo.domain.staff.hours import zone_of_firm
from slovo.interfaces.commands.speaking import complain, instant, say
from slovo.interfaces.desk.letters import STATES
from slovo.lib import clock, moments

MOST = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="TIME", help="such as 2027-03-10T09:00:00Z")


def run(options: argparse.Namespace) -> int:
    letters = Delivery.objects.order_by("queued_at", "pk")
    if options.since:
        try:
            since = datetime.fromisoformat(options.since)
        except ValueError:
            complain(
                _("%(text)s is not a time. Write it as 2027-03-10T09:00:00Z.")
                % {"text": options.since}
            )
            return 2
        letters = letters.filter(
            queued_at__gte=since if since.tzinfo else since.replace(tzinfo=UTC)
        )
    rows = list(letters.reverse()[:MOST])[::-1]
    numbers = dict(
        Case.objects.filter(pk__in={row.case_id for row in rows}).values_list("pk", "number")
    )
    zone, language, now = zone_of_firm(), get_language() or "en", clock.now()
    for letter in rows:
        number = numbers.get(letter.case_id or 0)
        row = {
            "to": letter.to_address,
            "subject": letter.letter_subject,
            "message_id": letter.message_id,
            "case": f"S-{number}" if number else None,
            "queued_at": instant(letter.queued_at),
            "sent_at": instant(letter.sent_at),
            "state": letter.state,
        }
        say(
            options,
            row,
            f"{moments.moment(letter.queued_at, zone, language, now=now):<24} "
            f"{STATES[letter.state]:<24} {letter.to_address:<32} {letter.letter_subject}",
        )
    return 0
