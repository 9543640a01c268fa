"""What the scene of rights has about clients as people."""

from typing import Any

from slovo.domain.clients.actions.details import Said, remember_detail
from slovo.domain.clients.actions.importing import draft_import
from slovo.domain.clients.actions.merging import merge_people
from slovo.domain.clients.actions.profiles import save_term
from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.loyalty.actions.signs import Seen, note_sign
from slovo.domain.staff.models import User
from tests.make import MORNING, make_person


def relation_keys(
    client: Person, person: Person, organisation: Organisation, user: User
) -> dict[str, Any]:
    """Whoever answers for invoices is known, so that a letter about them needs nobody named."""
    topic = save_topic(None, name="Invoices", words="bill", by=HOUSE, at=MORNING)
    name_responsible(organisation, topic=topic, person=person, by=HOUSE, at=MORNING)
    said = Said("No sweets with the tea", "visit")
    detail = remember_detail(client, said=said, by=user, at=MORNING)
    seen = Seen(happened_on=MORNING.date(), occasion="raised", reaction="stayed")
    sign = note_sign(client, kind="price", seen=seen, by=user, at=MORNING)
    term = save_term(organisation, word="box", meaning="a lorry", by=user, at=MORNING)
    kept, gone = make_person("Anna Double"), make_person("Hanna Double")
    draft = draft_import(name="a.csv", content=b"Name\nAnna New\n", by=HOUSE, at=MORNING)
    return {
        "import_id": draft.pk,
        "form": "csv",
        "merger_id": merge_people(kept, gone, by=HOUSE, at=MORNING).pk,
        "other_id": kept.pk,
        "settings-topic": topic.pk,
        "topic_id": topic.pk,
        "user_id": user.pk,
        "email": user.email,
        "detail_id": detail.pk,
        "term_id": term.pk,
        "sign_id": sign.pk,
        "kind": "price",
        "category": "health",
        "language": "en",
    }
