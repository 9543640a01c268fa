"""How a case ends, and what stands in the way of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.clocks import withdraw_promise
from slovo.domain.cases.bars import Obstacle, in_the_way
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Promise, Stamp
from slovo.domain.cases.models.case import Ending, State
from slovo.domain.cases.models.promise import PERSON, US
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.lib.worktime import end_of_day

HELD_OPEN = "case.held_open"


class CaseIsNotSolved(Refusal):
    """There is nothing to confirm."""


class CaseHasOpenPromises(Refusal):
    """A colleague promised the client something that is not done: it does not end with the case."""


class CaseIsBarred(Refusal):
    """Something else about it is open: each is named, with its page in `obstacles`."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(" ".join(obstacle.words for obstacle in obstacles))


@transaction.atomic
def confirm_solved(case: Case, *, by: Doer, at: datetime) -> None:
    """The client says yes. Saying it twice is saying it once."""
    case = locked(case)
    if case.state == State.CLOSED and case.ending == Ending.CONFIRMED:
        return
    if case.state != State.SOLVED:
        raise CaseIsNotSolved(_("There is nothing to confirm here now."))
    end_case(case, Ending.CONFIRMED, by=by, at=at, event="case.confirmed")


def refuse_while_promised(case: Case, kept: Iterable[Promise] = ()) -> None:
    """Raises `CaseHasOpenPromises`, unless the letter in hand keeps every promise of ours."""
    ours = case.promises.open().given().filter(owed_by=US, evidence=None)
    left = ours.exclude(pk__in=[promise.pk for promise in kept]).order_by("due_at", "pk").first()
    if left is not None:
        sentence = _("“%(text)s” is still promised here. Keep it, or agree a new date, first.")
        raise CaseHasOpenPromises(sentence % {"text": left.text})


def refuse_while_barred(case: Case, *, is_asking: bool = False, by: Doer) -> None:
    """Raises `CaseIsBarred`; `is_asking`: the client is only asked whether it is solved."""
    found = [each for each in in_the_way(case, by) if each.bars_asking or not is_asking]
    if found:
        raise CaseIsBarred(found)


@transaction.atomic(savepoint=False)
def hold_open(case: Case, *, by: Doer, at: datetime) -> bool:
    """Silence does not end what is barred: it waits day by day, and its owner hears of it once."""
    if not in_the_way(case, by):
        return False
    Case.objects.filter(pk=case.pk).update(next_at=end_of_day(at, 1, case.zone))
    since = case.solved_at or case.opened_at
    if not Event.objects.filter(case_id=case.pk, kind=HELD_OPEN, at__gte=since).exists():
        record(HELD_OPEN, case, by=by, at=at, case=case)
        alert(case, audience(case, "owner"), why="held_open", by=by, at=at)
    return True


def end_case(case: Case, ending: Ending, *, by: Doer, at: datetime, event: str) -> None:
    for promise in case.promises.open().exclude(source=PERSON, owed_by=US):
        withdraw_promise(promise, by=by, at=at)
    case.state, case.ending = State.CLOSED, ending
    case.closed_at = case.changed_at = at
    case.next_word_at = case.dark_at = case.next_at = None
    case.waits_since = case.chased_at = case.undelivered_at = None
    case.save()
    stamp = Stamp.objects.create(case=case, at=at, kind="closed")
    record(event, case, by=by, at=at, case=case, facts=(case, stamp), ending=str(ending))
