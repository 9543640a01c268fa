"""Whose calendar a link opens."""

from slovo.domain.access.digests import hashed, is_same, token_of
from slovo.domain.promises.models import Feed
from slovo.domain.staff.models import User


def feed_user(token: str) -> User | None:
    """Whose calendar a token opens, while neither he nor it has left."""
    feed = Feed.objects.select_related("user").filter(token_hash=hashed(token), revoked_at=None)
    found = feed.first()
    if found is None or not is_same(token, found.token_hash):
        return None
    return found.user if found.user.may("make_promise") else None


def standing_feed(user: User) -> str | None:
    """The token of his running link, to show it again."""
    feed = Feed.objects.filter(user=user, revoked_at=None).first()
    token = token_of(feed.nonce) if feed else ""
    return token if feed and is_same(token, feed.token_hash) else None
