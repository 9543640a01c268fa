"""What an operator wants to know, said on the command line and on a page of the settings."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.models import Event
from slovo.domain.post.models import Delivery, Mailbox, RawLetter
from slovo.domain.staff.models import Firm

Finding = tuple[str, bool, str]
LATE = timedelta(minutes=5)


def beat_file() -> Path:
    """Its last change says when a keeper was last alive."""
    path: Path = settings.HOME / "keeper.beat"
    return path


def findings(at: datetime) -> Iterator[Finding]:
    """(name, whether it is well, a sentence)."""
    yield from _house()
    yield _keeper()
    yield from _queues(at)
    yield from _mailboxes(at)
    yield from _coverage()
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
        ngettext(
            "%(count)s letter waits longer than five minutes to leave.",
            "%(count)s letters wait longer than five minutes to leave.",
            late,
        )
        % {"count": late},
    )
    failed = Delivery.objects.exclude(failed_at=None).filter(cancelled_at=None).count()
    words = ngettext(
        "%(count)s letter could not be delivered.",
        "%(count)s letters could not be delivered.",
        failed,
    )
    yield "failed", not failed, words % {"count": failed}
    yield from _incoming()
    overdue = Promise.objects.due(at - LATE).count()
    words = ngettext(
        "%(count)s clock waits for the keeper.", "%(count)s clocks wait for the keeper.", overdue
    )
    yield "clocks", not overdue, words % {"count": overdue}
    dark = Case.objects.in_the_dark(at).count()
    words = ngettext(
        "%(count)s client is in the dark now.", "%(count)s clients are in the dark now.", dark
    )
    yield "dark", True, words % {"count": dark}


def _incoming() -> Iterator[Finding]:
    unread = RawLetter.objects.filter(read_at=None).count()
    words = ngettext(
        "%(count)s letter is stored and not yet read.",
        "%(count)s letters are stored and not yet read.",
        unread,
    )
    yield "incoming", not unread, words % {"count": unread}
    broken = RawLetter.objects.filter(outcome="failed").count()
    words = ngettext(
        "%(count)s letter could not be taken in.",
        "%(count)s letters could not be taken in.",
        broken,
    )
    yield "unreadable", not broken, words % {"count": broken}


def _coverage() -> Iterator[Finding]:
    """Holes through which a client could fall: nobody takes what comes."""
    firm = Firm.current()
    front = firm.front_desk if firm else None
    if front is None or not front.is_active:
        yield "front_desk", False, _("Nobody takes new requests: name somebody in the settings.")
    unassigned = Case.objects.unassigned().count()
    words = ngettext(
        "%(count)s open case has no handler.", "%(count)s open cases have no handler.", unassigned
    )
    yield "unassigned", not unassigned, words % {"count": unassigned}
    if not Mailbox.objects.filter(closed_at=None).exists():
        is_play = bool(firm and firm.may_move_clock)
        yield "mailboxes", is_play, _("No mailbox is connected.")


def _mailboxes(at: datetime) -> Iterator[Finding]:
    for mailbox in Mailbox.objects.filter(closed_at=None).order_by("address"):
        name = f"mailbox {mailbox.address}"
        if mailbox.failed_at:
            yield name, False, f"{mailbox.address}: {mailbox.failure}"
        elif mailbox.imap_host and mailbox.fetched_at is None:
            yield name, False, _("%(address)s was not read yet.") % {"address": mailbox.address}
        elif mailbox.imap_host and mailbox.fetched_at:
            words = _("%(address)s was last read at %(time)s.")
            time = f"{mailbox.fetched_at:%Y-%m-%d %H:%M:%S} UTC"
            is_fresh = at - mailbox.fetched_at < LATE
            yield name, is_fresh, words % {"address": mailbox.address, "time": time}


def _journal() -> Finding:
    fresh = Event.objects.filter(seal=None).count()
    words = ngettext(
        "%(count)s journal event is not sealed yet.",
        "%(count)s journal events are not sealed yet.",
        fresh,
    )
    return "journal", fresh < 10_000, words % {"count": fresh}
