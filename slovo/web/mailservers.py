"""What a mailbox's servers say to us, in words for the page that sets it up and for its owner."""

import imaplib
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from imap_tools import BaseMailBox, ImapToolsError, MailboxFolderSelectError

from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.models import Mailbox
from slovo.domain.post.secrets import unlock
from slovo.lib.oauth import AuthorityAway
from slovo.lib.servers import Server, explain, open_imap, open_smtp
from slovo.web.consents import consent_of, key_to

TROUBLE = (OSError, imaplib.IMAP4.error, ImapToolsError, Refusal)
PATIENCE = 10
SHOWN = 12
REFUSES = 400


class FolderMissing(Refusal):
    """The mailbox has no folder of this name."""


class SenderRefused(Refusal):
    """The server lets us in and takes no letters from this address."""


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
        "certificate": _(
            "%(host)s shows a certificate that nobody we trust has given to this name. Check the "
            "name of the server."
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

    def try_it() -> str:
        imap = open_imap(imap_server(mailbox), PATIENCE)
        try:
            letters = sum(choose_folder(imap, name) for name in mailbox.names_of_folders)
            names = [folder.name for folder in imap.folder.list()]
        finally:
            imap.logout()
        words = ngettext(
            "%(host)s lets us read: %(count)s letter in %(read)s. Folders there: %(names)s.",
            "%(host)s lets us read: %(count)s letters in %(read)s. Folders there: %(names)s.",
            letters,
        )
        read = ", ".join(mailbox.names_of_folders)
        said = {"host": mailbox.imap_host, "count": letters, "read": read, "names": _few(names)}
        return words % said

    return _finding(try_it, mailbox.imap_host)


def choose_folder(imap: BaseMailBox, name: str) -> int:
    """Open it for reading only; say how many letters lie there. Raises `FolderMissing`."""
    try:
        imap.folder.set(name, readonly=True)
    except MailboxFolderSelectError as problem:
        names = _few([folder.name for folder in imap.folder.list()])
        words = _("There is no folder “%(name)s” in this mailbox. There are: %(names)s.")
        raise FolderMissing(words % {"name": name, "names": names}) from problem
    return int(imap.client.response("EXISTS")[1][0] or 0)


def _few(names: list[str]) -> str:
    shown = ", ".join(sorted(names, key=lambda name: (name != "INBOX", name))[:SHOWN])
    return f"{shown}…" if len(names) > SHOWN else shown


def _try_sending(mailbox: Mailbox) -> Finding:
    if not mailbox.smtp_host:
        return Finding(False, _("No server is named through which letters are sent."))

    def try_it() -> str:
        with open_smtp(smtp_server(mailbox), PATIENCE) as smtp:
            code, words = smtp.mail(mailbox.address)
            if code >= REFUSES:
                raise SenderRefused(_said_of_sender(mailbox, code, words))
            smtp.rset()
        sentence = _("%(host)s lets us in and takes letters from %(address)s.")
        return sentence % {"host": mailbox.smtp_host, "address": mailbox.address}

    return _finding(try_it, mailbox.smtp_host)


def _said_of_sender(mailbox: Mailbox, code: int, words: bytes) -> str:
    sentence = _(
        "%(host)s lets us in, but takes no letters from %(address)s: %(words)s. Sign in as that "
        "mailbox, or let your provider allow it."
    )
    said = f"{code} {words.decode('utf-8', 'replace')}"[:200]
    return sentence % {"host": mailbox.smtp_host, "address": mailbox.address, "words": said}


def _finding(try_it: Callable[[], str], host: str) -> Finding:
    try:
        return Finding(True, try_it())
    except TROUBLE as problem:
        return Finding(False, in_words(problem, host))
