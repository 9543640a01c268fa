"""The way out to Telegram: one leased message after another, in parts where it is long.

The Bot API knows no name by which it could tell a second copy from the first. Telegram's number of
each part is written down as soon as it is given, so a process that dies sends again at most the
one part it was just handing over.
"""

import logging
from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from slovo.domain.chats.actions.bots import quiet_bot
from slovo.domain.chats.actions.chats import block_chat, note_line
from slovo.domain.chats.models import Bot, Chat, ChatLine, open_bot
from slovo.domain.chats.secrets import TokenUnreadable
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post import files as storage
from slovo.domain.post.actions.sending import (
    lease_delivery,
    postpone_delivery,
    record_failure,
    record_sent,
)
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import Firm
from slovo.interfaces.channels.telegram.receive import api_of
from slovo.lib import clock, telegram
from slovo.lib.queued_sqlite import durably
from slovo.lib.telegram import TelegramAway, TelegramRefused, cut
from slovo.web.bots import sentence_of

log = logging.getLogger(__name__)
BATCH = 100
WAY = "telegram"
BLOCKED, TOO_QUICK = 403, 429


def deliver_due(at: datetime) -> int:
    """Hand over what is due, until Telegram is silent or asks us to wait."""
    bot = open_bot()
    if bot and bot.quiet_until and at < bot.quiet_until:
        return 0
    firm = Firm.current()
    is_demo = firm is not None and firm.kind == "demo"
    done = 0
    with durably():
        while done < BATCH and (delivery := lease_delivery(way=WAY, by=HOUSE, at=at)):
            done += 1
            if is_demo:
                record_sent(delivery, by=HOUSE, at=clock.now())
            elif not _deliver(bot, delivery):
                break
    return done


def _deliver(bot: Bot | None, delivery: Delivery) -> bool:
    """Whether the next one may be tried now."""
    at = clock.now()
    if bot is None:
        why = gettext_noop("No bot of ours is connected to Telegram.")
        record_failure(delivery, why=why, is_final=True, by=HOUSE, at=at)
        return True
    try:
        _hand_over(bot, delivery)
    except TelegramRefused as problem:
        return _refused(bot, delivery, problem)
    except (TelegramAway, TokenUnreadable, OSError) as problem:
        log.warning("Telegram did not take message %s: %s", delivery.message_id, problem)
        record_failure(delivery, why=sentence_of(problem), is_final=False, by=HOUSE, at=clock.now())
        return False
    record_sent(delivery, by=HOUSE, at=clock.now())
    return True


def _hand_over(bot: Bot, delivery: Delivery) -> None:
    api, number = api_of(bot), int(delivery.to_address)
    chat = Chat.objects.filter(bot=bot, number=number).first()
    sent = ChatLine.objects.filter(delivery=delivery).count()
    texts = cut(storage.get(delivery.file).decode())
    message = getattr(delivery, "message", None)
    files = list(message.attachments.all()) if message else []
    for part in [*texts, *files][sent:]:
        if isinstance(part, str):
            said = api.send(number, part)
        else:
            said = api.send_file(number, part.name, part.type, storage.get(part.file))
        if chat:
            note_line(chat, number=said, delivery=delivery, by=HOUSE, at=clock.now())


def _refused(bot: Bot, delivery: Delivery, problem: telegram.TelegramRefused) -> bool:
    at, why = clock.now(), str(problem)
    log.warning("Telegram refused message %s: %s", delivery.message_id, why)
    if problem.code == TOO_QUICK:
        quiet = quiet_bot(bot, seconds=problem.retry_after, by=HOUSE, at=at).quiet_until
        until = quiet or at + timedelta(minutes=1)
        postpone_delivery(delivery, until=until, why=why, by=HOUSE, at=at)
        return False
    chat = Chat.objects.filter(bot=bot, number=int(delivery.to_address)).first()
    if problem.code == BLOCKED and chat:
        block_chat(chat, by=HOUSE, at=at)
    record_failure(delivery, why=why, is_final=problem.is_final, by=HOUSE, at=at)
    return problem.is_final
