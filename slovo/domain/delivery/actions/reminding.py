"""A day has passed without an answer: the client is asked once more."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.actions.asking import remind
from slovo.domain.delivery.models import Asked
from slovo.domain.delivery.questions import kind_of
from slovo.domain.delivery.wordings import headline_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic
def remind_of_question(asked: Asked, *, by: Doer, at: datetime) -> bool:
    rows = type(asked)._default_manager.select_for_update(of=("self",))
    found: Asked = rows.select_related("case__person", "engagement", "asked_by").get(pk=asked.pk)
    language, kind = language_of(found.case), kind_of(found)
    message = remind(
        found,
        wording=kind.reminder,
        headline=headline_of(found, language),
        lines=kind.lines(found, language),
        by=by,
        at=at,
    )
    if message is None:
        return False
    facts = (found, message)
    record("question.reminded", found, by=by, at=at, case=found.case, facts=facts)
    return True
