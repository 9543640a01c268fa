"""What an operator wants to know, said on the command line and on a page of the settings."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.models import Case, Promise, Unindexed
from slovo.domain.duty.coverage import holes
from slovo.domain.hooks.models import Errand
from slovo.domain.journal.models import Event
from slovo.domain.post.models import Delivery, Mailbox, RawLetter
from slovo.domain.staff.models import Firm
from slovo.web.troubles import LATE, Finding, workings


def findings(at: datetime) -> Iterator[Finding]:
    """The house, its workings, what waits, and the holes through which a client could fall."""
    yield from _house()
    yield from workings(at)
    yield from _queues(at)
    yield from _coverage(at)
    yield _journal()
    yield _search()


def _house() -> Iterator[Finding]:
    firm = Firm.current()
    yield Finding("firm", firm is not None, firm.name if firm else _("There is no firm yet."))
    yield Finding("database", True, f"{connection.vendor}, {settings.DATABASES['default']['NAME']}")
    is_safe = settings.IS_HTTPS or bool(firm and firm.may_move_clock)
    words = (
        _("Clients read their pages at %(url)s.")
        if is_safe
        else _("Clients read their pages at %(url)s: put https before it and set SLOVO_URL.")
    )
    yield Finding("address", is_safe, words % {"url": settings.PUBLIC_URL})
    if settings.IS_HTTPS and not settings.PROXY:
        words = _(
            "The web server with https is not known: set SLOVO_PROXY to the address it calls from. "
            "Until then all visitors share one allowance of sign-ins, and no browser is told to "
            "keep to https."
        )
        yield Finding("proxy", False, words)


def _queues(at: datetime) -> Iterator[Finding]:
    late = Delivery.objects.filter(next_at__lt=at - LATE).count()
    words = ngettext(
        "%(count)s letter waits longer than five minutes to leave.",
        "%(count)s letters wait longer than five minutes to leave.",
        late,
    )
    yield Finding("outgoing", not late, words % {"count": late})
    failed = Delivery.objects.exclude(failed_at=None).filter(cancelled_at=None).count()
    words = ngettext(
        "%(count)s letter could not be delivered.",
        "%(count)s letters could not be delivered.",
        failed,
    )
    yield Finding("failed", not failed, words % {"count": failed})
    yield from _incoming()
    untold = Errand.objects.due(at - LATE).count()
    words = ngettext(
        "%(count)s event waits longer than five minutes to be told to another program.",
        "%(count)s events wait longer than five minutes to be told to another program.",
        untold,
    )
    yield Finding("webhooks", not untold, words % {"count": untold})
    overdue = Promise.objects.due(at - LATE).count()
    words = ngettext(
        "%(count)s clock waits for the keeper.", "%(count)s clocks wait for the keeper.", overdue
    )
    yield Finding("clocks", not overdue, words % {"count": overdue})
    dark = Case.objects.in_the_dark(at).count()
    words = ngettext(
        "%(count)s client is in the dark now.", "%(count)s clients are in the dark now.", dark
    )
    yield Finding("dark", True, words % {"count": dark})


def _incoming() -> Iterator[Finding]:
    unread = RawLetter.objects.filter(read_at=None).count()
    words = ngettext(
        "%(count)s letter is stored and not yet read.",
        "%(count)s letters are stored and not yet read.",
        unread,
    )
    yield Finding("incoming", not unread, words % {"count": unread})
    broken = RawLetter.objects.filter(outcome="failed").count()
    words = ngettext(
        "%(count)s letter could not be taken in.",
        "%(count)s letters could not be taken in.",
        broken,
    )
    yield Finding("unreadable", not broken, words % {"count": broken})


def _coverage(at: datetime) -> Iterator[Finding]:
    """Holes through which a client could fall: nobody takes what comes."""
    firm = Firm.current()
    front = firm.front_desk if firm else None
    if front is None or not front.is_active:
        words = _("Nobody takes new requests: name somebody in the settings.")
        yield Finding("front_desk", False, words)
    unassigned = Case.objects.unassigned().count()
    words = ngettext(
        "%(count)s open case has no handler.", "%(count)s open cases have no handler.", unassigned
    )
    yield Finding("unassigned", not unassigned, words % {"count": unassigned})
    for hole in holes(at):
        sides = {"team": hole.team.name, "from": f"{hole.starts:%Y-%m-%d %H:%M}"}
        words = _("Nobody of %(team)s is on duty from %(from)s UTC on, for %(hours)s hours.")
        sides["hours"] = number_format(round(hole.length.total_seconds() / 3600, 1))
        yield Finding("duty", False, words % sides)
    if not Mailbox.objects.filter(closed_at=None).exists():
        is_play = bool(firm and firm.may_move_clock)
        yield Finding("mailboxes", is_play, _("No mailbox is connected."))


def _search() -> Finding:
    waiting = Unindexed.objects.count()
    words = ngettext(
        "%(count)s case is not yet found by all its words.",
        "%(count)s cases are not yet found by all their words.",
        waiting,
    )
    return Finding("search", not waiting, words % {"count": waiting})


def _journal() -> Finding:
    fresh = Event.objects.filter(seal=None).count()
    words = ngettext(
        "%(count)s journal event is not sealed yet.",
        "%(count)s journal events are not sealed yet.",
        fresh,
    )
    return Finding("journal", fresh < 10_000, words % {"count": fresh})
