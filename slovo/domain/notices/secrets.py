"""The bot's token and the gateway's secret: encrypted at rest with a key outside the database."""

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.lib.boxes import Box, Unreadable


class CarrierUnreadable(Refusal):
    """The key outside the database changed since: the secret must be entered again."""


def lock(secret: str) -> bytes:
    return _box().lock(secret)


def unlock(secret: bytes | memoryview) -> str:
    try:
        return _box().unlock(secret)
    except Unreadable as problem:
        words = _("The saved secret can no longer be read. Enter it again.")
        raise CarrierUnreadable(words) from problem


def _box() -> Box:
    return Box(settings.SECRET_KEY, "carriers of notices")
