"""What keeps the house from working: the same findings on Today, in the settings and in a shell."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.chats.models import Bot
from slovo.domain.engagements.living import to_be_tried
from slovo.domain.engagements.models import Touchpoint
from slovo.domain.hooks.models import Endpoint
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Reach
from slovo.domain.post.models import Delivery, Mailbox
from slovo.domain.staff.models import Firm
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.lib.rows import every
from slovo.web import signs

LATE = timedelta(minutes=5)
STILL_ALIVE = 120
OLD_BACKUP_DAYS = 7
DAY = 24 * 3600
SCARCE = 1024**3
FULL = 100 * 1024**2
DELAYS_LETTERS = ("keeper", "inlet", "disk", "mailbox", "sending", "telegram")


class Finding(NamedTuple):
    """One thing that was looked at: its name, whether it is well, and a sentence."""

    name: str
    is_well: bool
    words: str

    @property
    def delays_letters(self) -> bool:
        """Whether clients and colleagues may hear of each other later than usual."""
        return not self.is_well and self.name.partition(" ")[0] in DELAYS_LETTERS


def workings(at: datetime, *, with_settings: bool = True) -> Iterator[Finding]:
    """Everything without which letters do not come, do not leave or are not kept; and what
    only settings mend: other programs told nothing any more, dead numbers on cards."""
    yield _keeper()
    yield from _inlet()
    yield _disk()
    yield from _mailboxes(at)
    yield from _bots()
    if with_settings:
        yield from _ways()
        yield from _endpoints()
    yield from _seals()
    yield _backup()
    if with_settings:
        yield from _reach(at)


def troubles(at: datetime, *, with_settings: bool = True) -> list[Finding]:
    """What of it needs a hand now; it goes from the list by itself when it works again."""
    found = workings(at, with_settings=with_settings)
    return [finding for finding in found if not finding.is_well]


def _keeper() -> Finding:
    age, seen_at = signs.age(signs.KEEPER), signs.left_at(signs.KEEPER)
    if age is None or seen_at is None:
        words = _("No keeper has worked here yet. Start “slovo serve” or “slovo keep”.")
        return Finding("keeper", False, words)
    is_alive = age < STILL_ALIVE
    words = (
        _("The keeper was last seen at %(time)s.")
        if is_alive
        else _(
            "The keeper was last seen at %(time)s; until it works, nothing happens by itself. "
            "Start “slovo serve” or “slovo keep”."
        )
    )
    return Finding("keeper", is_alive, words % {"time": f"{seen_at:%Y-%m-%d %H:%M:%S}"})


def _inlet() -> Iterator[Finding]:
    """Said only of a machine where one has been opened, or should have been."""
    age = signs.age(signs.INLET)
    if age is None:
        return
    is_open = age < STILL_ALIVE
    words = (
        _("Letters are handed in at 127.0.0.1:%(port)s.")
        if is_open
        else _(
            "The mail inlet at 127.0.0.1:%(port)s is closed. When another program has the port, "
            "end it or choose another port with SLOVO_INLET_PORT; it opens again by itself."
        )
    )
    port = signs.words_of(signs.INLET) or settings.INLET_PORT
    yield Finding("inlet", is_open, words % {"port": port})


def _disk() -> Finding:
    try:
        free = shutil.disk_usage(settings.HOME).free
    except OSError:
        words = _("The folder %(home)s cannot be read.") % {"home": settings.HOME}
        return Finding("disk", False, words)
    sentence = _("%(room)s is free for letters and files.")
    if free < FULL:
        sentence = _(
            "The disk is full: %(room)s is left. Letters wait with their senders' servers until "
            "you make room."
        )
    elif free < SCARCE:
        sentence = _("The disk is nearly full: %(room)s is left. Make room soon.")
    return Finding("disk", free >= SCARCE, sentence % {"room": filesizeformat(free)})


def _mailboxes(at: datetime) -> Iterator[Finding]:
    mailboxes = every(Mailbox, by=("address",), closed_at=None)
    if not any(mailbox.smtp_host for mailbox in mailboxes):
        yield from _no_outlet()
    for mailbox in mailboxes:
        address = mailbox.address
        yield from _reading(mailbox, at)
        if mailbox.sending_failed_at:
            sentence = _("Letters from %(address)s do not leave: %(why)s")
            words = sentence % {"address": address, "why": mailbox.sending_failure}
            yield Finding(f"sending {address}", False, words)


def _no_outlet() -> Iterator[Finding]:
    """Said once a letter waits; the outlets of a demo and a trial need no server."""
    firm = Firm.current() if _WAITING() else None
    if firm is not None and firm.kind == "real":
        words = _(
            "Letters wait: no mailbox is set up through which they leave. Settings, Mailboxes."
        )
        yield Finding("sending", False, words)


_WAITING = Prepared(
    lambda: Delivery.objects.filter(next_at__isnull=False).order_by().values_list("pk")[:1]
)


def _ways() -> Iterator[Finding]:
    """Notices that do not reach a colleague by a way he chose; they went by another."""
    for reach in _FAILING():
        said = {"way": Way(reach.way).label, "name": reach.user.full_name, "why": reach.fault}
        words = _("%(way)s: notices do not reach %(name)s. %(why)s") % said
        yield Finding(f"way {reach.pk}", False, words)


_FAILING = PreparedModels(
    Reach,
    lambda: (
        Reach.objects.filter(failing_since__isnull=False, dropped_at=None)
        .select_related("user")
        .order_by("pk")
    ),
)


def _reading(mailbox: Mailbox, at: datetime) -> Iterator[Finding]:
    address = mailbox.address
    name = f"mailbox {address}"
    if mailbox.failed_at:
        yield Finding(name, False, f"{address}: {mailbox.failure}")
    elif mailbox.imap_host and mailbox.fetched_at is None:
        is_new = at - mailbox.connected_at < LATE
        words = _("%(address)s was not read yet.") % {"address": address}
        yield Finding(name, is_new, words)
    elif mailbox.imap_host and mailbox.fetched_at:
        words = _("%(address)s was last read at %(time)s.")
        time = f"{mailbox.fetched_at:%Y-%m-%d %H:%M:%S} UTC"
        is_fresh = at - mailbox.fetched_at < LATE
        yield Finding(name, is_fresh, words % {"address": address, "time": time})


def _bots() -> Iterator[Finding]:
    for bot in every(Bot, closed_at=None):
        words = _("%(bot)s is connected to Telegram.") % {"bot": bot}
        if bot.failed_at:
            sentence = _("%(bot)s reads and sends nothing in Telegram: %(why)s")
            words = sentence % {"bot": bot, "why": _(bot.failure) if bot.failure else ""}
        yield Finding("telegram", bot.failed_at is None, words)


def _endpoints() -> Iterator[Finding]:
    for endpoint in every(Endpoint, by=("name", "pk"), failure__not=""):
        sentence = _("“%(name)s” is told nothing any more: %(why)s")
        words = sentence % {"name": endpoint.name, "why": endpoint.failure}
        yield Finding(f"webhook {endpoint.name}", False, words)


def _seals() -> Iterator[Finding]:
    if signs.left_at(signs.SEALS_BROKEN):
        words = _(
            "The journal does not match what was written: somebody changed rows outside the "
            "product. “slovo verify” says which."
        )
        yield Finding("seals", False, words)


def _backup() -> Finding:
    age = signs.age(signs.BACKUP)
    if age is None:
        return Finding("backup", True, _("No backup was made here with “slovo backup” yet."))
    days = int(age // DAY)
    words = ngettext(
        "The last backup was made %(count)s day ago.",
        "The last backup was made %(count)s days ago.",
        days,
    )
    is_fresh = age < (OLD_BACKUP_DAYS + 1) * DAY
    sentence = words % {"count": days}
    if not is_fresh:
        sentence = f"{sentence} {_('Make one with “slovo backup”.')}"
    return Finding("backup", is_fresh, sentence)


def _reach(at: datetime) -> Iterator[Finding]:
    """Numbers and addresses on the cards of clients, of which nobody knows that they work."""
    standing = every(Touchpoint, by=("way", "pk"), closed_at=None)
    for touchpoint in standing:
        if touchpoint.dead_since:
            words = _("%(value)s is dead and stands on no card. Settings, How clients reach us.")
            yield Finding("reach", False, words % {"value": touchpoint.value})
    untried = to_be_tried(standing, at)
    if untried:
        words = _("These have not been tried for a week: %(all)s. Settings, How clients reach us.")
        all_ = ", ".join(touchpoint.value for touchpoint in untried)
        yield Finding("reach", False, words % {"all": all_})
