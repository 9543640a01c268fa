from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.locking import locked
from slovo.domain.cases.ladder import rungs
from slovo.domain.cases.models import Promise
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic
def climb(promise: Promise, *, by: Doer, at: datetime) -> bool:
    """Act on the rung that is due now, once; what a late keeper missed below it is recorded."""
    case = locked(promise.case)
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    if promise.ended_at or promise.next_at is None or promise.next_at > at:
        return False
    ladder = rungs(promise.kind, promise.made_at, promise.due_at)
    due = [i for i in range(promise.rung, len(ladder)) if ladder[i].at <= at]
    current = ladder[due[-1]]
    promise.rung = due[-1] + 1
    promise.next_at = ladder[promise.rung].at if promise.rung < len(ladder) else None
    promise.save(update_fields=["rung", "next_at"])
    record(
        "promise.climbed",
        promise,
        by=by,
        at=at,
        case=case,
        why=current.why,
        who=current.who,
        skipped=[ladder[index].why for index in due[:-1]],
    )
    alert(case, audience(case, current.who), why=current.why, by=by, at=at)
    return True
