"""A word said, not written: on the telephone or face to face, at this very moment."""

from datetime import datetime

from django.db import transaction
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import EmptyLetter, NextWordPassed
from slovo.domain.cases.actions.delivering import deliver_message
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction
from slovo.domain.cases.search.entering import enter_message
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import insert_all


@transaction.atomic
def speak(
    case: Case,
    *,
    text: str,
    next_word_at: datetime | None = None,
    to: Person | None = None,
    by: User,
    at: datetime,
) -> Message:
    """He heard it, so the clocks stop at `at`; the next word is promised as in a letter."""
    refuse_unless_allowed("answer_case", by)
    case = locked(case)
    if not text.strip():
        raise EmptyLetter(_("Write in a line what you told the client."))
    if next_word_at is not None and next_word_at <= at:
        raise NextWordPassed(_("The next word cannot be promised for a time that is over."))
    if next_word_at is None and case.is_open:
        next_word_at = case.service_class.next_word_after(at, case.pace)
    message = Message(
        case=case,
        direction=Direction.OUT,
        channel="phone",
        person=to or case.person,
        author=by,
        at=at,
        next_word_at=next_word_at,
        text=text.strip(),
        html=linebreaks(text.strip(), autoescape=True),
        language=language_of(case),
    )
    insert_all([message])
    enter_message(message, [])
    record("message.spoken", message, by=by, at=at, case=case, facts=(message,))
    deliver_message(message, by=by, at=at)
    return message
