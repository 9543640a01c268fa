"""Whose link this is."""

from slovo.domain.access.digests import hashed, is_same
from slovo.domain.access.models import ClientLink


def link_of(token: str) -> ClientLink | None:
    """The link a token opens, or None: never made, or taken back."""
    links = ClientLink.objects.select_related("person")
    link = links.filter(token_hash=hashed(token), revoked_at=None).first()
    return link if link is not None and is_same(token, link.token_hash) else None
