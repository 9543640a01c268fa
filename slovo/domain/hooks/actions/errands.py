"""The way of one event to one endpoint: leased, called, and told what came of it.

A lease that runs out (the process died while calling) gives the same errand under the same name
to the next one: at least once, never under two names.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.hooks.actions.endpoints import pause_endpoint
from slovo.domain.hooks.models import Endpoint, Errand
from slovo.domain.hooks.withholding import withheld
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import every, first, first_unlocked, insert_all
from slovo.lib.webhooks import GONE, PAUSES, Answer

LEASE = timedelta(minutes=5)
KEPT = timedelta(days=30)
AT_ONCE = 500


class EndpointPaused(Refusal):
    """Nothing leaves for it now."""


@transaction.atomic(savepoint=False)
def queue_errands(
    events: Sequence[Event],
    *,
    by: Doer,  # noqa: ARG001 - every verb has a doer
    at: datetime,
) -> None:
    """One for each endpoint that chose the event; none for those that are paused.

    Nobody hears of a case that was told in confidence.
    """
    endpoints = every(Endpoint, paused_at=None)
    secret = withheld({event.case_id for event in events if event.case_id})
    insert_all(
        [
            Errand(endpoint=endpoint, event=event, queued_at=at, next_at=at)
            for event in events
            for endpoint in endpoints
            if event.kind in endpoint.kinds and event.case_id not in secret
        ]
    )


@transaction.atomic
def lease_errand(
    *,
    beside: Collection[int] = (),
    by: Doer,  # noqa: ARG001 - every verb has a doer
    at: datetime,
) -> Errand | None:
    """Take the errand that waits longest, nobody else gets it meanwhile; those of the endpoints
    `beside`, which did not answer just now, are left for later."""
    due = Errand.objects.due(at).select_related("endpoint", "event")
    errand = first_unlocked(due.exclude(endpoint__in=beside) if beside else due)
    if errand is not None:
        errand.leased_until = errand.next_at = at + LEASE
        errand.attempts += 1
        errand.save(update_fields=["leased_until", "next_at", "attempts"])
    return errand


@transaction.atomic
def record_answer(
    errand: Errand, *, body: str, answer: Answer, why: str, by: Doer, at: datetime
) -> Errand:
    """Yes: it is done. No, or nothing: try later; after the last pause, or when the endpoint says
    that it is gone, the endpoint is paused and the house says so."""
    is_last = answer.code == GONE or errand.attempts > len(PAUSES)
    gives_up = not answer.is_well and is_last
    ends = answer.is_well or gives_up
    waiting = Errand.objects.filter(pk=errand.pk, sent_at=None, failed_at=None)
    is_first = waiting.update(
        body=body,
        code=answer.code or None,
        failure="" if answer.is_well else why[:300],
        tried_at=at,
        leased_until=None,
        next_at=None if ends else at + PAUSES[errand.attempts - 1],
        sent_at=at if answer.is_well else None,
        failed_at=at if gives_up else None,
    )
    if is_first and gives_up:
        pause_endpoint(errand.endpoint, why=why, by=by, at=at)
    errand.refresh_from_db()
    return errand


@transaction.atomic
def send_again(errand: Errand, *, by: Doer, at: datetime) -> Errand:
    """The same errand under the same name, with all its tries before it."""
    refuse_unless_allowed("change_settings", by)
    if Endpoint.objects.filter(pk=errand.endpoint_id).exclude(paused_at=None).exists():
        raise EndpointPaused(_("The endpoint is paused. Let it go on first."))
    idle = Errand.objects.filter(pk=errand.pk, leased_until=None)
    if idle.update(sent_at=None, failed_at=None, attempts=0, next_at=at):
        record("errand.repeated", errand, by=by, at=at)
    errand.refresh_from_db()
    return errand


@transaction.atomic
def forget_errands(*, by: Doer, at: datetime) -> int:
    """After thirty days nobody asks what was sent; the journal keeps what happened."""
    oldest = first(Errand)
    if oldest is None or oldest.queued_at > at - KEPT:
        return 0
    old = Errand.objects.filter(queued_at__lte=at - KEPT).order_by("pk")[:AT_ONCE]
    gone, _each = Errand.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    record("errands.forgotten", oldest, by=by, at=at, count=gone)
    return gone
