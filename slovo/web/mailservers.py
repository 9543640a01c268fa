"""What a mailbox's servers say to us, in words for the page that sets it up and for its owner."""

import imaplib
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _
from imap_tools import ImapToolsError

from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.models import Mailbox
from slovo.domain.post.secrets import unlock
from slovo.lib.oauth import AuthorityAway
from slovo.lib.servers import Server, explain, open_imap, open_smtp
from slovo.web.consents import consent_of, key_to

TROUBLE = (OSError, imaplib.IMAP4.error, ImapToolsError, Refusal)
PATIENCE = 10


class Finding(NamedTuple):
    """One thing that was tried, and what came of it."""

    is_well: bool
    sentence: str


def imap_server(mailbox: Mailbox) -> Server:
    """Raises `SecretUnreadable`."""
    return Server(
        mailbox.imap_host,
        mailbox.imap_port,
        mailbox.imap_security,
        mailbox.username,
        *_keys(mailbox),
    )


def smtp_server(mailbox: Mailbox) -> Server:
    """Raises `SecretUnreadable`."""
    return Server(
        mailbox.smtp_host,
        mailbox.smtp_port,
        mailbox.smtp_security,
        mailbox.username,
        *_keys(mailbox),
    )


def _keys(mailbox: Mailbox) -> tuple[str, str]:
    """Password and token: one of them is empty. Raises `AuthorityAway` or a `Refusal`."""
    consent = consent_of(mailbox)
    return ("", key_to(consent)) if consent else (unlock(mailbox.secret), "")


def test_mailbox(mailbox: Mailbox) -> list[Finding]:
    """Sign in to both servers as fetching and sending would; nothing is read or sent."""
    return [_try_reading(mailbox), _try_sending(mailbox)]


test_mailbox.__test__ = False  # type: ignore[attr-defined]


def in_words(problem: BaseException, host: str) -> str:
    """Why a mail server could not be used, and what to do about it."""
    if isinstance(problem, Refusal):
        return str(problem)
    if isinstance(problem, AuthorityAway):
        words = _("The provider's sign-in did not answer as it should: %(words)s")
        return words % {"words": str(problem)[:200]}
    sentences = {
        "disk_full": _("The disk of this machine is full, so letters cannot be kept."),
        "sign_in": _("%(host)s did not accept the user name and password."),
        "no_tokens": _(
            "%(host)s knows no signing in with a consent. Use a password, or ask your provider."
        ),
        "token": _(
            "%(host)s does not take the consent for this user name: it was given by another "
            "account, or the provider has switched IMAP or SMTP off for it."
        ),
        "insecure": _(
            "%(host)s offers no safe connection that we could trust. Check its name and"
            " the kind of connection."
        ),
        "unknown_host": _("There is no server called %(host)s. Check the name."),
        "refused": _("%(host)s does not accept connections on this port. Check the port."),
        "silent": _("%(host)s did not answer in time, or ended the connection."),
        "other": _("%(host)s answered: %(words)s"),
    }
    return sentences[explain(problem)] % {"host": host, "words": str(problem)[:200]}


def _try_reading(mailbox: Mailbox) -> Finding:
    if not mailbox.imap_host:
        return Finding(False, _("No server is named from which letters are fetched."))

    def try_it() -> None:
        imap = open_imap(imap_server(mailbox), PATIENCE)
        imap.folder.set("INBOX", readonly=True)
        imap.logout()

    return _finding(try_it, mailbox.imap_host, _("Letters can be fetched from %(host)s."))


def _try_sending(mailbox: Mailbox) -> Finding:
    if not mailbox.smtp_host:
        return Finding(False, _("No server is named through which letters are sent."))

    def try_it() -> None:
        open_smtp(smtp_server(mailbox), PATIENCE).quit()

    return _finding(try_it, mailbox.smtp_host, _("Letters can be sent through %(host)s."))


def _finding(try_it: Callable[[], None], host: str, well: str) -> Finding:
    try:
        try_it()
    except TROUBLE as problem:
        return Finding(False, in_words(problem, host))
    return Finding(True, well % {"host": host})
