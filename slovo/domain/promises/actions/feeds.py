import secrets
from datetime import datetime

from django.db import transaction

from slovo.domain.access.digests import hashed, token_of
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.record import record
from slovo.domain.promises.models import Feed
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


@transaction.atomic
def make_feed(user: User, *, by: User, at: datetime) -> str:
    """The token of a new link to his calendar; the old one opens nothing from now on."""
    refuse_unless_allowed("make_promise", by)
    if by.pk != user.pk:
        raise NotAllowed("make_feed")
    Feed.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
    nonce = secrets.token_hex(16)
    token = token_of(nonce)
    made = Feed.objects.create(user=user, nonce=nonce, token_hash=hashed(token), made_at=at)
    record("feed.made", made, by=by, at=at, user=user.pk)
    return token
