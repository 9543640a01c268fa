"""The way out: one leased letter after another is handed to its mailbox's server.

Delivery is at least once under one Message-ID. When the process dies between the server's word
and ours, the lease runs out and the same bytes go again; mail servers and readers take a second
copy with the same Message-ID for the same letter.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import TracebackType

from django.db import Error as DatabaseTrouble
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from slovo.domain.cases.notice_letters import write_notice
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post import files
from slovo.domain.post.actions.sending import (
    lease_delivery,
    record_failure,
    record_outlet,
    record_outlet_failure,
    record_sent,
)
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.post.models import Delivery, Mailbox
from slovo.domain.staff.models import Firm
from slovo.lib import clock
from slovo.lib.queued_sqlite import durably
from slovo.lib.servers import open_smtp
from slovo.web.mailservers import TROUBLE, in_words, smtp_server

log = logging.getLogger(__name__)
BATCH = 200
TOO_LARGE = 552


class Undelivered(Exception):
    """The letter was not accepted; `is_final` when trying again would change nothing."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final


_untold: list[Callable[[], object]] = []


def deliver_due(at: datetime) -> int:
    """Hand over what is due. Every letter's fate is told to the domain before the next one.

    A letter leaves only when its lease, and so all that was written before, outlives a power
    failure: a client never knows more of his case than the house.
    """
    done = _tell_untold()
    with durably(), Outlet() as outlet:
        while done < BATCH and (delivery := lease_delivery(by=HOUSE, at=at)):
            _deliver(delivery, outlet)
            done += 1
    return done


def _deliver(delivery: Delivery, outlet: "Outlet") -> None:
    try:
        outlet.hand_over(delivery)
    except Undelivered as problem:
        why, is_final = str(problem), problem.is_final
        log.warning("Letter %s was not accepted: %s", delivery.message_id, why)
        _tell(partial(record_failure, delivery, why=why, is_final=is_final))
    else:
        _tell(partial(record_sent, delivery))


def _tell(fate: Callable[..., object]) -> None:
    """What a server said is remembered here when the database is away just then."""
    telling = partial(fate, by=HOUSE, at=clock.now())
    try:
        telling()
    except DatabaseTrouble:
        _untold.append(telling)
        raise


def _tell_untold() -> int:
    """Before anything else leaves, or an accepted letter would leave twice."""
    told = 0
    while _untold:
        _untold[0]()
        del _untold[0]
        told += 1
    return told


class Outlet:
    """The servers of the firm's mailboxes, each connected once and only when first needed."""

    def __init__(self) -> None:
        self._open: dict[int, smtplib.SMTP] = {}
        self._dead: dict[int, Undelivered] = {}
        firm = Firm.current()
        self._kind = firm.kind if firm else "real"

    def __enter__(self) -> "Outlet":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for key in list(self._open):
            self._part(key)

    def hand_over(self, delivery: Delivery) -> None:
        """Raises `Undelivered`. The demo's outlet accepts at once, as does a trial's."""
        mailbox = _mailbox_of(delivery)
        has_server = mailbox is not None and bool(mailbox.smtp_host)
        if self._kind == "demo" or (self._kind == "trial" and not has_server):
            return
        if mailbox is None or not has_server:
            raise Undelivered(gettext_noop("No mailbox is set up through which letters are sent."))
        self._send(mailbox, delivery, _bytes_of(delivery, mailbox))

    def _send(self, mailbox: Mailbox, delivery: Delivery, raw: bytes) -> None:
        smtp = self._connected(mailbox)
        try:
            smtp.sendmail(sender_of(mailbox)[1], [delivery.to_address], raw)
            self._note_recovery(mailbox)
        except smtplib.SMTPRecipientsRefused as problem:
            code, words = next(iter(problem.recipients.values()))
            raise Undelivered(_said(code, words), is_final=code >= 500) from problem
        except smtplib.SMTPSenderRefused as problem:
            # A server that does not know us may know us tomorrow; too large is too large.
            is_final = problem.smtp_code == TOO_LARGE
            said = _said(problem.smtp_code, problem.smtp_error)
            if not is_final:
                record_outlet_failure(mailbox, why=said, by=HOUSE, at=clock.now())
            raise Undelivered(said, is_final=is_final) from problem
        except smtplib.SMTPResponseException as problem:
            is_final = problem.smtp_code >= 500
            raise Undelivered(
                _said(problem.smtp_code, problem.smtp_error), is_final=is_final
            ) from problem
        except OSError as problem:
            self._part(mailbox.pk)
            raise Undelivered(in_words(problem, mailbox.smtp_host)) from problem

    def _connected(self, mailbox: Mailbox) -> smtplib.SMTP:
        if mailbox.pk in self._dead:
            raise self._dead[mailbox.pk]
        if mailbox.pk not in self._open:
            try:
                self._open[mailbox.pk] = open_smtp(smtp_server(mailbox))
            except TROUBLE as problem:
                # The rest of this round need not wait for the same silence.
                dead = Undelivered(in_words(problem, mailbox.smtp_host))
                self._dead[mailbox.pk] = dead
                record_outlet_failure(mailbox, why=str(dead), by=HOUSE, at=clock.now())
                raise dead from problem
        return self._open[mailbox.pk]

    def _note_recovery(self, mailbox: Mailbox) -> None:
        if mailbox.sending_failed_at:
            record_outlet(mailbox, by=HOUSE, at=clock.now())

    def _part(self, key: int) -> None:
        smtp = self._open.pop(key)
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _bytes_of(delivery: Delivery, mailbox: Mailbox) -> bytes:
    if not delivery.file:
        try:
            return write_notice(delivery, mailbox)
        except ValueError as problem:
            sentence = _("A letter cannot be sent to “%(address)s”: correct the address.")
            why = sentence % {"address": delivery.to_address}
            raise Undelivered(why, is_final=True) from problem
    try:
        return files.get(delivery.file)
    except OSError as problem:
        raise Undelivered(gettext_noop("The letter's file cannot be read.")) from problem


def _mailbox_of(delivery: Delivery) -> Mailbox | None:
    mailbox = delivery.mailbox
    return mailbox if mailbox and mailbox.closed_at is None else default_mailbox()


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
