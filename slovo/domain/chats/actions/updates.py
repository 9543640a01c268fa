"""What Telegram tells the bot: kept as it came, before anybody reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from slovo.domain.chats.models import Bot
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.actions.storing import store_raw_letter
from slovo.domain.post.models import RawLetter

SOURCE = "telegram"


class Update(NamedTuple):
    """`file`: where its bytes lie in the files' storage already."""

    number: int
    raw: bytes
    file: str
    sent_at: datetime


@transaction.atomic
def store_updates(
    bot: Bot, updates: Sequence[Update], *, by: Doer, at: datetime
) -> list[RawLetter]:
    """Store them and remember how far we came, in one step: nothing is lost and nothing twice."""
    known = Bot.objects.select_for_update().get(pk=bot.pk)
    fresh = [one for one in updates if one.number > known.last_update and known.closed_at is None]
    stored = [_store(known, one, by=by, at=at) for one in fresh]
    known.read_at = at
    known.last_update = max([known.last_update, *(one.number for one in fresh)])
    known.save(update_fields=["read_at", "last_update"])
    if fresh:
        record("bot.told", known, by=by, at=at, count=len(fresh))
    return stored


def _store(bot: Bot, update: Update, *, by: Doer, at: datetime) -> RawLetter:
    letter, _is_new = store_raw_letter(
        update.raw,
        source=SOURCE,
        received_at=update.sent_at,
        is_history=update.sent_at < bot.connected_at,
        file=update.file,
        by=by,
        at=at,
    )
    return letter
