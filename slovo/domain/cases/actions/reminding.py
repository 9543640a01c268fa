"""Telling of what people promised: colleagues as ever, the client by one polite letter (R143)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.outgoing import send_reminder
from slovo.domain.cases.given import ladder_of
from slovo.domain.cases.ladder import Rung, told_at
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.courtesy.actions.approaching import cancel_approach, make_approach
from slovo.domain.courtesy.actions.posting import carry_approach
from slovo.domain.courtesy.models import Approach, Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User


@transaction.atomic(savepoint=False)
def climb_given(promise: Promise, case: Case, *, by: Doer, at: datetime) -> None:
    """Act on the rung that is due now; where none is any more, the next one is waited for."""
    ladder = ladder_of(promise)
    due = [number for number in range(promise.rung, len(ladder)) if ladder[number].at <= at]
    current = ladder[due[-1]] if due else None
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
        _tell(case, promise, current, told_at(ladder, due), by=by, at=at)


@transaction.atomic(savepoint=False)
def say_reminder(approach: Approach, *, by: Doer, at: datetime) -> None:
    """He may be reminded now: once, if he still owes it."""
    promise = Promise.objects.select_related("case", "person").get(pk=approach.named[1])
    if promise.ended_at:
        cancel_approach(approach, why="done", by=by, at=at)
        return
    message = send_reminder(promise, by=by, at=at)
    if message is None:
        cancel_approach(approach, why="no_address", by=by, at=at)
    else:
        carry_approach(approach, message.delivery, at=at)


@transaction.atomic(savepoint=False)
def take_back(approach: Approach, *, by: Doer, at: datetime) -> None:
    """Its letter was written and has not left: the talk shows that it did not."""
    left = Message.objects.filter(delivery=approach.delivery_id, cancelled_at=None)
    for message in left.select_related("case"):
        message.cancelled_at = at
        message.save(update_fields=["cancelled_at"])
        record("message.cancelled", message, by=by, at=at, case=message.case, facts=(message,))


def _tell(
    case: Case, promise: Promise, rung: Rung, told: list[str], *, by: Doer, at: datetime
) -> None:
    if rung.who != "client":
        users = [user for who in told for user in _told(case, promise, who)]
        alert(case, users, why=rung.why, promise=promise, by=by, at=at)
        return
    make_approach(
        promise.person,
        kind=Kind.REMINDER,
        about=f"promise:{promise.pk}",
        case_id=case.pk,
        expires_at=promise.due_at,
        by=by,
        at=at,
    )


def _told(case: Case, promise: Promise, who: str) -> list[User]:
    """The promise's owner stands before the case's; somebody always stands there."""
    owner = promise.owner
    if who == "owner" and owner is not None and owner.is_active:
        return [owner]
    people = audience(case, who)
    if who == "deputy" and owner is not None and [user.pk for user in people] == [owner.pk]:
        return audience(case, "principal")
    return people
