"""Telegram's Bot API in plain HTTP: calling it, reading what comes, cutting what goes."""

from slovo.lib.telegram.calling import Bot, TelegramAway, TelegramRefused
from slovo.lib.telegram.cutting import cut
from slovo.lib.telegram.reading import Sent, Word, read_update

__all__ = ["Bot", "Sent", "TelegramAway", "TelegramRefused", "Word", "cut", "read_update"]
