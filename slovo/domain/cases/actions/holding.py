"""A letter with which we begin waits for the end of the client’s quiet days (R066)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.models import Message
from slovo.domain.courtesy.actions.approaching import cancel_approach, make_approach
from slovo.domain.courtesy.actions.posting import carry_approach
from slovo.domain.courtesy.models import Approach, Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.post.actions.queueing import hold_delivery, release_delivery


@transaction.atomic(savepoint=False)
def hold_letter(message: Message, *, by: Doer, at: datetime) -> None:
    """It is written and in line; the keeper lets it go when nothing stands in the way."""
    case, delivery = message.case, message.delivery
    if delivery is None:
        return
    about = f"message:{message.pk}"
    person, kind = message.person or case.person, Kind.QUESTION
    approach = make_approach(person, kind=kind, about=about, case_id=case.pk, by=by, at=at)
    carry_approach(approach, delivery, at=at)
    if approach.is_held:
        hold_delivery(delivery, by=by, at=at)


@transaction.atomic(savepoint=False)
def let_letter_go(approach: Approach, *, by: Doer, at: datetime) -> None:
    """His quiet days are over; what was taken back meanwhile is not sent."""
    delivery = approach.delivery
    if delivery is not None and not release_delivery(delivery, by=by, at=at):
        cancel_approach(approach, why="done", by=by, at=at)
