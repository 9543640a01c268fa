"""Whether something may be promised, and whether what was promised still stands."""

from datetime import datetime

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User


class PromiseHasEnded(Refusal):
    """It ended otherwise already; an end is never rewritten."""


class TooLate(Refusal):
    """Its time has come: it is kept or broken now, and a new date would only hide that."""


class DueInThePast(Refusal):
    """A promise is due later than now."""


class CaseHasEnded(Refusal):
    """Nothing new is promised in a case that is solved or closed."""


class OwnerCannotPromise(Refusal):
    """Somebody who has left, or does not serve clients, cannot owe them anything."""


def refuse_ended(promise: Promise) -> None:
    if promise.ended_at:
        sentence = _("This promise has ended already: %(how)s.")
        how = str(Outcome(promise.outcome).label).lower()
        raise PromiseHasEnded(sentence % {"how": how})


def refuse_late(promise: Promise, at: datetime) -> None:
    """Only before its due a promise gets another date."""
    refuse_ended(promise)
    if at >= promise.due_at:
        raise TooLate(_("Its time has passed: a new date would only hide that. Do it, and say so."))


def refuse_past(due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise DueInThePast(_("The date of a promise must lie ahead."))


def refuse_over(case: Case) -> None:
    if case.state in (State.SOLVED, State.CLOSED):
        raise CaseHasEnded(_("This case has ended. Reopen it to promise something."))


def refuse_unable(owner: User | None) -> None:
    if owner is not None and not owner.may("make_promise"):
        sentence = _("%(name)s cannot promise anything to clients.")
        raise OwnerCannotPromise(sentence % {"name": owner.full_name})
