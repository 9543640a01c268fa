"""Telling of what people promised: colleagues as ever, the client by one polite letter (R143)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.outgoing import send_reminder
from slovo.domain.cases.given import ladder_of
from slovo.domain.cases.ladder import Rung
from slovo.domain.cases.models import Case, Promise
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User


@transaction.atomic(savepoint=False)
def climb_given(promise: Promise, case: Case, *, by: Doer, at: datetime) -> None:
    """Act on the rung that is due now; where none is any more, the next one is waited for."""
    ladder = ladder_of(promise)
    due = [number for number in range(promise.rung, len(ladder)) if ladder[number].at <= at]
    current = ladder[due[-1]] if due else None
    if current and current.who == "client" and _is_held(promise, case, by=by, at=at):
        return
    promise.rung = due[-1] + 1 if due else promise.rung
    promise.next_at = ladder[promise.rung].at if promise.rung < len(ladder) else None
    promise.save(update_fields=["rung", "next_at"])
    if current:
        record(
            "promise.climbed",
            promise,
            by=by,
            at=at,
            case=case,
            why=current.why,
            who=current.who,
            skipped=[ladder[number].why for number in due[:-1]],
        )
        _tell(case, promise, current, by=by, at=at)


def _tell(case: Case, promise: Promise, rung: Rung, *, by: Doer, at: datetime) -> None:
    if rung.who == "client":
        send_reminder(promise, by=by, at=at)
    else:
        alert(case, _told(case, promise, rung.who), why=rung.why, promise=promise, by=by, at=at)


def _is_held(promise: Promise, case: Case, *, by: Doer, at: datetime) -> bool:
    """On his quiet days the reminder waits for the first morning after."""
    answer = may_contact(promise.person, "reminder", at)
    if answer.allowed or answer.free_at is None:
        return False
    promise.next_at = min(answer.free_at, promise.due_at)
    promise.save(update_fields=["next_at"])
    until = promise.next_at.isoformat()
    record("promise.held", promise, by=by, at=at, case=case, until=until)
    return True


def _told(case: Case, promise: Promise, who: str) -> list[User]:
    """The promise's owner stands before the case's; somebody always stands there."""
    owner = promise.owner
    if who == "owner" and owner is not None and owner.is_active:
        return [owner]
    people = audience(case, who)
    if who == "deputy" and owner is not None and [user.pk for user in people] == [owner.pk]:
        return audience(case, "principal")
    return people
