"""What an operator wants to know."""

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.models import Event
from slovo.domain.post.models import Delivery, Mailbox, RawLetter
from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.speaking import say
from slovo.interfaces.keeper.loop import beat_file
from slovo.lib import clock

Finding = tuple[str, bool, str]
LATE = timedelta(minutes=5)


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    """Exit 1 when something needs a hand."""
    is_well = True
    for name, good, words in findings(clock.now()):
        is_well = is_well and good
        say(options, {"check": name, "ok": good, "words": words}, f"{'+' if good else '!'} {words}")
    return 0 if is_well else 1


def findings(at: datetime) -> Iterator[Finding]:
    """(name, whether it is well, a sentence)."""
    yield from _house()
    yield _keeper()
    yield from _queues(at)
    yield from _mailboxes(at)
    yield _journal()


def _house() -> Iterator[Finding]:
    firm = Firm.current()
    yield "firm", firm is not None, firm.name if firm else _("There is no firm yet.")
    yield "database", True, f"{connection.vendor}, {settings.DATABASES['default']['NAME']}"
    is_safe = settings.PUBLIC_URL.startswith("https://") or bool(firm and firm.may_move_clock)
    words = (
        _("Clients read their pages at %(url)s.")
        if is_safe
        else _("Clients read their pages at %(url)s: put https before it and set SLOVO_URL.")
    )
    yield "address", is_safe, words % {"url": settings.PUBLIC_URL}


def _keeper() -> Finding:
    path = beat_file()
    if not path.exists():
        return (
            "keeper",
            False,
            _("No keeper has worked here yet. Start “slovo serve” or “slovo keep”."),
        )
    beat = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    is_alive = datetime.now().astimezone() - beat < timedelta(minutes=2)
    words = _("The keeper was last seen at %(time)s.") % {"time": f"{beat:%Y-%m-%d %H:%M:%S}"}
    return "keeper", is_alive, words


def _queues(at: datetime) -> Iterator[Finding]:
    late = Delivery.objects.filter(next_at__lt=at - LATE).count()
    yield (
        "outgoing",
        not late,
        _("%(count)s letters wait longer than five minutes to leave.")
        % {
            "count": late,
        },
    )
    failed = Delivery.objects.exclude(failed_at=None).filter(cancelled_at=None).count()
    yield "failed", not failed, _("%(count)s letters could not be delivered.") % {"count": failed}
    unread = RawLetter.objects.filter(read_at=None).count()
    yield (
        "incoming",
        not unread,
        _("%(count)s letters are stored and not yet read.")
        % {
            "count": unread,
        },
    )
    broken = RawLetter.objects.filter(outcome="failed").count()
    yield (
        "unreadable",
        not broken,
        _("%(count)s letters could not be taken in.") % {"count": broken},
    )
    overdue = Promise.objects.due(at - LATE).count()
    yield "clocks", not overdue, _("%(count)s clocks wait for the keeper.") % {"count": overdue}
    dark = Case.objects.in_the_dark(at).count()
    yield "dark", True, _("%(count)s clients are in the dark now.") % {"count": dark}


def _mailboxes(at: datetime) -> Iterator[Finding]:
    for mailbox in Mailbox.objects.filter(closed_at=None):
        if mailbox.failed_at:
            yield f"mailbox {mailbox.address}", False, f"{mailbox.address}: {mailbox.failure}"
        elif mailbox.imap_host:
            is_fresh = mailbox.fetched_at is not None and at - mailbox.fetched_at < LATE
            when = f"{mailbox.fetched_at:%Y-%m-%d %H:%M:%SZ}" if mailbox.fetched_at else "—"
            words = _("%(address)s was last read at %(time)s.")
            yield (
                f"mailbox {mailbox.address}",
                is_fresh,
                words
                % {
                    "address": mailbox.address,
                    "time": when,
                },
            )


def _journal() -> Finding:
    open_events = Event.objects.filter(seal=None).count()
    words = _("%(count)s journal events are not sealed yet.") % {"count": open_events}
    return "journal", open_events < 10_000, words
