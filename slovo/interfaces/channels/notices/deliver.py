"""The way out to colleagues: one leased message after another is carried, or goes another way."""

import logging
from datetime import datetime

from slovo.domain.duty.actions.dispatching import (
    forget_dispatches,
    lease_dispatches,
    record_dispatch_failure,
    record_dispatched,
    send_held_mail,
)
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.refusal import Refusal
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Dispatch
from slovo.domain.staff.models import Firm, User
from slovo.lib import clock
from slovo.lib.webhooks import Answer
from slovo.web.ways import carry, is_gone, why_not

log = logging.getLogger(__name__)
BATCH = 100


def carry_notices(at: datetime) -> int:
    """Everything that is due to browsers, chats and telephones."""
    done = 0
    while done < BATCH and (rows := lease_dispatches(by=HOUSE, at=at)):
        _carry(rows, at)
        done += len(rows)
    return done


def mail_what_waited(at: datetime) -> int:
    """Digests, and what waited for the end of quiet hours or of a crowd."""
    waiting = Dispatch.objects.filter(next_at__lte=at, way=Way.MAIL).values("user").distinct()
    users = User.objects.filter(pk__in=waiting).order_by("pk")[:BATCH]
    return sum(send_held_mail(user, by=HOUSE, at=at) for user in users)


def forget_old(at: datetime) -> int:
    return forget_dispatches(by=HOUSE, at=at)


def _carry(rows: list[Dispatch], at: datetime) -> None:
    head, gone = rows[0], False
    try:
        answer = _answer(rows, at)
        why = why_not(head.way, answer)
        gone = head.reach is not None and is_gone(head.reach, answer)
    except Refusal as refusal:
        answer, why = Answer(0), str(refusal)
    if answer.is_well:
        record_dispatched(rows, by=HOUSE, at=clock.now())
        return
    log.warning("Notice %s did not leave by %s: %s", head.notice_id, head.way, why)
    record_dispatch_failure(rows, why=why, is_gone=gone, by=HOUSE, at=clock.now())


def _answer(rows: list[Dispatch], at: datetime) -> Answer:
    """The demo's colleagues are reached at once, and nobody outside is called."""
    head, firm = rows[0], Firm.current()
    if firm is not None and firm.kind == "demo":
        return Answer(200)
    if head.reach is None or head.reach.dropped_at:
        return Answer(0, "", "other")
    lines = [row.words for row in rows]
    return carry(head.reach, lines, f"msg_notice_{head.pk}", at)


DUTIES = (carry_notices, mail_what_waited, forget_old)
