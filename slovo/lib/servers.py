"""Connections to a firm's mail servers, opened and signed in, or a reason people understand."""

from __future__ import annotations

import errno
import imaplib
import smtplib
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

TIMEOUT = 30
# What a client says once it was told why its token is not taken (RFC 7628, 3.2.3), by mechanism.
AFTER_NO = {"XOAUTH2": "", "OAUTHBEARER": "\1"}


@dataclass(frozen=True, slots=True)
class Server:
    """Where to connect; `security` is ssl, starttls or none; no username, no signing in.

    A `token` of OAuth is used instead of the password.
    """

    host: str
    port: int
    security: str
    username: str = ""
    password: str = ""
    token: str = ""


class TokensNotTaken(OSError):
    """The server knows no signing in with a token of OAuth."""


class TokenRefused(OSError):
    """It knows it, and did not take ours."""


def open_smtp(server: Server, timeout: float = TIMEOUT) -> smtplib.SMTP:
    """Raises OSError (`smtplib.SMTPException` is one)."""
    if server.security == "ssl":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=timeout)
    try:
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server.token:
            sign_in_smtp(smtp, server)
        # A relay of the house may trust its neighbours and offer no signing in at all.
        elif server.username and server.password and smtp.has_extn("auth"):
            smtp.login(server.username, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def open_imap(server: Server, timeout: float = TIMEOUT) -> BaseMailBox:
    """Signed in, no folder chosen. Raises OSError, `imaplib.IMAP4.error` or `ImapToolsError`."""
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted

    safely = ssl.create_default_context()
    if server.security == "ssl":
        imap: BaseMailBox = MailBox(server.host, server.port, timeout, ssl_context=safely)
    elif server.security == "starttls":
        imap = MailBoxStartTls(server.host, server.port, timeout, ssl_context=safely)
    else:
        imap = MailBoxUnencrypted(server.host, server.port, timeout)
    try:
        if server.token:
            sign_in_imap(imap.client, server)
        else:
            sign_in = imap.login if server.password.isascii() else imap.login_utf8
            sign_in(server.username, server.password, initial_folder=None)
    except BaseException:
        imap.client.shutdown()
        raise
    return imap


def sign_in_smtp(smtp: smtplib.SMTP, server: Server) -> None:
    way = _way_of(smtp.esmtp_features.get("auth", "").split())
    words = _token_words(way, server)

    def answer(challenge: bytes | None = None) -> str:
        # A challenge after the token is the server's reason for its no.
        return words if challenge is None else AFTER_NO[way]

    try:
        smtp.auth(way, answer)
    except smtplib.SMTPAuthenticationError as problem:
        raise TokenRefused(str(problem)) from problem


def sign_in_imap(imap: imaplib.IMAP4, server: Server) -> None:
    offered = [word[5:] for word in imap.capabilities if word.startswith("AUTH=")]
    way = _way_of(offered)
    answers = iter([_token_words(way, server).encode()])
    try:
        imap.authenticate(way, lambda _challenge: next(answers, AFTER_NO[way].encode()))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as problem:
        raise TokenRefused(str(problem)) from problem


def _way_of(offered: list[str]) -> str:
    """OAUTHBEARER is the standard (RFC 7628), XOAUTH2 what providers had before it."""
    for way in AFTER_NO:
        if way in offered:
            return way
    raise TokensNotTaken


def _token_words(way: str, server: Server) -> str:
    if way == "XOAUTH2":
        return f"user={server.username}\1auth=Bearer {server.token}\1\1"
    place = f"host={server.host}\1port={server.port}"
    name = server.username.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={name},\1{place}\1auth=Bearer {server.token}\1\1"


def explain(problem: BaseException) -> str:
    """A code word for what went wrong.

    One of disk_full, sign_in, no_tokens, token, certificate, insecure, unknown_host, refused,
    silent, other.
    """
    from imap_tools import MailboxLoginError

    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "disk_full"
    silent = (TimeoutError, ConnectionError, smtplib.SMTPServerDisconnected, imaplib.IMAP4.abort)
    kinds: list[tuple[str, type[BaseException] | tuple[type[BaseException], ...]]] = [
        ("no_tokens", TokensNotTaken),
        ("token", TokenRefused),
        ("sign_in", (smtplib.SMTPAuthenticationError, MailboxLoginError)),
        ("certificate", ssl.SSLCertVerificationError),
        ("insecure", (ssl.SSLError, smtplib.SMTPNotSupportedError)),
        ("unknown_host", socket.gaierror),
        ("refused", ConnectionRefusedError),
        ("silent", silent),
        ("sign_in", imaplib.IMAP4.error),
    ]
    return next((word for word, kind in kinds if isinstance(problem, kind)), "other")
