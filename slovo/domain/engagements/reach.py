"""His card below what we say of our own accord, and the mailbox for his kind of client (R137)."""

from datetime import datetime

from django.utils import translation

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.reach import Reach, knows_reach
from slovo.domain.engagements.card import Working, card_of, lines_of, working_for
from slovo.domain.engagements.models import engagement_of
from slovo.domain.engagements.routing import audience_for, own_mailbox
from slovo.domain.post.mailboxes import default_mailbox
from slovo.domain.standards.models import default_class
from slovo.lib.rows import join


@knows_reach
def reach_on_card(person: Person, at: datetime) -> Reach:
    working = _working_for(person)
    if working is None:
        return Reach(default_mailbox())
    card = card_of(working, at, translation.get_language() or "en")
    return Reach(own_mailbox(working.audience), tuple(lines_of(card)))


def _working_for(person: Person) -> Working | None:
    """By his agreement; without one who keeps him, by the hours of the usual class."""
    if engagement := engagement_of(person):
        return working_for(engagement)
    usual = default_class()
    if usual is None:
        return None
    join(person, "principal")
    return Working(person.principal, None, usual.calendar, audience_for(person))
