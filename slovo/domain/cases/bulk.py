"""One verb for many cases: to each by itself, with its own refusal, as if it stood alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.assigning import assign_case
from slovo.domain.cases.actions.closing import CaseOwesAnAnswer, close_case
from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User

MOST = 100
Hands = tuple[int | None, int | None]
Verb = Callable[[Case], None]


class NobodyChosen(Refusal):
    """Nothing to do it to."""


class TooManyAtOnce(Refusal):
    """More than anybody looks through before he presses."""


class CaseHasChanged(Refusal):
    """Somebody was quicker: what was looked at is not what stands there now."""


class NothingToDo(Refusal):
    """It is so already."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case as it was looked at; without `seen_at` as it is now, whatever happened meanwhile."""

    number: int
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one; `why` it was refused, `hands` it was in before."""

    number: int
    why: Refusal | None
    hands: Hands


def refuse_too_many(count: int) -> None:
    """Raises `NobodyChosen` and `TooManyAtOnce`."""
    if not count:
        raise NobodyChosen(_("Choose at least one case."))
    if count > MOST:
        sentence = _("At most %(most)s cases at once: you chose %(count)s. Choose fewer.")
        raise TooManyAtOnce(sentence % {"most": MOST, "count": count})


def act(chosen: Chosen, verb: Verb, *, by: User, is_rehearsal: bool = False) -> Outcome:
    """In a transaction of its own; a rehearsal does the very same and takes all of it back."""
    hands: Hands = (None, None)
    try:
        with transaction.atomic():
            case = _as_it_was_seen(chosen, by)
            hands = (case.handler_id, case.answerer_id)
            verb(case)
            if is_rehearsal:
                transaction.set_rollback(True)
    except Refusal as refusal:
        return Outcome(chosen.number, refusal, hands)
    return Outcome(chosen.number, None, hands)


def refuse_given(case: Case, to: User) -> None:
    """Raises `NothingToDo` if it is his. A rehearsal asks this alone: giving writes a letter."""
    if (case.handler_id, case.answerer_id) == (to.pk, to.pk):
        raise NothingToDo(_("%(name)s has it already.") % {"name": to.full_name})


def give(case: Case, to: User, *, by: User, at: datetime) -> None:
    """One colleague handles and answers; who has it already is not given it again."""
    refuse_given(case, to)
    assign_case(case, handler=to, by=by, at=at)


def give_back(case: Case, to: Hands, *, was_given: int, by: User, at: datetime) -> None:
    """To those who had it before it `was_given`, unless it went on to somebody else."""
    if (case.handler_id, case.answerer_id) != (was_given, was_given):
        raise CaseHasChanged(_("It went on to somebody else meanwhile, and stays there."))
    users = User.objects.in_bulk([key for key in to if key])
    handler, answerer = (users.get(key) if key else None for key in to)
    if handler is None:
        raise NothingToDo(_("Nobody had it before, so it stays where it is."))
    assign_case(case, handler=handler, answerer=answerer, by=by, at=at)


def close_each(case: Case, *, reason: str, by: User, at: datetime) -> None:
    """As one is closed; but among many not even a principal leaves a client without his answer."""
    if case.waits_since:
        raise CaseOwesAnAnswer(_("The client waits for an answer. Write to him first."))
    close_case(case, reason=reason, by=by, at=at)


def _as_it_was_seen(chosen: Chosen, by: User) -> Case:
    cases = Case.objects.visible_to(by).select_for_update(of=("self",)).with_people()
    case = cases.filter(number=chosen.number).first()
    if case is None:
        raise CaseHasChanged(_("It is not there, or not for you to see."))
    if chosen.seen_at not in (None, case.changed_at):
        raise CaseHasChanged(_("It changed while you were looking. Look at it again."))
    return case
