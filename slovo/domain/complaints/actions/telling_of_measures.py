from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from slovo.domain.complaints.models import Measure
from slovo.domain.complaints.sentences import measure_subject
from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.journal.actors import Doer
from slovo.domain.staff.models import User


@transaction.atomic(savepoint=False)
def tell_of_measure(
    measure: Measure, users: Iterable[User], *, why: str, by: Doer, at: datetime
) -> None:
    """Its owner hears of it though he may not read the complaint; each of them once."""
    hearers = {user.pk: user for user in users}.values()
    about = f"measure:{measure.pk}"
    words = [Word(user, why, about, measure_subject(measure, why, user)) for user in hearers]
    call_colleagues(words, by=by, at=at)
