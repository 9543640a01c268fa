"""Where a case stands among those of its owner. How often it may be moved is decided above."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic(savepoint=False)
def stand_behind(case: Case, *, by: Doer, at: datetime) -> Case:
    """Behind the others of its list, until our next word; its clocks run on as they were."""
    case = locked(case)
    case.put_back_at = case.changed_at = at
    case.save(update_fields=["put_back_at", "changed_at"])
    record("case.put_back", case, by=by, at=at, case=case, facts=(case,))
    return case
