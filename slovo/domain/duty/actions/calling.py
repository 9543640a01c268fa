"""Reaching colleagues: in the app at once, and by a mail that is written when it leaves."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from slovo.domain.duty.wordings import duty_subject
from slovo.domain.journal.actors import Doer
from slovo.domain.notices.actions.giving import News, give_notices
from slovo.domain.post.actions.queueing import Unwritten, queue_unwritten
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.staff.models import User
from slovo.lib.mail.ids import make_message_id


class Word(NamedTuple):
    """Whom to tell, why (a code), about what (such as swap:3), and the subject of the mail."""

    user: User
    why: str
    subject: str
    letter_subject: str = ""
    refs: dict[str, int] | None = None


@transaction.atomic(savepoint=False)
def call_colleagues(words: Sequence[Word], *, by: Doer, at: datetime) -> None:
    """Nobody hears of his own act."""
    actor = by.as_actor()
    told = [one for one in words if actor.kind != "user" or actor.id != one.user.pk]
    if not told:
        return
    news = [News(one.user, one.why, one.subject, one.refs) for one in told]
    notices = give_notices(news, by=by, at=at)
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    letters = [
        Unwritten(
            subject_ref=f"notice:{notice.pk}",
            to_name=one.user.full_name,
            to_address=one.user.email,
            letter_subject=one.letter_subject or duty_subject(notice, one.user),
            message_id=_message_id(notice.pk, host),
        )
        for one, notice in zip(told, notices, strict=True)
    ]
    queue_unwritten(letters, mailbox=mailbox, by=by, at=at)


def _message_id(key: int, host: str) -> str:
    return make_message_id(f"N-{key}", settings.SECRET_KEY.encode(), host, f"n-{key}")
