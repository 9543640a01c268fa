"""A day has passed without an answer: the client is asked once more, when he may be disturbed."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.wordings import language_of
from slovo.domain.courtesy.actions.approaching import cancel_approach, make_approach
from slovo.domain.courtesy.actions.posting import carry_approach
from slovo.domain.courtesy.models import Approach
from slovo.domain.courtesy.models.kinds import Kind as Purpose
from slovo.domain.delivery.actions.asking import is_due, remind
from slovo.domain.delivery.models import Asked
from slovo.domain.delivery.questions import KINDS, kind_of
from slovo.domain.delivery.wordings import headline_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic
def remind_of_question(asked: Asked, *, by: Doer, at: datetime) -> bool:
    """His caps and quiet days decide when; it is asked for once."""
    found = _locked(type(asked), asked.pk)
    if not is_due(found, at):
        return False
    found.next_at = None
    found.save(update_fields=["next_at"])
    case, kind = found.case, Purpose.REMINDER
    make_approach(case.person, kind=kind, about=found.subject, case_id=case.pk, by=by, at=at)
    return True


@transaction.atomic(savepoint=False)
def say_question_again(approach: Approach, *, by: Doer, at: datetime) -> None:
    """Nothing stands in the way: once more, if he still owes the answer."""
    name, key = approach.named
    found = _locked(KINDS[name].model, key)
    if not found.is_waiting or found.case.person.address is None:
        why = "no_address" if found.is_waiting else "done"
        cancel_approach(approach, why=why, by=by, at=at)
        return
    language, kind = language_of(found.case), kind_of(found)
    message = remind(
        found,
        wording=kind.reminder,
        headline=headline_of(found, language),
        lines=kind.lines(found, language),
        by=by,
        at=at,
    )
    carry_approach(approach, message.delivery, at=at)
    record("question.reminded", found, by=by, at=at, case=found.case, facts=(found, message))


def _locked(kind: type[Asked], key: int) -> Asked:
    rows = kind._default_manager.select_for_update(of=("self",))
    found: Asked = rows.select_related("case__person", "engagement", "asked_by").get(pk=key)
    return found
