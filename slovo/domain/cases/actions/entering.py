"""How a letter enters a case: whose it is, which case, and the word or the machine's note."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.threading import Thread
from slovo.domain.clients.actions.people import (
    find_or_make_person,
    flag_address,
    trust_address,
)
from slovo.domain.clients.models import Address, Person, normal_email, person_of
from slovo.domain.engagements.routing import right_mailbox, topic_of
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.post.actions.sending import record_return
from slovo.domain.post.actions.storing import settle_raw_letter
from slovo.domain.post.mailboxes import is_ours, mailbox_at
from slovo.domain.post.models import Mailbox, RawLetter
from slovo.domain.post.returns import delivery_of
from slovo.domain.staff.models import User
from slovo.lib.mail.letter import Letter
from slovo.lib.rows import every, first


def hear_letter(
    raw: RawLetter,
    letter: Letter,
    thread: Thread | None,
    *,
    forwarded_by: User | None = None,
    by: Doer,
    at: datetime,
) -> Message:
    person = _writer(letter, at=at)
    message = _heard_before(letter, person, thread)
    if message is None:
        case = thread.case if thread else _new_case(raw, letter, person, at=at)
        sides: dict[str, Any] = {"forwarded_by": forwarded_by, "is_new": thread is None}
        message = _add(raw, letter, case, person, **sides, by=person, at=at)
    settle_letter(raw, letter, "message", message, by=by, at=at)
    return message


def hear_machine(
    raw: RawLetter, letter: Letter, thread: Thread | None, *, by: Doer, at: datetime
) -> Message | None:
    """Machine mail never opens, answers or stops anything; a returned letter tells its owner."""
    case = thread.case if thread else None
    if letter.kind in ("bounce", "delay"):
        named = (letter.bounced_message_id, letter.in_reply_to, *letter.references)
        delivery = delivery_of(named, letter.bounced_address, raw.received_at)
        if delivery and letter.kind == "bounce":
            why = letter.subject or letter.new_text
            record_return(delivery, why=why, by=by, at=at)
            flag_address(delivery.to_address, why=why, by=by, at=at)
        if delivery and delivery.case_id:
            case = Case.objects.filter(pk=delivery.case_id).first() or case
    person = person_of(letter.sender.address)
    message = _add(raw, letter, case, person, by=by, at=at) if case else None
    return settle_letter(raw, letter, "machine", message, by=by, at=at)


def settle_letter(
    raw: RawLetter,
    letter: Letter,
    outcome: str,
    message: Message | None,
    *,
    by: Doer,
    at: datetime,
) -> Message | None:
    settle_raw_letter(
        raw,
        outcome=outcome,
        subject_ref=f"message:{message.pk}" if message else "",
        sender=letter.sender.address,
        subject=letter.subject,
        by=by,
        at=at,
    )
    return message


def lock_letter(raw_letter: RawLetter) -> RawLetter:
    fresh = first(RawLetter, pk=raw_letter.pk, is_locked=True)
    if fresh is None:
        raise RawLetter.DoesNotExist
    raw_letter.__dict__.update(fresh.__dict__)
    return raw_letter


def from_visitor(letter: Letter) -> Letter:
    """A form on the firm's site writes from our own address and names the visitor in Reply-To."""
    visitor = next(iter(letter.reply_to), None)
    if not visitor or not is_ours(letter.sender.address) or is_ours(visitor.address):
        return letter
    return replace(letter, sender=visitor)


def _writer(letter: Letter, *, at: datetime) -> Person:
    """Whose address it is; that he writes from it shows that it works."""
    # Whoever released the letter: knowing people by their letters is the house's.
    email = normal_email(letter.sender.address)
    known = first(Address, email=email)
    if known is None:
        return find_or_make_person(
            email=email,
            full_name=letter.sender.name,
            language=letter.language or "",
            by=HOUSE,
            at=at,
        )
    if known.unreachable_at:
        trust_address(email, by=HOUSE, at=at)
    return _as_merged(known.person_id)


def _as_merged(person_id: int) -> Person:
    """Whoever merges him just now is waited for, and his letter is then the kept one's."""
    person = first(Person, pk=person_id, is_locked=True)
    if person is None:
        raise Person.DoesNotExist
    return person.kept


def _new_case(raw: RawLetter, letter: Letter, person: Person, *, at: datetime) -> Case:
    reached = raw.mailbox or _addressed(letter)
    mailbox = right_mailbox(reached, person) if reached else None
    text = f"{letter.subject}\n{letter.new_text}"
    case = open_case(
        person,
        topic=topic_of(person, reached.address if reached else "", text),
        subject=letter.subject,
        channel="email",
        mailbox_address=mailbox.address if mailbox else "",
        handler=mailbox.handler if mailbox else None,
        heard_at=raw.received_at,
        is_history=raw.is_history,
        by=person,
        at=at,
    )
    if reached and reached != mailbox:
        record("case.rerouted", case, by=HOUSE, at=at, case=case, mailbox=reached.pk)
    return case


def _addressed(letter: Letter) -> Mailbox | None:
    boxes = (mailbox_at(one.address) for one in (*letter.to, *letter.cc) if one)
    return next((box for box in boxes if box), None)


def _add(
    raw: RawLetter,
    letter: Letter,
    case: Case,
    person: Person | None,
    *,
    forwarded_by: User | None = None,
    is_new: bool = False,
    by: Doer,
    at: datetime,
) -> Message:
    is_his = person is not None and person.pk == case.person_id
    return hear_message(
        case,
        person=person,
        text=letter.new_text,
        quoted_text=letter.quoted_text,
        html=letter.html,
        subject=letter.subject,
        language=letter.language or "",
        channel="email",
        message_id=letter.message_id,
        in_reply_to=letter.in_reply_to,
        references=" ".join(letter.references),
        nature=letter.kind,
        sender="" if is_his else str(letter.sender)[:320],
        raw=raw,
        heard_at=raw.received_at,
        files=[(one.name, one.type, one.content, one.content_id) for one in letter.attachments],
        is_history=raw.is_history,
        forwarded_by=forwarded_by,
        is_new=is_new,
        by=by,
        at=at,
    )


def _heard_before(letter: Letter, person: Person, thread: Thread | None) -> Message | None:
    """The same Message-ID in the same case, or from the same person, is one message."""
    if not letter.message_id:
        return None
    for same in every(Message, message_id=letter.message_id[:500]):
        is_his = same.person_id == person.pk and same.direction == "in"
        if is_his or (thread and same.case_id == thread.case.pk):
            return same
    return None
