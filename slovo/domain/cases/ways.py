"""By which way a word goes to a client: as he himself wrote last."""

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.chats.models import Chat, chat_of
from slovo.domain.clients.models import Person
from slovo.domain.engagements.card import audience_of
from slovo.domain.engagements.routing import own_mailbox
from slovo.domain.post.mailboxes import mailbox_at
from slovo.domain.post.models import Mailbox
from slovo.lib.rows import first

EMAIL, TELEGRAM = "email", "telegram"


def chat_for(case: Case, person: Person, way: str = "") -> Chat | None:
    """The chat his word goes to, None: by mail. `way` is what somebody chose."""
    chat = chat_of(person.pk)
    if chat is None:
        return None
    if person.address is None:
        return chat
    return chat if (way or _wrote_by(case, person)) == TELEGRAM else None


def mailbox_of(case: Case) -> Mailbox | None:
    """Where he wrote to; when we began, the one that stands on his card."""
    return mailbox_at(case.mailbox_address) or own_mailbox(audience_of(case.organisation_id))


def is_written_to(person: Person) -> bool:
    """A letter or a chat reaches him."""
    return person.address is not None or chat_of(person.pk) is not None


def _wrote_by(case: Case, person: Person) -> str:
    last = first(
        Message,
        by=("-at", "-pk"),
        case_id=case.pk,
        person_id=person.pk,
        direction=Direction.IN,
        nature=Nature.HUMAN,
    )
    return last.channel if last else EMAIL
