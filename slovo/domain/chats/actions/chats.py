"""Chats: whose they are, whether our words are taken there, and Telegram's number of each word."""

from datetime import datetime

from django.db import transaction

from slovo.domain.chats.models import Bot, Chat, ChatLine
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.models import Delivery, RawLetter


@transaction.atomic
def bind_chat(
    bot: Bot, *, number: int, person: Person, username: str, by: Doer, at: datetime
) -> Chat:
    """From now on it is his, and he is answered here; it was perhaps another's until now."""
    known = Chat.objects.select_for_update().filter(bot=bot, number=number).first()
    chat = known or Chat(bot=bot, number=number)
    is_new = known is None or known.person_id != person.pk
    chat.person, chat.username, chat.bound_at, chat.blocked_at = person, username, at, None
    chat.save()
    if is_new:
        record("chat.bound", chat, by=by, at=at, person=person.pk)
    return chat


@transaction.atomic
def block_chat(chat: Chat, *, by: Doer, at: datetime) -> Chat:
    """He takes nothing from the bot any more; he is written to by mail."""
    is_first = Chat.objects.filter(pk=chat.pk, blocked_at=None).update(blocked_at=at)
    chat.refresh_from_db()
    if is_first:
        record("chat.blocked", chat, by=by, at=at, person=chat.person_id)
    return chat


@transaction.atomic
def unblock_chat(chat: Chat, *, by: Doer, at: datetime) -> Chat:
    """He takes our words again."""
    is_first = Chat.objects.filter(pk=chat.pk).exclude(blocked_at=None).update(blocked_at=None)
    chat.refresh_from_db()
    if is_first:
        record("chat.unblocked", chat, by=by, at=at, person=chat.person_id)
    return chat


@transaction.atomic(savepoint=False)
def note_line(
    chat: Chat,
    *,
    number: int,
    raw: RawLetter | None = None,
    delivery: Delivery | None = None,
    by: Doer,
    at: datetime,
) -> ChatLine:
    """Under which number Telegram knows it: whoever answers or changes it names that number."""
    sides = {"at": at, "raw": raw, "delivery": delivery}
    line, is_new = ChatLine.objects.get_or_create(chat=chat, number=number, defaults=sides)
    if is_new:
        record("chat.line", chat, by=by, at=at, line=line.pk)
    return line
