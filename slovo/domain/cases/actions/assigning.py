from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.clocks import keep_promise
from slovo.domain.cases.actions.outgoing import send_house_letter
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

BRIEF_LINES = 3


class ColleagueHasLeft(Refusal):
    """Nobody can be named who no longer works here, or who may not answer."""


class BriefTooShort(Refusal):
    """A handover says in three lines what he wants, what he fears, what we promised."""


@transaction.atomic
def assign_case(
    case: Case,
    *,
    handler: User,
    answerer: User | None = None,
    by: Doer,
    at: datetime,
) -> None:
    """Name who works on it and who answers; the client is told at once if the names change."""
    refuse_unless_allowed("assign_case", by)
    put_in_hands(locked(case), handler, answerer or handler, "case.assigned", by=by, at=at)


@transaction.atomic
def hand_over_case(case: Case, *, to: User, brief: str, by: Doer, at: datetime) -> None:
    """Pass it on with a brief, so that the client need not tell his story twice (R045)."""
    refuse_unless_allowed("hand_over_case", by)
    refuse_short_brief(brief)
    case = locked(case)
    case.brief = brief.strip()
    put_in_hands(case, to, to, "case.handed_over", by=by, at=at)


def refuse_short_brief(brief: str) -> None:
    """Raises `BriefTooShort`."""
    if len([line for line in brief.splitlines() if line.strip()]) < BRIEF_LINES:
        raise BriefTooShort(
            _("Three lines, please: what the client wants, what worries him, what we promised."),
        )


def put_in_hands(
    case: Case,
    handler: User,
    answerer: User,
    event: str,
    *,
    by: Doer,
    at: datetime,
) -> None:
    for colleague in (handler, answerer):
        if not colleague.may("answer_case"):
            raise ColleagueHasLeft(
                _("%(name)s cannot answer clients.") % {"name": colleague.full_name},
            )
    told = (case.handler_id, case.answerer_id)
    is_change = told != (handler.pk, answerer.pk)
    case.handler, case.answerer = handler, answerer
    case.changed_at = at
    case.save()
    case.promises.open().filter(source="rule").update(owner=answerer)
    for promise in case.promises.open().filter(kind=Kind.ASSIGNMENT):
        keep_promise(promise, message=None, by=by, at=at)
    refs = {"handler": handler.pk, "answerer": answerer.pk}
    record(event, case, by=by, at=at, case=case, facts=(case,), **refs)
    if not is_change:
        return
    if case.is_open and (case.receipted_at or case.first_answered_at):
        send_house_letter(case, wording="handover", by=by, at=at)
    alert(case, [handler, answerer], why="yours_now", by=by, at=at)
