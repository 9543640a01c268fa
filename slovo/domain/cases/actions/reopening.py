"""An ended or waiting case goes on."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.clocks import darkness, start_clock
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Stamp
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.promise import Kind as Clock
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.rights import refuse_unless_allowed


@transaction.atomic
def reopen_case(
    case: Case,
    *,
    next_word_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> None:
    """It goes on, with the same people; the next word is promised anew."""
    refuse_unless_allowed("reopen_case", by)
    resume_case(case, next_word_at=next_word_at, by=by, at=at)


@transaction.atomic(savepoint=False)
def resume_case(
    case: Case,
    *,
    next_word_at: datetime | None = None,
    heard_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> None:
    """Back on us: the owner stays, clocks run again (R131)."""
    case = locked(case)
    if case.state == State.ON_US:
        return
    was = case.state
    case.state, case.ending = State.ON_US, ""
    case.waiting_since, case.waiting_question = None, ""
    case.solved_at = case.asked_at = case.closed_at = case.next_at = None
    due_at = next_word_at or case.service_class.next_word_after(at, case.pace)
    if was != State.WAITING or next_word_at:
        clock = start_clock(case, Clock.NEXT_WORD, due_at=due_at, by=by, at=at)
        case.next_word_at = clock.due_at
    case.dark_at = darkness(case)
    case.changed_at = at
    case.save()
    kind = "on_us" if was == State.WAITING else "reopened"
    stamp = Stamp.objects.create(case=case, at=heard_at or at, kind=kind)
    event = "case.resumed" if was == State.WAITING else "case.reopened"
    record(event, case, by=by, at=at, case=case, facts=(case, stamp))
