import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import Entry, record, record_all
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files as storage
from slovo.domain.post.mailboxes import sender_of
from slovo.domain.post.models import Delivery, Mailbox
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.mail.composing import compose
from slovo.lib.mail.letter import Address, Attachment
from slovo.lib.rows import insert_all, insert_new

File = tuple[str, str, bytes, str]


class LetterCannotBeWritten(Refusal):
    """No mail server would take a letter to this address."""


@transaction.atomic
def queue_letter(  # noqa: PLR0913 - a letter has this many sides
    *,
    subject_ref: str,
    case_id: int | None,
    mailbox: Mailbox | None,
    to_name: str,
    to_address: str,
    letter_subject: str,
    message_id: str,
    text: str,
    html: str = "",
    in_reply_to: str = "",
    references: str = "",
    headers: Iterable[tuple[str, str]] = (),
    files: Sequence[File] = (),
    send_at: datetime,
    by: Doer,
    at: datetime,
) -> Delivery:
    """Write the letter out whole and put it in line. Its Message-ID never changes from here on."""
    name, address = sender_of(mailbox)
    try:
        raw = compose(
            sender=Address(name, address),
            to=[Address(to_name, to_address)],
            subject=letter_subject,
            message_id=message_id,
            date=send_at,
            text=text,
            html=html,
            in_reply_to=in_reply_to,
            references=references.split(),
            headers=dict(headers),
            attachments=[Attachment(*file) for file in files],
        )
    except ValueError as problem:
        sentence = _("A letter cannot be sent to “%(address)s”: correct the address.")
        raise LetterCannotBeWritten(sentence % {"address": to_address}) from problem
    delivery = Delivery(
        message_id=message_id,
        subject=subject_ref,
        case_id=case_id,
        mailbox=mailbox,
        to_name=to_name[:200],
        to_address=to_address,
        letter_subject=letter_subject[:300],
        file=storage.put(raw),
        queued_at=at,
        next_at=send_at,
    )
    if not insert_new(delivery):
        return Delivery.objects.get(message_id=message_id)
    record("delivery.queued", delivery, by=by, at=at, case_id=case_id, of=subject_ref)
    return delivery


@transaction.atomic(savepoint=False)
def queue_text(  # noqa: PLR0913 - a letter has this many sides
    *,
    way: str,
    subject_ref: str,
    case_id: int | None,
    to_name: str,
    to_address: str,
    title: str,
    name: str,
    text: str,
    send_at: datetime,
    by: Doer,
    at: datetime,
) -> Delivery:
    """Put a text in line for a messenger. `name` stands for it alone and never changes."""
    delivery = Delivery(
        way=way,
        message_id=name,
        subject=subject_ref,
        case_id=case_id,
        to_name=to_name[:200],
        to_address=to_address,
        letter_subject=title[:300],
        file=storage.put(text.encode()),
        queued_at=at,
        next_at=send_at,
    )
    if not insert_new(delivery):
        return Delivery.objects.get(message_id=name)
    record("delivery.queued", delivery, by=by, at=at, case_id=case_id, of=subject_ref)
    return delivery


class Unwritten(NamedTuple):
    """A letter whose bytes are written when it leaves: word to a colleague, not to a client."""

    subject_ref: str
    to_name: str
    to_address: str
    letter_subject: str
    message_id: str


@transaction.atomic(savepoint=False)
def queue_unwritten(
    letters: Sequence[Unwritten], *, mailbox: Mailbox | None, by: Doer, at: datetime
) -> None:
    """Put new letters in line under Message-IDs that never change from here on."""
    deliveries = [
        Delivery(
            subject=one.subject_ref,
            mailbox=mailbox,
            to_name=one.to_name[:200],
            to_address=one.to_address,
            letter_subject=one.letter_subject[:300],
            message_id=one.message_id,
            queued_at=at,
            next_at=at,
        )
        for one in letters
    ]
    insert_all(deliveries)
    queued = [Entry("delivery.queued", one, refs={"of": one.subject}) for one in deliveries]
    record_all(queued, by=by, at=at)


@transaction.atomic
def cancel_delivery(delivery: Delivery, *, by: Doer, at: datetime) -> bool:
    """Take a letter back. False once a server may have had it in its hands."""
    taken_back = _untouched(delivery).update(cancelled_at=at, next_at=None)
    delivery.refresh_from_db()
    if taken_back:
        record("delivery.cancelled", delivery, by=by, at=at, case_id=delivery.case_id)
    return bool(taken_back)


@transaction.atomic(savepoint=False)
def hold_delivery(delivery: Delivery, *, by: Doer, at: datetime) -> None:
    """It stays in line and leaves when it is released."""
    if _untouched(delivery).update(next_at=None):
        record("delivery.held", delivery, by=by, at=at, case_id=delivery.case_id)


@transaction.atomic(savepoint=False)
def release_delivery(delivery: Delivery, *, by: Doer, at: datetime) -> bool:
    """From now on it may leave. False if it was taken back meanwhile."""
    file = _dated(delivery.file, at) if delivery.way == "email" else delivery.file
    if not _untouched(delivery).update(next_at=at, file=file):
        return False
    record("delivery.released", delivery, by=by, at=at, case_id=delivery.case_id)
    return True


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by: Doer, at: datetime) -> Delivery:
    """Send a failed or returned letter again, the same letter under the same Message-ID."""
    refuse_unless_allowed("retry_delivery", by)
    ended = Delivery.objects.filter(pk=delivery.pk, cancelled_at=None).exclude(
        failed_at=None, returned_at=None
    )
    is_again = ended.update(
        sent_at=None, failed_at=None, returned_at=None, failure="", queued_at=at, next_at=at
    )
    delivery.refresh_from_db()
    if is_again:
        record("delivery.retried", delivery, by=by, at=at, case_id=delivery.case_id)
    return delivery


def _dated(file: str, at: datetime) -> str:
    """The same letter under the date on which it leaves."""
    head, parting, body = storage.get(file).partition(b"\r\n\r\n")
    today = f"\r\nDate: {format_datetime(at)}".encode()
    return storage.put(re.sub(rb"\r\nDate: [^\r\n]*", today, head, count=1) + parting + body)


def _untouched(delivery: Delivery) -> QuerySet[Delivery]:
    """While no server may have had it in its hands."""
    mine = Delivery.objects.filter(pk=delivery.pk, attempts=0, leased_until=None)
    return mine.filter(sent_at=None, failed_at=None, cancelled_at=None)
