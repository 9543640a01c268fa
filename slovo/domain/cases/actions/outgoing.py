"""Every letter of a case goes out through here: the message and its delivery in one step."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.attaching import File, attach_files
from slovo.domain.cases.actions.sending_by_chat import send_by_chat
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.cases.search.entering import enter_message
from slovo.domain.cases.ways import chat_for, is_written_to, mailbox_of
from slovo.domain.cases.wordings import (
    Letter,
    house_letter,
    house_words,
    human_letter,
    language_of,
    reminder_words,
)
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.posting import contact_link
from slovo.domain.courtesy.letters import less_headers
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files as storage
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import sender_of
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import User
from slovo.lib.mail.headers import head_of
from slovo.lib.mail.ids import make_message_id, make_plus_address
from slovo.lib.mail.threadindex import first_index, next_index, topic_of
from slovo.lib.rows import count, first, insert_all, join, update_changed


class NoAddress(Refusal):
    """We know no working address of the person."""


@transaction.atomic(savepoint=False)
def send_letter(  # noqa: PLR0913 - a letter has this many sides
    case: Case,
    *,
    html: str,
    next_word_at: datetime | None,
    question: str = "",
    solves: bool = False,
    to: Person | None = None,
    files: Sequence[File] = (),
    way: str = "",
    send_at: datetime,
    by: User,
    at: datetime,
) -> Message:
    """A colleague's word, on its way. Clocks stop when the server accepts it, not here."""
    person = to or case.person
    message = Message.objects.create(
        case=case,
        direction=Direction.OUT,
        channel="email",
        person=person,
        author=by,
        at=at,
        next_word_at=next_word_at,
        question=question,
        solves=solves,
        subject=_answer_subject(case),
        html=html,
        language=language_of(case),
    )
    attach_files(files, message=message, by=by, at=at)
    token = link_for(person, subject=f"case:{case.pk}", by=by, at=at)
    letter = human_letter(case, message, token, at)
    message.text = letter.words
    enter_message(message, [file[0] for file in files])
    sides: dict[str, Any] = {"files": files, "headers": (), "way": way, "send_at": send_at}
    _post(case, message, letter, **sides, by=by, at=at)
    return message


@transaction.atomic(savepoint=False)
def send_house_letter(case: Case, *, wording: str, by: Doer, at: datetime) -> Message | None:
    """An automatic letter: it names people and times, stops no clock. None without an address."""
    words = house_words(case, wording, at)
    is_unasked = wording == "solved"
    sides: dict[str, Any] = {"wording": wording, "words": words, "is_unasked": is_unasked}
    return send_house_words(case, **sides, by=by, at=at)


@transaction.atomic(savepoint=False)
def send_reminder(promise: Promise, *, by: Doer, at: datetime) -> Message | None:
    """To whoever of the client's side owes it; None without an address."""
    case, person = promise.case, promise.person
    words = reminder_words(promise, person.language or language_of(case), at)
    sides: dict[str, Any] = {"wording": "reminder", "to": person, "is_unasked": True}
    return send_house_words(case, words=words, **sides, by=by, at=at)


@transaction.atomic(savepoint=False)
def send_house_words(
    case: Case,
    *,
    wording: str,
    words: str,
    to: Person | None = None,
    files: Sequence[File] = (),
    is_unasked: bool = False,
    by: Doer,
    at: datetime,
) -> Message | None:
    """A letter of the house in ready words, such as a question with a link.

    One he did not ask for carries the way to have less of it (R067).
    """
    person = to or case.person
    prefetch_related_objects([person], "addresses")
    if not is_written_to(person):
        return None
    token = link_for(person, subject=f"case:{case.pk}", by=by, at=at)
    language = person.language or language_of(case)
    less = contact_link(person, by=by, at=at) if is_unasked else ""
    letter = house_letter(case, words, token, language, at=at, less=less)
    message = Message(
        case=case,
        direction=Direction.OUT,
        nature=Nature.HOUSE,
        wording=wording,
        channel="email",
        person=person,
        at=at,
        subject=letter.subject,
        text=letter.words,
        language=language,
    )
    insert_all([message])
    attach_files(files, message=message, by=by, at=at)
    headers = (
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "All"),
        *(less_headers(less) if less else ()),
    )
    _post(case, message, letter, files=files, headers=headers, send_at=at, by=by, at=at)
    return message


def _post(  # noqa: PLR0913 - a letter has this many sides
    case: Case,
    message: Message,
    letter: Letter,
    *,
    files: Sequence[File],
    headers: Sequence[tuple[str, str]],
    way: str = "",
    send_at: datetime,
    by: Doer,
    at: datetime,
) -> None:
    """By the way he wrote last, unless it is said by which."""
    person = message.person or case.person
    if chat := chat_for(case, person, way):
        send_by_chat(case, message, letter, chat, send_at=send_at, by=by, at=at)
        return
    sides: dict[str, Any] = {"files": files, "headers": headers, "send_at": send_at}
    post_by_mail(case, message, letter, **sides, by=by, at=at)


@transaction.atomic(savepoint=False)
def post_by_mail(  # noqa: PLR0913 - a letter has this many sides
    case: Case,
    message: Message,
    letter: Letter,
    *,
    files: Sequence[File],
    headers: Sequence[tuple[str, str]],
    mark: str = "",
    send_at: datetime,
    by: Doer,
    at: datetime,
) -> None:
    """`mark` tells apart two letters that carry the same message."""
    person = message.person or case.person
    address = person.address
    if address is None:
        raise NoAddress(
            _("We know no mail address of %(name)s. Add one first.") % {"name": person.full_name},
        )
    mailbox = mailbox_of(case)
    message.message_id = _message_id(case, f"{message.pk}{mark}", mailbox)
    last = first(
        Message, by=("-at", "-pk"), case_id=case.pk, direction=Direction.IN, message_id__not=""
    )
    message.in_reply_to = last.message_id if last else ""
    message.references = f"{last.references} {last.message_id}".strip() if last else ""
    message.delivery = queue_letter(
        subject_ref=f"message:{message.pk}",
        case_id=case.pk,
        mailbox=mailbox,
        to_name=person.full_name,
        to_address=address.email,
        letter_subject=letter.subject,
        message_id=message.message_id,
        text=letter.text,
        html=letter.html,
        in_reply_to=message.in_reply_to,
        references=message.references,
        headers=(*headers, *_outlook_thread(case, message, last, at), *_reply_to(case, mailbox)),
        files=files,
        send_at=send_at,
        by=by,
        at=at,
    )
    update_changed(message)


def _outlook_thread(
    case: Case, message: Message, last: Message | None, at: datetime
) -> tuple[tuple[str, str], ...]:
    """What Outlook threads by: below the client's own index when his letter had one."""
    if last:
        join(last, "raw")
    theirs = _fields_of(last)
    topic = theirs.get("thread-topic", [""])[0] or topic_of(case.subject)
    root = first_index(case.opened_at, f"{settings.PUBLIC_URL}/{case.ref}")
    name = message.message_id
    index = next_index(theirs.get("thread-index", [""])[0], at, name) or next_index(root, at, name)
    return (("Thread-Topic", topic), ("Thread-Index", index))


def _fields_of(message: Message | None) -> dict[str, list[str]]:
    if message is None or message.raw is None:
        return {}
    try:
        return head_of(storage.get(message.raw.file))
    except OSError:
        return {}


def _reply_to(case: Case, mailbox: Mailbox | None) -> tuple[tuple[str, str], ...]:
    if mailbox is None or not mailbox.takes_plus:
        return ()
    key = settings.SECRET_KEY.encode()
    return (("Reply-To", make_plus_address(mailbox.address, case.ref, key)),)


def _message_id(case: Case, unique: str, mailbox: Mailbox | None) -> str:
    host = sender_of(mailbox)[1].rpartition("@")[2]
    return make_message_id(case.ref, settings.SECRET_KEY.encode(), host, unique)


def _answer_subject(case: Case) -> str:
    return f"Re: {case.subject} [{case.ref}]"[:300]


def is_braked(case: Case, at: datetime) -> bool:
    """So many automatic letters went to him lately that two machines may be playing ball."""
    lately = count(Message, person_id=case.person_id, nature=Nature.HOUSE, at__gt=_brake_until(at))
    return lately >= settings.RECEIPTS_PER_ADDRESS


def _brake_until(at: datetime) -> datetime:
    """Since when automatic letters to one address are counted against the brake."""
    return at - timedelta(hours=3)
