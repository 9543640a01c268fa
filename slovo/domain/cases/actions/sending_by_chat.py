"""A word of a case in a messenger: the words and the way to his page, without a card below."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.ways import TELEGRAM
from slovo.domain.cases.wordings import Letter
from slovo.domain.chats.models import Chat
from slovo.domain.journal.actors import Doer
from slovo.domain.post.actions.queueing import queue_text
from slovo.lib.mail.ids import make_message_id
from slovo.lib.rows import update_changed

HOST = "telegram.invalid"
CARD = "\n\n-- \n"


@transaction.atomic(savepoint=False)
def send_by_chat(
    case: Case,
    message: Message,
    letter: Letter,
    chat: Chat,
    *,
    send_at: datetime,
    by: Doer,
    at: datetime,
) -> None:
    """The files of the message follow it, each in a message of its own."""
    person = message.person or case.person
    key = settings.SECRET_KEY.encode()
    message.channel = TELEGRAM
    message.message_id = make_message_id(case.ref, key, HOST, str(message.pk))
    message.delivery = queue_text(
        way=TELEGRAM,
        subject_ref=f"message:{message.pk}",
        case_id=case.pk,
        to_name=person.full_name,
        to_address=str(chat.number),
        title=letter.subject,
        name=message.message_id,
        text=letter.text.rpartition(CARD)[0] or letter.text,
        send_at=send_at,
        by=by,
        at=at,
    )
    update_changed(message)
