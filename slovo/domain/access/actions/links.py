import secrets
from datetime import datetime

from django.db import transaction

from slovo.domain.access.digests import hashed, is_same, token_of
from slovo.domain.access.models import ClientLink
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import every, insert_all


@transaction.atomic(savepoint=False)
def link_for(person: Person, *, subject: str, by: Doer, at: datetime) -> str:
    """The token of this person's link to `subject`: the same one until it is taken back."""
    for link in every(ClientLink, person_id=person.pk, subject=subject, revoked_at=None):
        token = token_of(link.nonce)
        # After a change of the house's key the old links still open, but cannot be written again.
        if is_same(token, link.token_hash):
            return token
    nonce = secrets.token_hex(16)
    token = token_of(nonce)
    made = ClientLink(
        person=person, subject=subject, nonce=nonce, token_hash=hashed(token), made_at=at
    )
    insert_all([made])
    record("link.made", made, by=by, at=at, person=person.pk, to=subject)
    return token


@transaction.atomic
def revoke_link(link: ClientLink, *, by: Doer, at: datetime) -> None:
    """From now on the link opens nothing; the next letter carries a new one."""
    refuse_unless_allowed("revoke_link", by)
    if ClientLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        link.revoked_at = at
        record("link.revoked", link, by=by, at=at, person=link.person_id, to=link.subject)
