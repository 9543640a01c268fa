"""Who wrote to the wrong address is served there and then; we answer from the right one (R138)."""

from slovo.domain.clients.models import Person, Standing
from slovo.domain.engagements.card import audience_of
from slovo.domain.engagements.models import Touchpoint, Way, engagement_of
from slovo.domain.post.mailboxes import mailbox_at
from slovo.domain.post.models import Mailbox
from slovo.lib.rows import every, first


def right_mailbox(mailbox: Mailbox, person: Person) -> Mailbox:
    """The one for his kind of client, when `mailbox` is for the other; else the same."""
    ways = [one for one in every(Touchpoint, way=Way.MAIL, closed_at=None) if one.audience]
    reached = [one for one in ways if one.value == mailbox.address]
    if not reached:
        return mailbox
    audience = _audience(person)
    if any(one.serves(audience) for one in reached):
        return mailbox
    right = (mailbox_at(one.value) for one in ways if one.audience == audience)
    return next((one for one in right if one), mailbox)


def _audience(person: Person) -> str:
    engagement = engagement_of(person)
    if engagement:
        return audience_of(engagement.organisation_id)
    standing = first(Standing, person_id=person.pk, to_date=None)
    return audience_of(standing.organisation_id if standing else None)
