"""Telling colleagues, in the app and by mail."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import notice_letter
from slovo.domain.journal.actors import Doer
from slovo.domain.notices.actions.giving import give_notice
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.staff.rights import Role
from slovo.lib.mail.ids import make_message_id


@transaction.atomic(savepoint=False)
def alert(case: Case, users: Iterable[User], *, why: str, by: Doer, at: datetime) -> None:
    """Each of them hears of it once; nobody hears of his own act."""
    actor = by.as_actor()
    for user in {user.pk: user for user in users}.values():
        if actor.kind == "user" and actor.id == user.pk:
            continue
        notice = give_notice(user, why=why, subject=f"case:{case.pk}", by=by, at=at)
        mailbox = default_mailbox()
        subject, text, html = notice_letter(case, user, why, at)
        queue_letter(
            subject_ref=f"notice:{notice.pk}",
            case_id=None,
            mailbox=mailbox,
            to_name=user.full_name,
            to_address=user.email,
            letter_subject=subject,
            message_id=_message_id(f"N-{notice.pk}", sender_of(mailbox)[1]),
            text=text,
            html=html,
            headers=(("Auto-Submitted", "auto-generated"),),
            send_at=at,
            by=by,
            at=at,
        )


def _message_id(unique: str, address: str) -> str:
    host = address.rpartition("@")[2]
    return make_message_id(unique, settings.SECRET_KEY.encode(), host, unique.lower())


def audience(case: Case, who: str) -> list[User]:
    """The people behind a rung: somebody always stands there."""
    if who == "today":
        return []
    if who == "front_office":
        colleagues = User.objects.filter(left_at=None)
        return [*principals(), *(u for u in colleagues if u.has_role(Role.FRONT_OFFICE))]
    chain = {
        "owner": [case.answerer, case.handler],
        "deputy": [case.deputy, case.principal],
        "principal": [case.principal],
    }[who]
    named = [user for user in chain if user is not None and user.is_active]
    last = _front_desk() if who == "owner" and not named else None
    if last is not None and last.is_active:
        return [last]
    return named[:1] or principals()


def _front_desk() -> User | None:
    firm = Firm.current()
    return firm.front_desk if firm else None
