"""What endpoints hear of: an errand is written in the transaction of the event itself."""

from collections.abc import Sequence

from slovo.domain.hooks.actions.errands import queue_errands
from slovo.domain.hooks.kinds import KINDS
from slovo.domain.hooks.models import Endpoint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import Ear, listen

TABLE = Endpoint._meta.db_table
SOMEBODY_LISTENS = f'EXISTS (SELECT 1 FROM "{TABLE}" WHERE "paused_at" IS NULL)'  # noqa: S608


def _hear(events: Sequence[Event]) -> None:
    queue_errands(events, by=HOUSE, at=events[0].at)


listen(Ear(frozenset(KINDS), SOMEBODY_LISTENS, _hear))
