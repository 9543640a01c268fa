"""Passwords of mailboxes: encrypted at rest with a key that is not in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal


class SecretUnreadable(Refusal):
    """The key changed since the password was saved, so it must be entered again."""


def lock(secret: str) -> bytes:
    return _box().encrypt(secret.encode()) if secret else b""


def unlock(locked: bytes | memoryview) -> str:
    if not locked:
        return ""
    try:
        return _box().decrypt(bytes(locked)).decode()
    except InvalidToken as problem:
        raise SecretUnreadable(
            _("The saved password can no longer be read. Enter it again.")
        ) from problem


def _box() -> Fernet:
    key = hashlib.sha256(b"slovo mailbox passwords\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
