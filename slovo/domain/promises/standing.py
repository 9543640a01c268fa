"""Whether a promise still stands: an end is not rewritten, and no new date hides a late one."""

from datetime import datetime

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.journal.refusal import Refusal


class PromiseHasEnded(Refusal):
    """It ended otherwise already; an end is never rewritten."""


class TooLate(Refusal):
    """Its time has come: it is kept or broken now, and a new date would only hide that."""


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
