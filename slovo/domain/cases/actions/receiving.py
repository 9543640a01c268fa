"""What a stored letter becomes: a word in a case, a machine's note, a return, or nothing."""

from dataclasses import replace
from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.colleagues import (
    colleague_at,
    forwarded,
    hear_colleague,
    note_forwarder,
)
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.threading import Thread, find_thread, is_signed_by_us, message_of
from slovo.domain.clients.actions.people import (
    find_or_make_person,
    flag_address,
    trust_address,
)
from slovo.domain.clients.models import Address, Person, normal_email, person_of
from slovo.domain.engagements.actions.touchpoints import hear_back
from slovo.domain.engagements.routing import right_mailbox
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files
from slovo.domain.post.actions.sending import record_return
from slovo.domain.post.actions.storing import HELD, settle_raw_letter
from slovo.domain.post.mailboxes import is_ours, mailbox_at
from slovo.domain.post.models import Mailbox, RawLetter
from slovo.domain.post.returns import delivery_of
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import mail
from slovo.lib.mail.letter import Letter
from slovo.lib.mail.spam import looks_like_spam, server_says
from slovo.lib.rows import every, first, join


class LetterNotInQuarantine(Refusal):
    """Somebody else released or discarded it already."""


class LetterCannotBeRead(Refusal):
    """It failed, and failed once more: what it says has to be read in the raw letter."""


class LetterHasNoSender(Refusal):
    """Nobody is named whom one could answer."""


@transaction.atomic
def receive_message(
    raw_letter: RawLetter, letter: Letter, *, by: Doer, at: datetime
) -> Message | None:
    """Act on a stored letter, once: whoever comes second is given what the first one made."""
    raw = _locked(raw_letter)
    if raw.read_at:
        return message_of(raw)
    letter = _from_visitor(letter)
    if _is_own(letter):
        hear_back(letter.message_id, by=HOUSE, at=at)
        return _settle(raw, letter, "own", None, by=by, at=at)
    thread = find_thread(letter)
    colleague = colleague_at(letter.sender.address) if letter.kind == "human" else None
    if colleague:
        case = thread.case if thread else None
        return hear_colleague(case, raw, letter, user=colleague, by=by, at=at)
    if letter.kind != "human":
        return _hear_machine(raw, letter, thread, by=by, at=at)
    if not letter.sender or server_says(letter) or _is_odd_stranger(letter, thread):
        return _settle(raw, letter, "quarantined", None, by=by, at=at)
    return _hear(raw, letter, thread, by=by, at=at)


@transaction.atomic
def release_letter(raw_letter: RawLetter, *, by: Doer, at: datetime) -> Message:
    """A colleague says it is for us: it counts from when it came, not from when we looked."""
    refuse_unless_allowed("release_letter", by)
    raw = _quarantined(raw_letter)
    letter = _from_visitor(mail.read(files.get(raw.file)))
    if not letter.sender:
        raise LetterHasNoSender(_("This letter names no sender, so nobody can be answered."))
    try:
        with transaction.atomic():
            return _let_in(raw, letter, by=by, at=at)
    except Refusal:
        raise
    except (DataError, IntegrityError, ValueError) as problem:
        sentence = _("This letter still cannot be read: %(why)s")
        raise LetterCannotBeRead(sentence % {"why": problem}) from problem


def _let_in(raw: RawLetter, letter: Letter, *, by: Doer, at: datetime) -> Message:
    inner = replace(forwarded(letter), kind="human")
    colleague = colleague_at(letter.sender.address)
    message = _hear(raw, inner, find_thread(inner), forwarded_by=colleague, by=by, at=at)
    if colleague:
        note_forwarder(message, letter, user=colleague, by=by, at=at)
    return message


@transaction.atomic
def discard_letter(raw_letter: RawLetter, *, by: Doer, at: datetime) -> RawLetter:
    """It is not for us. The bytes stay, nobody is answered."""
    refuse_unless_allowed("discard_letter", by)
    raw = _quarantined(raw_letter)
    return settle_raw_letter(
        raw, outcome="discarded", sender=raw.sender, subject=raw.subject, by=by, at=at
    )


def _hear(
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
        case = _case_for(raw, letter, thread, person, at=at)
        message = _add(raw, letter, case, person, forwarded_by=forwarded_by, by=person, at=at)
    _settle(raw, letter, "message", message, by=by, at=at)
    return message


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
    join(known, "person")
    return known.person


def _case_for(
    raw: RawLetter, letter: Letter, thread: Thread | None, person: Person, *, at: datetime
) -> Case:
    if thread:
        return thread.case
    reached = raw.mailbox or _addressed(letter)
    mailbox = right_mailbox(reached, person) if reached else None
    case = open_case(
        person,
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


def _hear_machine(
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
    return _settle(raw, letter, "machine", message, by=by, at=at)


def _add(
    raw: RawLetter,
    letter: Letter,
    case: Case,
    person: Person | None,
    *,
    forwarded_by: User | None = None,
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


def _settle(
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


def _is_own(letter: Letter) -> bool:
    """It comes from a mailbox of ours, or it is a letter of ours that came back as it went."""
    is_report = letter.kind in ("bounce", "delay")
    is_signed = bool(letter.message_id) and is_signed_by_us(letter.message_id)
    return is_signed or (not is_report and is_ours(letter.sender.address))


def _from_visitor(letter: Letter) -> Letter:
    """A form on the firm's site writes from our own address and names the visitor in Reply-To."""
    visitor = next(iter(letter.reply_to), None)
    if not visitor or not is_ours(letter.sender.address) or is_ours(visitor.address):
        return letter
    return replace(letter, sender=visitor)


def _is_odd_stranger(letter: Letter, thread: Thread | None) -> bool:
    if thread or not looks_like_spam(letter):
        return False
    person = person_of(normal_email(letter.sender.address))
    return person is None or not person.cases.exists()


def _addressed(letter: Letter) -> Mailbox | None:
    boxes = (mailbox_at(one.address) for one in (*letter.to, *letter.cc) if one)
    return next((box for box in boxes if box), None)


def _locked(raw_letter: RawLetter) -> RawLetter:
    fresh = first(RawLetter, pk=raw_letter.pk, is_locked=True)
    if fresh is None:
        raise RawLetter.DoesNotExist
    raw_letter.__dict__.update(fresh.__dict__)
    return raw_letter


def _quarantined(raw_letter: RawLetter) -> RawLetter:
    raw = _locked(raw_letter)
    if raw.outcome not in HELD:
        raise LetterNotInQuarantine(_("A colleague has dealt with this letter already."))
    return raw
