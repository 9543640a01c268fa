"""The mail inlet: an SMTP server on this machine to which the firm's mail server hands letters."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections, connection

from slovo.domain.post.mailboxes import mailbox_at
from slovo.interfaces.channels.email.receive import take_in
from slovo.lib import clock

log = logging.getLogger(__name__)
LARGEST = 80 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
TAKEN = "250 2.0.0 Taken"
LATER = "451 4.3.0 Try again later"


class Reception:
    """Answers 250 only when the letter is stored; one letter after another, off the event loop."""

    def __init__(self) -> None:
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inlet")

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        raw = envelope.content or b""
        content = raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else raw
        running = asyncio.get_running_loop()
        return await running.run_in_executor(self._desk, _take, content, list(envelope.rcpt_tos))

    def close(self) -> None:
        self._desk.submit(_part)
        self._desk.shutdown()


class PatientSMTP(SMTP):
    """Takes the long lines that careless programs write."""

    line_length_limit = LONGEST_LINE


class Inlet(Controller):
    """start() and stop(); start raises OSError when the port is taken."""

    def __init__(self, port: int | None = None, hostname: str = "127.0.0.1") -> None:
        self._reception = Reception()
        super().__init__(
            self._reception,
            hostname=hostname,
            port=settings.INLET_PORT if port is None else port,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            ident="Slovo",
        )

    def factory(self) -> SMTP:
        return PatientSMTP(self.handler, **self.SMTP_kwargs)

    def start(self) -> None:
        try:
            super().start()
        except OSError:
            self._reception.close()
            self.loop.close()
            raise

    def stop(self, no_assert: bool = False) -> None:  # noqa: FBT001, FBT002
        super().stop(no_assert=no_assert)
        self._reception.close()


def _take(content: bytes, recipients: list[str]) -> str:
    close_old_connections()
    at = clock.now()
    try:
        boxes = (mailbox_at(recipient) for recipient in recipients)
        mailbox = next((box for box in boxes if box), None)
        take_in(content, source="inlet", received_at=at, mailbox=mailbox, at=at)
    except Exception:
        log.exception("A letter could not be stored")
        return LATER
    return TAKEN


def _part() -> None:
    """The connection is the thread's own, so it is looked up and closed there."""
    connection.close()
