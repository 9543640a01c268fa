from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.outgoing import is_braked, send_house_letter
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.lib.rows import every, update_changed, update_rows


@transaction.atomic(savepoint=False)
def send_receipt(case: Case, *, by: Doer, at: datetime) -> Message | None:
    """Once per case, and never so often to one person that two machines could play ball (R044)."""
    if case.receipted_at:
        return None
    if is_braked(case, at):
        record("case.receipt_held", case, by=by, at=at, case=case)
        return None
    message = send_house_letter(case, wording="receipt", by=by, at=at)
    if message is not None:
        mark_receipted(case, message, by=by, at=at)
    return message


@transaction.atomic(savepoint=False)
def mark_receipted(case: Case, message: Message, *, by: Doer, at: datetime) -> None:
    """He was told by when a person answers; no other receipt of this case follows."""
    running = every(Promise, case_id=case.pk, kind=Kind.FIRST_ANSWER, ended_at=None)
    told = [(at, promise.pk) for promise in running if promise.told_at is None]
    update_rows(Promise, ("told_at",), told)
    case.receipted_at = at
    update_changed(case)
    record("case.receipted", case, by=by, at=at, case=case, facts=(case, message))
