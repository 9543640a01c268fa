"""Telling colleagues, in the app and by mail."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db import transaction

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.wordings import notice_subject
from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.journal.actors import Doer
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.staff.rights import Role
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
        for user in _readers(call)
        if actor.kind != "user" or actor.id != user.pk
    ]
    words = [
        Word(
            user,
            call.why,
            f"case:{call.case.pk}",
            notice_subject(call.case, user, call.why, call.promise),
            _refs(call),
        )
        for call, user in told
    ]
    call_colleagues(words, by=by, at=at)


def _readers(call: Call) -> list[User]:
    """Each once; of what is told in confidence hears who may read it, else the principals, else
    whoever works on it.

    Who has left hears nothing any more: whoever answers in the case now does.
    """
    meant = list(call.users)
    here = [user for user in meant if user.left_at is None]
    if len(here) < len(meant):
        here += audience(call.case, "owner")
    users = list({user.pk: user for user in here}.values())
    if not call.case.level:
        return users
    for some in (users, principals(), audience(call.case, "owner")):
        if shown := [user for user in some if call.case.is_shown_to(user)]:
            return shown
    return []


def _refs(call: Call) -> dict[str, int] | None:
    return {"promise": call.promise.pk} if call.promise else None


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
