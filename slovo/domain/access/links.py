"""Whose link this is."""

from slovo.domain.access.digests import hashed, is_same, token_of
from slovo.domain.access.models import ClientLink
from slovo.domain.clients.models import Person


def link_of(token: str) -> ClientLink | None:
    """The link a token opens, or None: never made, or taken back."""
    links = ClientLink.objects.select_related("person")
    link = links.filter(token_hash=hashed(token), revoked_at=None).first()
    return link if link is not None and is_same(token, link.token_hash) else None


def standing_token(person: Person, subject: str) -> str | None:
    """The token of his link to `subject`, to show it again; None while there is none."""
    links = ClientLink.objects.filter(person=person, subject=subject, revoked_at=None)
    tokens = ((token_of(link.nonce), link.token_hash) for link in links.order_by("pk"))
    return next((token for token, kept in tokens if is_same(token, kept)), None)


def standing_tokens(person: Person) -> dict[str, str]:
    """Everything his links open now: subject → token, in one question to the database."""
    links = ClientLink.objects.filter(person=person, revoked_at=None).order_by("-pk")
    tokens = ((link.subject, token_of(link.nonce), link.token_hash) for link in links)
    return {subject: token for subject, token, kept in tokens if is_same(token, kept)}
