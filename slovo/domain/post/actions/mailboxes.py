from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.models import Consent, Mailbox
from slovo.domain.post.secrets import lock
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

PLACES = ("imap_host", "smtp_host", "username")
SECURITIES = ("ssl", "starttls", "none")


class MailboxAddressTaken(Refusal):
    """Another mailbox of the firm has this address already."""


class MailboxAddressWrong(Refusal):
    """What was given is not an address."""


class SecurityUnknown(Refusal):
    """A connection is ssl, starttls or none."""


@transaction.atomic
def save_mailbox(  # noqa: PLR0913 - two servers and a name
    mailbox: Mailbox | None,
    *,
    address: str,
    name: str = "",
    imap_host: str = "",
    imap_port: int = 993,
    imap_security: str = "ssl",
    folder_names: str = "INBOX",
    smtp_host: str = "",
    smtp_port: int = 465,
    smtp_security: str = "ssl",
    username: str = "",
    password: str = "",
    handler: User | None = None,
    is_default: bool = False,
    takes_plus: bool = False,
    by: Doer,
    at: datetime,
) -> Mailbox:
    """Connect or change a mailbox. An empty password keeps the one that is saved."""
    refuse_unless_allowed("change_settings", by)
    address = address.strip().lower()
    _refuse_wrong(mailbox, address, imap_security, smtp_security)
    is_new = mailbox is None
    box = mailbox or Mailbox(connected_at=at)
    before = [getattr(box, side) for side in PLACES]
    box.address, box.name, box.username = address, name.strip(), username.strip() or address
    box.imap_host, box.imap_port = imap_host.strip(), imap_port
    box.smtp_host, box.smtp_port = smtp_host.strip(), smtp_port
    box.imap_security, box.smtp_security = imap_security, smtp_security
    box.folder_names = ", ".join(Mailbox(folder_names=folder_names).names_of_folders)[:300]
    box.handler, box.takes_plus = handler, takes_plus
    box.secret = lock(password) if password else box.secret
    others = Mailbox.objects.filter(is_default=True, closed_at=None).exclude(pk=box.pk)
    box.is_default = is_default or not others.exists()
    if box.is_default:
        others.update(is_default=False)
    box.next_at = at if box.imap_host else None
    box.failed_at, box.failure = None, ""
    box.sending_failed_at, box.sending_failure = None, ""
    box.save()
    if before != [getattr(box, side) for side in PLACES]:
        # A consent given for one server is not shown to another.
        Consent.objects.filter(mailbox=box).update(
            refresh=b"", access=b"", access_until=None, given_at=None
        )
    record("mailbox.connected" if is_new else "mailbox.changed", box, by=by, at=at)
    return box


@transaction.atomic
def close_mailbox(mailbox: Mailbox, *, by: Doer, at: datetime) -> Mailbox:
    """Nothing is fetched or sent through it any more; what came stays."""
    refuse_unless_allowed("change_settings", by)
    is_first = Mailbox.objects.filter(pk=mailbox.pk, closed_at=None).update(
        closed_at=at, next_at=None, is_default=False
    )
    mailbox.refresh_from_db()
    if is_first:
        record("mailbox.closed", mailbox, by=by, at=at)
    return mailbox


def _refuse_wrong(mailbox: Mailbox | None, address: str, *securities: str) -> None:
    local, found, host = address.partition("@")
    if not (local and found and host) or any(c.isspace() for c in address):
        raise MailboxAddressWrong(_("“%(address)s” is not a mail address.") % {"address": address})
    if any(security not in SECURITIES for security in securities):
        raise SecurityUnknown(_("The connection must be one of: SSL, STARTTLS, none."))
    same = Mailbox.objects.filter(address__iexact=address)
    others = same.exclude(pk=mailbox.pk) if mailbox else same
    if others.exists():
        raise MailboxAddressTaken(
            _("The mailbox %(address)s is connected already.") % {"address": address}
        )
