"""Whose bearer token this is."""

from slovo.domain.access.digests import hashed, is_same
from slovo.domain.access.models import Token
from slovo.domain.staff.models import User


def user_of(raw: str, right: str = "") -> User | None:
    """The colleague a bearer token speaks for, while neither he nor it has left.

    A token for one thing alone opens nothing else.
    """
    tokens = Token.objects.select_related("user")
    token = tokens.filter(token_hash=hashed(raw), revoked_at=None).first()
    if token is None or not is_same(raw, token.token_hash) or not token.user.is_active:
        return None
    return token.user if token.right in ("", right) else None
