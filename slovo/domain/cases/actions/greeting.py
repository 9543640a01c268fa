"""What the bot says to whoever opens it, before there is any case."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.ways import TELEGRAM
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.post.actions.queueing import queue_text
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import Firm


@transaction.atomic(savepoint=False)
def greet_chat(
    chat: int, *, person: Person | None, language: str, name: str, by: Doer, at: datetime
) -> Delivery | None:
    """`name` stands for what he sent, so that he is greeted once for it."""
    firm = Firm.current()
    if firm is None:
        return None
    with translation.override(language or firm.language):
        return queue_text(
            way=TELEGRAM,
            subject_ref=f"chat:{chat}",
            case_id=None,
            to_name=person.full_name if person else "",
            to_address=str(chat),
            title=_("Greeting"),
            name=f"<{name[:40]}@telegram.invalid>",
            text=_words(firm, person),
            send_at=at,
            by=by,
            at=at,
        )


def _words(firm: Firm, person: Person | None) -> str:
    if person is None:
        words = _("This is %(firm)s. Write what it is about: a person reads it and answers you.")
        return words % {"firm": firm.name}
    words = _("Good day, %(name)s. This is %(firm)s: what you write here reaches us.")
    return words % {"name": person.called or person.full_name, "firm": firm.name}
