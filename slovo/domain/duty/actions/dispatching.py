"""Notices on their way: leased, sent, or failed and followed by the next way."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import ngettext

from slovo.domain.duty.actions.calling import dispatch, mail_notices, message_id_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import Entry, record, record_all
from slovo.domain.notices.kinds import ORDER, Way
from slovo.domain.notices.models import Dispatch, Reach
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User

LEASE = timedelta(minutes=2)
MOST_AT_ONCE = 20
KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 500


@transaction.atomic
def lease_dispatches(*, by: Doer, at: datetime) -> list[Dispatch]:  # noqa: ARG001 - a lease
    """The first that is due, with all that may go to the same place in one message."""
    free = Q(leased_until=None) | Q(leased_until__lt=at)
    due = Dispatch.objects.due(at).filter(free).exclude(way=Way.MAIL).select_for_update()
    head = due.first()
    if head is None:
        return []
    rows = [head]
    if not head.is_urgent:
        alike = due.filter(user=head.user_id, way=head.way, reach=head.reach_id, is_urgent=False)
        rows = list(alike[:MOST_AT_ONCE])
    keys = [row.pk for row in rows]
    Dispatch.objects.filter(pk__in=keys).update(leased_until=at + LEASE)
    leased = Dispatch.objects.filter(pk__in=keys).select_related("reach", "user", "notice")
    return list(leased.order_by("pk"))


@transaction.atomic
def record_dispatched(rows: Sequence[Dispatch], *, by: Doer, at: datetime) -> None:
    """The server on the other side took it; the way works again if it did not before."""
    _end(rows, sent_at=at)
    record_all([Entry("dispatch.sent", row, refs=_said(row)) for row in rows], by=by, at=at)
    reach = rows[0].reach
    if reach and reach.failing_since:
        Reach.objects.filter(pk=reach.pk).update(failing_since=None, fault="")
        record("reach.recovered", reach, by=by, at=at, user=reach.user_id, way=reach.way)


@transaction.atomic
def record_dispatch_failure(
    rows: Sequence[Dispatch], *, why: str, is_gone: bool = False, by: Doer, at: datetime
) -> None:
    """What failed is tried by the next of his ways at once. `is_gone`: the place exists no more."""
    _end(rows, failed_at=at, fault=why[:300])
    record_all([Entry("dispatch.failed", row, refs=_said(row)) for row in rows], by=by, at=at)
    reach = rows[0].reach
    if reach:
        since = {"failing_since": reach.failing_since or at, "fault": why[:300]}
        Reach.objects.filter(pk=reach.pk).update(**since)
        if is_gone and Reach.objects.filter(pk=reach.pk, dropped_at=None).update(dropped_at=at):
            record("reach.dropped", reach, by=by, at=at, user=reach.user_id, way=reach.way)
        elif reach.failing_since is None:
            record("reach.failed", reach, by=by, at=at, user=reach.user_id, way=reach.way)
    for row in rows:
        _take_next_way(row, by=by, at=at)


@transaction.atomic
def send_held_mail(user: User, *, by: Doer, at: datetime) -> int:
    """What waited for the digest, the morning or the end of a crowd: one mail of many lines."""
    User.objects.select_for_update().get(pk=user.pk)
    due = Dispatch.objects.due(at).filter(user=user, way=Way.MAIL).select_related("notice")
    rows = list(due)
    if not rows:
        return 0
    _end(rows, sent_at=at)
    record_all([Entry("dispatch.sent", row, refs=_said(row)) for row in rows], by=by, at=at)
    if len(rows) == 1:
        mail_notices([(rows[0].notice, user, rows[0].words)], by=by, at=at)
        return 1
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    with translation.override(user.language):
        subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", len(rows))
    queue_letter(
        subject_ref=f"dispatch:{rows[0].pk}",
        case_id=None,
        mailbox=mailbox,
        to_name=user.full_name,
        to_address=user.email,
        letter_subject=subject % {"count": len(rows)},
        message_id=message_id_of(f"D-{rows[0].pk}", host),
        text="\n".join(f"– {row.words}" for row in rows) + "\n",
        headers=(("Auto-Submitted", "auto-generated"),),
        send_at=at,
        by=by,
        at=at,
    )
    return len(rows)


@transaction.atomic
def forget_dispatches(*, by: Doer, at: datetime) -> int:
    """After thirty days nobody asks which way a notice went; the journal keeps that it did."""
    oldest = Dispatch.objects.order_by("pk").first()
    if oldest is None or (oldest.sent_at or oldest.failed_at or at) > at - KEPT:
        return 0
    ended = Q(sent_at__lte=at - KEPT) | Q(failed_at__lte=at - KEPT)
    old = Dispatch.objects.filter(ended).order_by("pk")[:FORGOTTEN_AT_ONCE]
    gone, _each = Dispatch.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    record("dispatch.forgotten", oldest, by=by, at=at, count=gone)
    return gone


def _end(rows: Sequence[Dispatch], **sides: object) -> None:
    keys = [row.pk for row in rows]
    ended = {"next_at": None, "leased_until": None, **sides}
    Dispatch.objects.filter(pk__in=keys, sent_at=None, failed_at=None).update(**ended)


def _take_next_way(row: Dispatch, *, by: Doer, at: datetime) -> None:
    used = set(Dispatch.objects.filter(notice=row.notice_id).values_list("way", flat=True))
    if Delivery.objects.filter(subject=f"notice:{row.notice_id}").exists():
        used.add(Way.MAIL)
    reaches = Reach.objects.filter(user=row.user_id, dropped_at=None).order_by("pk")
    has = {reach.way: reach for reach in reversed(list(reaches))}
    line = (row.notice, row.user, row.words)
    for way in ORDER:
        if way in used or (way != Way.MAIL and way not in has):
            continue
        if way == Way.MAIL:
            mail_notices([line], by=by, at=at)
        else:
            dispatch(line, way, has[way], is_urgent=row.is_urgent, at=at).save()
        return


def _said(row: Dispatch) -> dict[str, object]:
    return {"notice": row.notice_id, "user": row.user_id, "way": row.way}
