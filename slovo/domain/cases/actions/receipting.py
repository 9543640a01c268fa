from datetime import datetime

from django.conf import settings
from django.db import transaction

from slovo.domain.cases.actions.outgoing import brake_until, send_house_letter
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Nature
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic(savepoint=False)
def send_receipt(case: Case, *, by: Doer, at: datetime) -> Message | None:
    """Once per case, and never so often to one person that two machines could play ball (R044)."""
    if case.receipted_at:
        return None
    lately = Message.objects.filter(person=case.person, nature=Nature.HOUSE, at__gt=brake_until(at))
    if lately.count() >= settings.RECEIPTS_PER_ADDRESS:
        record("case.receipt_held", case, by=by, at=at, case=case, facts=(case,))
        return None
    message = send_house_letter(case, wording="receipt", by=by, at=at)
    if message is None:
        return None
    case.promises.open().filter(kind=Kind.FIRST_ANSWER, told_at=None).update(told_at=at)
    case.receipted_at = at
    case.save(update_fields=["receipted_at"])
    record("case.receipted", case, by=by, at=at, case=case, facts=(case, message))
    return message
