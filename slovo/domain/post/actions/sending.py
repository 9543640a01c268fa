"""The way of one letter out: leased, handed over, and told what became of it.

A lease that runs out (the process died while sending) gives the same letter under the same
Message-ID to the next one: at least once, never under two names.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.models import Delivery, Mailbox
from slovo.lib.rows import first_unlocked

LEASE = timedelta(minutes=5)
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)]
LONGEST_PAUSE = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(days=2)


@transaction.atomic
def lease_delivery(
    *,
    way: str = "email",
    by: Doer,  # noqa: ARG001 - every verb has a doer
    at: datetime,
) -> Delivery | None:
    """Take the letter that waits longest for five minutes; nobody else gets it meanwhile."""
    due = Delivery.objects.filter(next_at__lte=at, way=way).order_by("next_at", "pk")
    delivery = first_unlocked(due)
    if delivery is None:
        return None
    delivery.leased_until = delivery.next_at = at + LEASE
    delivery.attempts += 1
    delivery.save(update_fields=["leased_until", "next_at", "attempts"])
    return delivery


@transaction.atomic
def record_sent(delivery: Delivery, *, by: Doer, at: datetime) -> Delivery:
    """The server we handed it to accepted it: from here on the client is told."""
    is_first = _unsent(delivery).update(
        sent_at=at, next_at=None, leased_until=None, failed_at=None, failure=""
    )
    return _told("delivery.sent", delivery, is_first, by=by, at=at)


@transaction.atomic
def record_failure(
    delivery: Delivery, *, why: str, is_final: bool, by: Doer, at: datetime
) -> Delivery:
    """It did not get through: try later, or after two days or a plain no give up and say so."""
    pause = PAUSES[delivery.attempts - 1] if delivery.attempts <= len(PAUSES) else LONGEST_PAUSE
    last_try_at = delivery.queued_at + GIVE_UP_AFTER
    gives_up = is_final or at >= last_try_at
    is_first = _unsent(delivery).update(
        failure=why[:300],
        leased_until=None,
        failed_at=at if gives_up else None,
        next_at=None if gives_up else min(at + pause, last_try_at),
    )
    kind = "delivery.failed" if gives_up else "delivery.delayed"
    return _told(kind, delivery, is_first, by=by, at=at)


@transaction.atomic
def postpone_delivery(
    delivery: Delivery, *, until: datetime, why: str, by: Doer, at: datetime
) -> Delivery:
    """We were asked to send no sooner: no failed try, and it leaves then."""
    is_first = _unsent(delivery).update(
        failure=why[:300], leased_until=None, next_at=until, attempts=F("attempts") - 1
    )
    return _told("delivery.delayed", delivery, is_first, by=by, at=at)


@transaction.atomic
def record_return(delivery: Delivery, *, why: str, by: Doer, at: datetime) -> Delivery:
    """It came back: the client was not reached after all."""
    is_first = Delivery.objects.filter(pk=delivery.pk, returned_at=None).update(
        returned_at=at, next_at=None, leased_until=None, failure=why[:300]
    )
    return _told("delivery.returned", delivery, is_first, by=by, at=at)


@transaction.atomic
def record_outlet_failure(mailbox: Mailbox, *, why: str, by: Doer, at: datetime) -> Mailbox:
    """Its outgoing server takes nothing from us: say since when and why."""
    is_first = Mailbox.objects.filter(pk=mailbox.pk, sending_failed_at=None).update(
        sending_failed_at=at
    )
    Mailbox.objects.filter(pk=mailbox.pk).update(sending_failure=why[:300])
    mailbox.refresh_from_db()
    if is_first:
        record("mailbox.sending_failed", mailbox, by=by, at=at)
    return mailbox


@transaction.atomic
def record_outlet(mailbox: Mailbox, *, by: Doer, at: datetime) -> Mailbox:
    """Its outgoing server lets us in again."""
    failing = Mailbox.objects.filter(pk=mailbox.pk).exclude(sending_failed_at=None)
    is_first = failing.update(sending_failed_at=None, sending_failure="")
    mailbox.refresh_from_db()
    if is_first:
        record("mailbox.sending_recovered", mailbox, by=by, at=at)
    return mailbox


def _unsent(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        pk=delivery.pk, sent_at=None, returned_at=None, failed_at=None, cancelled_at=None
    )


def _told(kind: str, delivery: Delivery, changed: int, *, by: Doer, at: datetime) -> Delivery:
    delivery.refresh_from_db()
    if changed:
        record(kind, delivery, by=by, at=at, case_id=delivery.case_id, of=delivery.subject)
    return delivery
