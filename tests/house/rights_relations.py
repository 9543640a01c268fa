"""What the scene of rights has about clients as people."""

from typing import Any

from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from tests.make import MORNING


def relation_keys(person: Person, organisation: Organisation, user: User) -> dict[str, Any]:
    """Whoever answers for invoices is known, so that a letter about them needs nobody named."""
    topic = save_topic(None, name="Invoices", words="bill", by=HOUSE, at=MORNING)
    name_responsible(organisation, topic=topic, person=person, by=HOUSE, at=MORNING)
    return {
        "settings-topic": topic.pk,
        "topic_id": topic.pk,
        "user_id": user.pk,
        "email": user.email,
    }
