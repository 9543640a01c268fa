"""A word that the messenger did not take goes by mail instead, when we know an address."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.noting import note_by_house
from slovo.domain.cases.actions.outgoing import post_by_mail
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Nature
from slovo.domain.cases.ways import EMAIL
from slovo.domain.cases.wordings import house_letter, human_letter, language_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post import files as storage


@transaction.atomic(savepoint=False)
def reroute_message(message: Message, *, why: str, by: Doer, at: datetime) -> bool:
    """The same words under a new name; False when there is no address to send them to."""
    case, person = message.case, message.person or message.case.person
    if person.address is None:
        return False
    token = link_for(person, subject=f"case:{case.pk}", by=by, at=at)
    language = person.language or language_of(case)
    is_human = message.nature == Nature.HUMAN
    letter = (
        human_letter(case, message, token, at)
        if is_human
        else house_letter(case, message.text, token, language, at=at)
    )
    files = [
        (row.name, row.type, storage.get(row.file), row.content_id)
        for row in message.attachments.all()
    ]
    headers = () if is_human else (("Auto-Submitted", "auto-replied"),)
    message.channel = EMAIL
    post_by_mail(
        case, message, letter, files=files, headers=headers, mark="m", send_at=at, by=by, at=at
    )
    record("message.rerouted", message, by=by, at=at, case=case, facts=(message,))
    words = _("Telegram did not take our message (%(why)s). It goes by mail to %(address)s.")
    text = words % {"why": why, "address": person.address.email}
    note_by_house(case, text=text, channel=EMAIL, by=by, at=at)
    return True
