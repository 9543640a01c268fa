"""The bot's token: encrypted at rest with a key that is not in the database."""

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.chats.models import Bot
from slovo.domain.journal.refusal import Refusal
from slovo.lib.boxes import Box, Unreadable

LONGEST_NUMBER = 20


class TokenUnreadable(Refusal):
    """The key changed since the token was saved, so it must be entered again."""


def lock(token: str) -> bytes:
    return _box().lock(token)


def token_of(bot: Bot) -> str:
    try:
        return _box().unlock(bot.token)
    except Unreadable as problem:
        raise TokenUnreadable(
            _("The saved token can no longer be read. Connect the bot again.")
        ) from problem


def number_of(token: str) -> int:
    """Telegram's number of the bot, which its token begins with; 0 when it is no token."""
    number = token.partition(":")[0].strip()
    return int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 0


def _box() -> Box:
    return Box(settings.SECRET_KEY, "telegram tokens")
