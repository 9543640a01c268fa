"""The way in: the bytes are stored first, then read and acted upon in a transaction of its own."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError

from slovo.domain.cases.actions.receiving import receive_message
from slovo.domain.cases.models import Message
from slovo.domain.cases.threading import message_of
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post import files
from slovo.domain.post.actions.storing import settle_raw_letter, store_raw_letter
from slovo.domain.post.models import Mailbox, RawLetter
from slovo.lib import mail
from slovo.lib.mail.letter import Letter
from slovo.lib.queued_sqlite import durably

log = logging.getLogger(__name__)
BATCH = 100
LONGEST_FAILURE = 2000


class StorageAway(Exception):
    """The disk is full or gone: no fault of the letter, which waits until there is room."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one letter. `is_new` is False when the same bytes had come before."""

    raw: RawLetter
    message: Message | None
    is_new: bool


def take_in(
    raw: bytes,
    *,
    source: str,
    received_at: datetime,
    mailbox: Mailbox | None = None,
    is_history: bool = False,
    letter: Letter | None = None,
    at: datetime,
) -> Taken:
    """Store and read one letter. What is wrong with a letter is kept with it and never raised.

    Once it is stored its sender may forget it: that survives a power failure. What is read in it
    is read again when the failure took that away.
    """
    file = files.put(raw)
    with durably():
        stored, is_new = store_raw_letter(
            raw,
            source=source,
            received_at=received_at,
            mailbox=mailbox,
            is_history=is_history,
            file=file,
            by=HOUSE,
            at=at,
        )
    if stored.read_at:
        return Taken(stored, message_of(stored), is_new)
    return Taken(stored, read_stored(stored, letter or mail.read(raw), at=at), is_new)


def read_stored(raw: RawLetter, letter: Letter | None = None, *, at: datetime) -> Message | None:
    """Act on a stored letter. When the database is away it stays unread and is taken in later."""
    try:
        letter = letter or mail.read(files.get(raw.file))
        message = _act(raw, letter, at=at)
    except (OperationalError, InterfaceError, StorageAway) as problem:
        log.warning("Letter %s is stored and will be read later: %s", raw.pk, problem)
        raw.read_at = None
        return None
    except Exception as problem:
        log.exception("Letter %s could not be read", raw.pk)
        _keep_failure(raw, letter, problem, at=at)
        return None
    return message


def _act(raw: RawLetter, letter: Letter, *, at: datetime) -> Message | None:
    try:
        return receive_message(raw, letter, by=HOUSE, at=at)
    except OSError as problem:
        raise StorageAway(str(problem)) from problem


def take_in_pending(at: datetime) -> int:
    """Read what was stored and not read, because the process or the database ended in between."""
    letters = RawLetter.objects.filter(read_at=None).exclude(source="telegram")
    pending = list(letters.order_by("pk")[:BATCH])
    for raw in pending:
        read_stored(raw, at=at)
    return sum(raw.read_at is not None for raw in pending)


def _keep_failure(
    raw: RawLetter, letter: Letter | None, problem: Exception, *, at: datetime
) -> None:
    settle_raw_letter(
        raw,
        outcome="failed",
        sender=letter.sender.address if letter else "",
        subject=letter.subject if letter else "",
        failure=f"{type(problem).__name__}: {problem}"[:LONGEST_FAILURE].replace("\0", ""),
        by=HOUSE,
        at=at,
    )
