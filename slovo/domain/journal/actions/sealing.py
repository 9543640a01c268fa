from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.digests import digest_of_event, digest_of_seal
from slovo.domain.journal.models import Event, Seal
from slovo.lib.rows import update_rows

BLOCK = 500
WITHIN = timedelta(minutes=1)


@transaction.atomic
def seal_events(*, by: Doer, at: datetime) -> int:  # noqa: ARG001 - every verb has a doer
    """Close what was written up to now, chained to the seal before; returns how many events.

    An event is sealed by membership, not by number: on PostgreSQL a transaction that began earlier
    may still write a lower number, so only events below the horizon are taken (law 3).
    """
    last = Seal.objects.select_for_update().order_by("-pk").first()
    events = list(_below_horizon().order_by("pk")[:BLOCK])
    if not events or (len(events) < BLOCK and at - events[0].at < WITHIN):
        return 0
    digests = [digest_of_event(event) for event in events]
    previous = last.digest if last else ""
    seal = Seal.objects.create(
        at=at,
        previous=previous,
        count=len(events),
        digest=digest_of_seal(previous, at, digests),
    )
    sealed = [(digest, seal.pk, event.pk) for digest, event in zip(digests, events, strict=True)]
    update_rows(Event, ("digest", "seal"), sealed)
    return len(events)


def _below_horizon() -> QuerySet[Event]:
    unsealed = Event.objects.filter(seal=None)
    if connection.vendor != "postgresql":
        return unsealed
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return unsealed.filter(transaction_id__lt=cursor.fetchone()[0])
