"""Whose link this is."""

from collections.abc import Container

from slovo.domain.access.digests import hashed, is_same, token_of
from slovo.domain.access.models import ClientLink
from slovo.domain.clients.models import Person
from slovo.lib.prepared import PreparedModels
from slovo.lib.rows import every

_STANDING = PreparedModels(
    ClientLink,
    lambda digest: ClientLink.objects.select_related("person").filter(
        token_hash=digest, revoked_at=None
    ),
)


def link_of(token: str) -> ClientLink | None:
    """The link a token opens, or None: never made, or taken back."""
    link = next(iter(_STANDING(digest=hashed(token))), None)
    return link if link is not None and is_same(token, link.token_hash) else None


def standing_token(person: Person, subject: str) -> str | None:
    """The token of his link to `subject`, to show it again; None while there is none."""
    links = every(ClientLink, person_id=person.pk, subject=subject, revoked_at=None)
    tokens = ((token_of(link.nonce), link.token_hash) for link in links)
    return next((token for token, kept in tokens if is_same(token, kept)), None)


def standing_tokens(person: Person, kinds: Container[str] | None = None) -> dict[str, str]:
    """What his links open now: subject → token, in one question to the database.

    `kinds`: such as ("offer",), to leave out everything else; a case has a link, too.
    """
    links = every(ClientLink, by=("-pk",), person_id=person.pk, revoked_at=None)
    named = [link for link in links if kinds is None or link.subject.partition(":")[0] in kinds]
    tokens = ((link.subject, token_of(link.nonce), link.token_hash) for link in named)
    return {subject: token for subject, token, kept in tokens if is_same(token, kept)}
