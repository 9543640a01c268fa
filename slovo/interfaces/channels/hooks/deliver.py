"""The way out to other programs: one leased errand after another is called.

Each is told at least once under one name. An endpoint that does not answer waits out the round, so
that it keeps nobody else waiting.
"""

import logging
from datetime import datetime

from slovo.domain.hooks.actions.errands import forget_errands, lease_errand, record_answer
from slovo.domain.hooks.models import Errand
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.channels.hooks.payload import body_of
from slovo.lib import clock
from slovo.lib.queued_sqlite import durably
from slovo.lib.webhooks import Answer
from slovo.web.hooks import call, in_words

log = logging.getLogger(__name__)
BATCH = 200


def tell_endpoints(at: datetime) -> int:
    """Call for every errand that is due, and that a power failure cannot take back."""
    done, silent = 0, set[int]()
    with durably():
        while done < BATCH and (errand := lease_errand(beside=silent, by=HOUSE, at=at)):
            if not _tell(errand).is_well:
                silent.add(errand.endpoint_id)
            done += 1
    return done


def forget_old(at: datetime) -> int:
    return forget_errands(by=HOUSE, at=at)


def _tell(errand: Errand) -> Answer:
    body = errand.body or body_of(errand.event)
    try:
        answer = call(errand.endpoint, errand.webhook_id, body)
        why = in_words(answer)
    except Refusal as refusal:
        answer, why = Answer(0), str(refusal)
    if not answer.is_well:
        log.warning("Endpoint %s was not told of %s: %s", errand.endpoint_id, errand.event_id, why)
    record_answer(errand, body=body, answer=answer, why=why, by=HOUSE, at=clock.now())
    return answer


DUTIES = (tell_endpoints, forget_old)
