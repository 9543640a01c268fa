"""Where a letter belongs: the address for his kind of client (R138), the topic's owner (R139)."""

from collections.abc import Callable

from slovo.domain.clients.models import Person, Standing, Topic
from slovo.domain.clients.responsibility import topics_in
from slovo.domain.engagements.card import audience_of
from slovo.domain.engagements.models import Touchpoint, Way, engagement_of
from slovo.domain.post.mailboxes import default_mailbox, mailbox_at
from slovo.domain.post.models import Mailbox
from slovo.lib.rows import every, first


def right_mailbox(mailbox: Mailbox, person: Person) -> Mailbox:
    """The one for his kind of client, when `mailbox` is for the other; else the same."""
    return _serving(mailbox, lambda: audience_for(person))


def own_mailbox(audience: str) -> Mailbox | None:
    """From which we write of our own accord: the firm's first, or the one for this kind."""
    mailbox = default_mailbox()
    return _serving(mailbox, lambda: audience) if mailbox else None


def _serving(mailbox: Mailbox, audience_now: Callable[[], str]) -> Mailbox:
    ways = [one for one in every(Touchpoint, way=Way.MAIL, closed_at=None) if one.audience]
    reached = [one for one in ways if one.value == mailbox.address]
    if not reached:
        return mailbox
    audience = audience_now()
    if any(one.serves(audience) for one in reached):
        return mailbox
    right = (mailbox_at(one.value) for one in ways if one.audience == audience)
    return next((one for one in right if one), mailbox)


def topic_of(person: Person, address: str, text: str) -> Topic | None:
    """The topic of the address he wrote to; of a stranger also the only one whose words he used.

    Who has an agreement is served by its people whatever he writes about.
    """
    owned = [topic for topic in every(Topic, by=("name",), dropped_at=None) if topic.owner_id]
    if not owned:
        return None
    points = every(Touchpoint, way=Way.MAIL, value=address, closed_at=None)
    chosen = {one.topic_id for one in points}
    by_address = [topic for topic in owned if topic.pk in chosen]
    if len(by_address) == 1:
        return by_address[0]
    if engagement_of(person):
        return None
    said = topics_in(text, owned)
    return said[0] if len(said) == 1 else None


def audience_for(person: Person) -> str:
    """What kind of client he is: by his agreement, else by whom he stands for."""
    engagement = engagement_of(person)
    if engagement:
        return audience_of(engagement.organisation_id)
    standing = first(Standing, person_id=person.pk, to_date=None)
    return audience_of(standing.organisation_id if standing else None)
