"""Telling colleagues, in the app and by mail."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.wordings import notice_subject
from slovo.domain.journal.actors import Doer
from slovo.domain.notices.actions.giving import News, give_notices
from slovo.domain.post.actions.queueing import Unwritten, queue_unwritten
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.staff.rights import Role
from slovo.lib.mail.ids import make_message_id
from slovo.lib.rows import join

CHAINS = {
    "owner": ("answerer", "handler"),
    "deputy": ("deputy", "principal"),
    "principal": ("principal",),
}


class Call(NamedTuple):
    """Who is to be told of a case, and why."""

    case: Case
    users: Iterable[User]
    why: str
    promise: Promise | None = None


@transaction.atomic(savepoint=False)
def alert(
    case: Case,
    users: Iterable[User],
    *,
    why: str,
    promise: Promise | None = None,
    by: Doer,
    at: datetime,
) -> None:
    """Each of them hears of it once; nobody hears of his own act."""
    alert_all([Call(case, users, why, promise)], by=by, at=at)


@transaction.atomic(savepoint=False)
def alert_all(calls: Sequence[Call], *, by: Doer, at: datetime) -> None:
    """In the app at once, and by a mail that is in line now and is written when it leaves."""
    actor = by.as_actor()
    told = [
        (call, user)
        for call in calls
        for user in {user.pk: user for user in call.users}.values()
        if actor.kind != "user" or actor.id != user.pk
    ]
    if not told:
        return
    news = [News(user, call.why, f"case:{call.case.pk}", _refs(call)) for call, user in told]
    notices = give_notices(news, by=by, at=at)
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    letters = [
        Unwritten(
            subject_ref=f"notice:{notice.pk}",
            to_name=user.full_name,
            to_address=user.email,
            letter_subject=notice_subject(call.case, user, call.why, call.promise),
            message_id=_message_id(notice.pk, host),
        )
        for (call, user), notice in zip(told, notices, strict=True)
    ]
    queue_unwritten(letters, mailbox=mailbox, by=by, at=at)


def _refs(call: Call) -> dict[str, int] | None:
    return {"promise": call.promise.pk} if call.promise else None


def _message_id(key: int, host: str) -> str:
    return make_message_id(f"N-{key}", settings.SECRET_KEY.encode(), host, f"n-{key}")


class Roster:
    """The people behind a rung: somebody always stands there. Each list is asked for once."""

    def audience(self, case: Case, who: str) -> list[User]:
        if who == "today":
            return []
        if who == "front_office":
            return self._front_office
        join(case, *CHAINS[who])
        chain = [getattr(case, name) for name in CHAINS[who]]
        named = [user for user in chain if user is not None and user.is_active]
        if named:
            return named[:1]
        last = self._front_desk if who == "owner" else None
        return [last] if last is not None and last.is_active else self._principals

    @cached_property
    def _principals(self) -> list[User]:
        return principals()

    @cached_property
    def _front_office(self) -> list[User]:
        colleagues = User.objects.filter(left_at=None)
        return [*self._principals, *(u for u in colleagues if u.has_role(Role.FRONT_OFFICE))]

    @cached_property
    def _front_desk(self) -> User | None:
        firm = Firm.current()
        return firm.front_desk if firm else None


def audience(case: Case, who: str) -> list[User]:
    return Roster().audience(case, who)
