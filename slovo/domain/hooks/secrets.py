"""Secrets that sign: encrypted at rest with a key that is not in the database."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.hooks.models import Endpoint
from slovo.domain.journal.refusal import Refusal
from slovo.lib.boxes import Box, Unreadable


class SigningKeyUnreadable(Refusal):
    """The key outside the database changed since: the endpoint needs a new secret."""


def lock(secret: str) -> bytes:
    return _box().lock(secret)


def keys_of(endpoint: Endpoint, at: datetime) -> list[str]:
    """The new one first; the old one signs beside it until its day is over."""
    try:
        keys = [_box().unlock(endpoint.secret)]
        if endpoint.old_until and endpoint.old_until > at:
            keys.append(_box().unlock(endpoint.old_secret))
    except Unreadable as problem:
        words = _("The secret of this endpoint can no longer be read. Make a new one.")
        raise SigningKeyUnreadable(words) from problem
    return [key for key in keys if key]


def _box() -> Box:
    return Box(settings.SECRET_KEY, "webhook secrets")
