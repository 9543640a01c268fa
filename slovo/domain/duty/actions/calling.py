"""Reaching colleagues: in the app at once, and by the ways each of them chose."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from slovo.domain.duty.wordings import duty_subject
from slovo.domain.journal.actors import Doer
from slovo.domain.notices.actions.giving import News, give_notices
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Dispatch, Notice, Reach
from slovo.domain.notices.planning import Plan, Planner
from slovo.domain.post.actions.queueing import Unwritten, queue_unwritten
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.staff.models import User
from slovo.lib.mail.ids import make_message_id
from slovo.lib.rows import insert_all


class Word(NamedTuple):
    """Whom to tell, why (a code), about what (such as swap:3), and the subject of the mail."""

    user: User
    why: str
    subject: str
    letter_subject: str = ""
    refs: dict[str, int] | None = None


class Told(NamedTuple):
    """A notice, all its words in one line, and how it goes."""

    notice: Notice
    user: User
    words: str
    plan: Plan


@transaction.atomic(savepoint=False)
def call_colleagues(words: Sequence[Word], *, by: Doer, at: datetime) -> None:
    """Nobody hears of his own act, nor of what he muted; mail that waits for nothing leaves now."""
    actor = by.as_actor()
    others = [one for one in words if actor.kind != "user" or actor.id != one.user.pk]
    if not others:
        return
    planner = Planner([one.user for one in others], at)
    heard = [one for one in others if not planner.is_muted(one.user, one.why, one.subject)]
    news = [News(one.user, one.why, one.subject, one.refs) for one in heard]
    notices = give_notices(news, by=by, at=at)
    told = [
        Told(
            notice,
            one.user,
            one.letter_subject or duty_subject(notice, one.user),
            planner.plan(one.user, one.why),
        )
        for one, notice in zip(heard, notices, strict=True)
    ]
    is_now = [one for one in told if Way.MAIL in one.plan.ways and one.plan.due_at <= at]
    mail_notices([(one.notice, one.user, one.words) for one in is_now], by=by, at=at)
    insert_all([row for one in told for row in _dispatches(one, planner, at)])


@transaction.atomic(savepoint=False)
def mail_notices(rows: Sequence[tuple[Notice, User, str]], *, by: Doer, at: datetime) -> None:
    """In line now, written when they leave."""
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    letters = [
        Unwritten(
            subject_ref=f"notice:{notice.pk}",
            to_name=user.full_name,
            to_address=user.email,
            letter_subject=words,
            message_id=message_id_of(f"N-{notice.pk}", host),
        )
        for notice, user, words in rows
    ]
    if letters:
        queue_unwritten(letters, mailbox=mailbox, by=by, at=at)


def message_id_of(name: str, host: str) -> str:
    return make_message_id(name, settings.SECRET_KEY.encode(), host, name.lower())


def dispatch(
    one: tuple[Notice, User, str], way: str, reach: Reach | None, *, is_urgent: bool, at: datetime
) -> Dispatch:
    """Not written yet; it leaves at `at`."""
    notice, user, words = one
    return Dispatch(
        notice=notice,
        user=user,
        way=way,
        reach=reach,
        words=words[:300],
        is_urgent=is_urgent,
        next_at=at,
    )


def _dispatches(one: Told, planner: Planner, at: datetime) -> list[Dispatch]:
    rows, line = [], (one.notice, one.user, one.words)
    due_at, is_urgent = one.plan.due_at, one.plan.is_urgent
    for way in one.plan.ways:
        if way != Way.MAIL:
            rows += [
                dispatch(line, way, reach, is_urgent=is_urgent, at=due_at)
                for reach in planner.reaches[one.user.pk, way]
            ]
        elif due_at > at:
            rows.append(dispatch(line, way, None, is_urgent=is_urgent, at=due_at))
    return rows
