"""A word said, not written: on the telephone or face to face, at this very moment."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import (
    CaseIsClosed,
    EmptyLetter,
    NextWordPassed,
)
from slovo.domain.cases.actions.delivering import deliver_message
from slovo.domain.cases.actions.ending import refuse_while_barred, refuse_while_promised
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.message import Direction
from slovo.domain.cases.models.promise import US
from slovo.domain.cases.search.entering import enter_message
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import insert_all


@transaction.atomic
def speak(  # noqa: PLR0913 - a word has this many sides
    case: Case,
    *,
    text: str,
    next_word_at: datetime | None = None,
    solves: bool = False,
    keeps: Sequence[Promise] = (),
    channel: str = "phone",
    to: Person | None = None,
    by: User,
    at: datetime,
) -> Message:
    """He heard it, so the clocks stop at `at`; the next word is promised as in a letter.

    `solves` and `keeps` as in a letter, too. `channel`: phone, in_person, or paper where it was
    posted.
    """
    refuse_unless_allowed("answer_case", by)
    case = locked(case)
    if not text.strip():
        raise EmptyLetter(_("Write in a line what you told the client."))
    if next_word_at is not None and next_word_at <= at:
        raise NextWordPassed(_("The next word cannot be promised for a time that is over."))
    if solves:
        _refuse_unsolvable(case, keeps, by)
    elif next_word_at is None and case.is_open:
        next_word_at = case.service_class.next_word_after(at, case.pace)
    message = Message(
        case=case,
        direction=Direction.OUT,
        channel=channel,
        person=to or case.person,
        author=by,
        at=at,
        next_word_at=next_word_at,
        solves=solves,
        text=text.strip(),
        html=linebreaks(text.strip(), autoescape=True),
        language=language_of(case),
    )
    insert_all([message])
    enter_message(message, [])
    of_ours = case.promises.open().given().filter(owed_by=US)
    of_ours.filter(pk__in=[promise.pk for promise in keeps]).update(evidence=message)
    record("message.spoken", message, by=by, at=at, case=case, facts=(message,))
    deliver_message(message, by=by, at=at)
    return message


def _refuse_unsolvable(case: Case, keeps: Sequence[Promise], by: User) -> None:
    if case.state == State.CLOSED:
        raise CaseIsClosed(_("This case is closed. Reopen it to write."))
    refuse_while_promised(case, keeps)
    refuse_while_barred(case, is_asking=True, by=by)
