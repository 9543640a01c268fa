"""Passwords of mailboxes: encrypted at rest with a key that is not in the database."""

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.lib.boxes import Box, Unreadable


class SecretUnreadable(Refusal):
    """The key changed since the password was saved, so it must be entered again."""


def lock(secret: str) -> bytes:
    return _box().lock(secret)


def unlock(locked: bytes | memoryview) -> str:
    try:
        return _box().unlock(locked)
    except Unreadable as problem:
        raise SecretUnreadable(
            _("The saved password can no longer be read. Enter it again.")
        ) from problem


def _box() -> Box:
    return Box(settings.SECRET_KEY, "mailbox passwords")
