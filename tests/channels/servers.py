"""Real mail servers for tests: a private dovecot and an SMTP server that keeps what it is given."""

# ruff: noqa: ARG002, N802 - aiosmtpd calls by these names and with all of these

import base64
import getpass
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SECRET = "pass-word"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login{more_ways}
first_valid_uid = 1
mail_fsync = never
mail_location = maildir:{home}/mail/%u
mail_uid = {user}
mail_gid = {group}
{oauth}passdb {{
  driver = static
  args = password={secret}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Imap:
    """A running dovecot: every address has an account and signs in with SECRET."""

    port: int
    home: Path

    def lay_in(self, address: str, letters: list[bytes], at: datetime) -> None:
        """Many letters at once, as files of a Maildir; the first is the oldest."""
        box = self.home / "mail" / address
        self.append(address, letters[0], at)
        letters = letters[1:]
        owner = (self.home / "mail").stat()
        for number, raw in enumerate(letters):
            path = box / "cur" / f"{int(at.timestamp())}.{number:06d}.test:2,"
            path.write_bytes(raw)
            os.utime(path, (at.timestamp(), at.timestamp()))
            os.chown(path, owner.st_uid, owner.st_gid)
        reader = self.open(address)
        reader.select("INBOX", readonly=True)
        reader.logout()

    def open(self, address: str) -> imaplib.IMAP4:
        imap = imaplib.IMAP4("127.0.0.1", self.port, timeout=60)
        imap.login(address, SECRET)
        return imap

    def append(self, address: str, raw: bytes, at: datetime, folder: str = "INBOX") -> None:
        self.append_all(address, [raw], at, folder)

    def append_all(
        self, address: str, letters: list[bytes], at: datetime, folder: str = "INBOX"
    ) -> None:
        imap = self.open(address)
        for raw in letters:
            status, said = imap.append(folder, "", imaplib.Time2Internaldate(at), raw)
            assert status == "OK", said
        imap.logout()


OAUTH = """passdb {{
  driver = oauth2
  mechanisms = {ways}
  args = {home}/oauth
}}
"""
INTROSPECTION = """introspection_mode = post
introspection_url = {url}/introspect
username_attribute = username
active_attribute = active
active_value = true
"""


@contextmanager
def dovecot(authority_url: str = "", ways: str = "xoauth2 oauthbearer") -> Iterator[Imap]:
    assert DOVECOT, "dovecot is not installed"
    # Sockets have short paths, so its home is not in pytest's deep folder.
    home = Path(tempfile.mkdtemp(prefix="dc"))
    user = "nobody" if os.getuid() == 0 else getpass.getuser()
    account = pwd.getpwnam(user)
    port = free_port()
    group = subprocess.check_output(["id", "-gn", user], text=True).strip()
    for folder in ("run", "state", "mail"):
        (home / folder).mkdir()
    sides = {"home": home, "user": user, "group": group, "port": port, "secret": SECRET}
    sides |= {"more_ways": "", "oauth": ""}
    if authority_url:
        (home / "oauth").write_text(INTROSPECTION.format(url=authority_url))
        sides |= {"more_ways": f" {ways}", "oauth": OAUTH.format(home=home, ways=ways)}
    (home / "conf").write_text(CONFIG.format(**sides))
    if os.getuid() == 0:
        for path in (home, home / "mail"):
            os.chown(path, account.pw_uid, account.pw_gid)
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(home / "conf")])
    try:
        _wait_for(port, process, home / "log")
        yield Imap(port, home)
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            imaplib.IMAP4("127.0.0.1", port, timeout=5).logout()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text() if log.exists() else "dovecot said nothing")


@dataclass
class Smtp:
    """Keeps (sender, recipients, bytes); `answers` says what it replies at RCPT or DATA."""

    port: int
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    at_rcpt: dict[str, str] = field(default_factory=dict)
    at_mail: str = ""
    at_data: str = ""
    sign_ins: int = 0
    tokens: set[str] | None = None

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.at_mail or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refusal := self.at_rcpt.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.at_data:
            return self.at_data
        assert isinstance(envelope.content, bytes)
        self.taken.append((envelope.mail_from or "", list(envelope.rcpt_tos), envelope.content))
        return "250 OK"

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        words = base64.b64decode(args[1]).decode().split("\1")
        token = words[1].removeprefix("auth=Bearer ")
        self.sign_ins += 1
        if words[0] == "user=desk@firm.example" and token in (self.tokens or set()):
            return AuthResult(success=True, auth_data=token)
        # The reason, which a client has to answer with nothing before it hears the no.
        await server.push("334 eyJzdGF0dXMiOiI0MDAifQ==")
        assert await server._reader.readline() == b"\r\n"
        return AuthResult(success=False, handled=False)

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:
        """To the letter of RFC 7628; a no is told first, and heard with one byte of 1."""
        words = base64.b64decode(args[1]).decode()
        self.sign_ins += 1
        for token in self.tokens or set():
            place = f"host=127.0.0.1\1port={self.port}"
            if words == f"n,a=desk@firm.example,\1{place}\1auth=Bearer {token}\1\1":
                return AuthResult(success=True, auth_data=token)
        await server.push("334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=")
        assert await server._reader.readline() == b"AQ==\r\n"
        return AuthResult(success=False, handled=False)

    def authenticate(self, server, session, envelope, mechanism, auth_data) -> AuthResult:
        assert isinstance(auth_data, LoginPassword)
        self.sign_ins += 1
        return AuthResult(success=auth_data.password == SECRET.encode(), handled=False)


@contextmanager
def smtp_server(*, signs_in: bool = False, without: str = "") -> Iterator[Smtp]:
    smtp = Smtp(free_port())
    controller = Controller(
        smtp,
        hostname="127.0.0.1",
        port=smtp.port,
        authenticator=smtp.authenticate if signs_in else None,
        auth_require_tls=False,
        auth_exclude_mechanism=without.split() or None,
    )
    controller.start()
    try:
        yield smtp
    finally:
        controller.stop()
