from datetime import datetime

from django.db import transaction
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class QuestionMissing(Refusal):
    """Our clock may stop only if the client was asked something."""


@transaction.atomic
def wait_for_client(
    case: Case,
    *,
    question: str,
    next_word_at: datetime | None = None,
    insists: bool = False,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Message:
    """Ask him, and wait: the case is his from the moment the question is delivered."""
    refuse_unless_allowed("wait_for_client", by)
    if not question.strip():
        raise QuestionMissing(_("Write the question the client has to answer."))
    return answer_case(
        case,
        html=linebreaks(question, autoescape=True),
        question=question,
        next_word_at=next_word_at or case.service_class.next_word_after(at, case.pace),
        insists=insists,
        send_at=send_at,
        by=by,
        at=at,
    )
