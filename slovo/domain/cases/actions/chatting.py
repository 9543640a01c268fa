"""What an update of a messenger becomes: a word in a case, a note, a chat bound, or nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import revoke_link
from slovo.domain.access.links import link_of
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.attaching import File
from slovo.domain.cases.actions.greeting import greet_chat
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.noting import note_by_house
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.threading import message_of
from slovo.domain.cases.ways import TELEGRAM
from slovo.domain.chats.actions.chats import bind_chat, block_chat, note_line, unblock_chat
from slovo.domain.chats.models import Bot, Chat, ChatLine
from slovo.domain.clients.actions.people import meet_person
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.post.actions.storing import settle_raw_letter
from slovo.domain.post.models import RawLetter
from slovo.lib.language import language_of
from slovo.lib.rows import first
from slovo.lib.telegram.reading import Word

LINK = "telegram"
CONTINUES = timedelta(days=3)
SUBJECT_LENGTH = 80


@transaction.atomic
def receive_word(
    raw_letter: RawLetter,
    word: Word,
    *,
    bot: Bot,
    files: Sequence[File] = (),
    unfetched: Sequence[str] = (),
    by: Doer,
    at: datetime,
) -> Message | None:
    """Act on a stored update, once. `unfetched`: names of files that Telegram would not give."""
    raw = first(RawLetter, pk=raw_letter.pk, is_locked=True)
    if raw is None:
        raise RawLetter.DoesNotExist
    if raw.read_at:
        return message_of(raw)
    chat = Chat.objects.select_related("person").filter(bot=bot, number=word.chat).first()
    message = None
    if word.kind == "start":
        _start(bot, chat, word, raw, by=by, at=at)
    elif word.kind == "word":
        chat = chat or _stranger(bot, word, at=at)
        message = _hear(chat, word, raw, files, unfetched, at=at)
    elif chat:
        message = _changed(chat, word, raw, by=by, at=at)
    settle_raw_letter(
        raw,
        outcome="message" if message else "discarded",
        subject_ref=f"message:{message.pk}" if message else "",
        sender=word.name,
        subject=word.text[:SUBJECT_LENGTH],
        by=by,
        at=at,
    )
    return message


def _start(
    bot: Bot, chat: Chat | None, word: Word, raw: RawLetter, *, by: Doer, at: datetime
) -> None:
    """A link opens once: whoever it is passed on to later is a stranger."""
    link = link_of(word.token) if word.token else None
    person = chat.person if chat else None
    if link and link.subject == LINK:
        person = link.person
        named = word.username
        bind_chat(bot, number=word.chat, person=person, username=named, by=person, at=at)
        revoke_link(link, by=HOUSE, at=at)
    if not raw.is_history:
        language = (person.language if person else "") or word.language
        greet_chat(word.chat, person=person, language=language, name=raw.digest, by=by, at=at)


def _stranger(bot: Bot, word: Word, *, at: datetime) -> Chat:
    """As with a stranger's letter: a new person of the firm's first principal."""
    language = language_of(word.text) or word.language
    name = word.name or word.username or f"Telegram {word.chat}"
    person = meet_person(full_name=name, language=language, by=HOUSE, at=at)
    named = word.username
    return bind_chat(bot, number=word.chat, person=person, username=named, by=person, at=at)


def _hear(
    chat: Chat,
    word: Word,
    raw: RawLetter,
    files: Sequence[File],
    unfetched: Sequence[str],
    *,
    at: datetime,
) -> Message:
    if chat.blocked_at:
        unblock_chat(chat, by=chat.person, at=at)
    note_line(chat, number=word.number, raw=raw, by=chat.person, at=at)
    case = _case_for(chat, word, raw, at=at)
    is_his = chat.person_id == case.person_id
    message = hear_message(
        case,
        person=chat.person,
        text=word.text or _what_came(chat, word),
        channel=TELEGRAM,
        language=language_of(word.text) or "",
        sender="" if is_his else chat.person.full_name,
        raw=raw,
        heard_at=raw.received_at,
        files=files,
        is_history=raw.is_history,
        by=chat.person,
        at=at,
    )
    if unfetched:
        words = _("Telegram did not give us %(names)s. Ask for it by mail.")
        text = words % {"names": ", ".join(unfetched)}
        note_by_house(case, text=text, channel=TELEGRAM, by=HOUSE, at=at)
    return message


def _what_came(chat: Chat, word: Word) -> str:
    with translation.override(chat.person.language or None):
        return _("Voice message") if word.has_voice else _("File")


def _case_for(chat: Chat, word: Word, raw: RawLetter, *, at: datetime) -> Case:
    """What he answers, or we talked of last here, or his only open case; else a new one."""
    known = _answered(chat, word) or _latest(chat, raw.received_at) or _only(chat)
    if known:
        return known
    title = next(iter((word.text or _what_came(chat, word)).splitlines()), "")
    return open_case(
        chat.person,
        subject=title if len(title) <= SUBJECT_LENGTH else title[: SUBJECT_LENGTH - 1] + "…",
        channel=TELEGRAM,
        heard_at=raw.received_at,
        is_history=raw.is_history,
        by=chat.person,
        at=at,
    )


def _answered(chat: Chat, word: Word) -> Case | None:
    said = _message_at(chat, word.answers) if word.answers else None
    return said.case if said and said.person_id == chat.person_id else None


def _latest(chat: Chat, heard_at: datetime) -> Case | None:
    his = Message.objects.filter(person=chat.person_id, channel=TELEGRAM, cancelled_at=None)
    last = his.exclude(direction="note").order_by("-at", "-pk").select_related("case").first()
    if last is None:
        return None
    ended_at = last.case.closed_at
    return last.case if ended_at is None or heard_at - ended_at <= CONTINUES else None


def _only(chat: Chat) -> Case | None:
    his = list(chat.person.cases.filter(closed_at=None).order_by("pk")[:2])
    return his[0] if len(his) == 1 else None


def _message_at(chat: Chat, number: int) -> Message | None:
    line = ChatLine.objects.filter(chat=chat, number=number).first()
    if line is None:
        return None
    sides = {"delivery": line.delivery_id} if line.delivery_id else {"raw": line.raw_id}
    said = Message.objects.select_related("case", "person").filter(**sides)
    return said.order_by("pk").first()


def _changed(chat: Chat, word: Word, raw: RawLetter, *, by: Doer, at: datetime) -> Message | None:
    """Nothing new was said: he wrote something anew, or does not want our words, or does again."""
    if word.kind == "edit":
        return _edited(chat, word, raw, by=by, at=at)
    stands = {"blocked": block_chat, "unblocked": unblock_chat}.get(word.kind)
    if stands:
        stands(chat, by=chat.person, at=at)
    return None


def _edited(chat: Chat, word: Word, raw: RawLetter, *, by: Doer, at: datetime) -> Message | None:
    """What he first wrote stays; what it says now stands beside it, and the owner is told."""
    said = _message_at(chat, word.number)
    if said is None or raw.is_history or said.text == word.text:
        return None
    words = _("%(name)s changed an earlier message. It says now:")
    text = f"{words % {'name': chat.person.full_name}}\n\n{word.text}"
    note = note_by_house(said.case, text=text, channel=TELEGRAM, raw=raw, by=by, at=at)
    alert(said.case, audience(said.case, "owner"), why="wrote_again", by=HOUSE, at=at)
    return note
