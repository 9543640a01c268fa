"""From “it is solved” to the end: the client’s yes, a colleague’s reason, or silence (R131)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.ending import (
    CaseIsNotSolved,
    end_case,
    hold_open,
    refuse_while_barred,
    refuse_while_promised,
)
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.outgoing import send_house_letter
from slovo.domain.cases.asked_elsewhere import is_asked_elsewhere
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.case import Ending, State
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.approaching import cancel_approach, make_approach
from slovo.domain.courtesy.actions.posting import carry_approach
from slovo.domain.courtesy.models import Approach, Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role, refuse_unless_allowed
from slovo.lib.worktime import end_of_day


class CaseOwesAnAnswer(Refusal):
    """The client waits for a word; closing would leave him in the dark."""


class ReasonMissing(Refusal):
    """Closing without the client's yes needs a reason."""


@transaction.atomic
def solve_case(
    case: Case,
    *,
    html: str,
    by: User,
    at: datetime,
    **sides: Any,
) -> Message:
    """Tell him it is solved and ask for his yes; it counts once the letter is delivered (R131).

    `sides` are those of `answer_case`.
    """
    refuse_unless_allowed("solve_case", by)
    return answer_case(case, html=html, solves=True, by=by, at=at, **sides)


@transaction.atomic
def close_case(case: Case, *, reason: str, by: User, at: datetime) -> None:
    """Close without a letter: nothing is owed, and somebody says why."""
    refuse_unless_allowed("close_case", by)
    case = locked(case)
    if case.state == State.CLOSED:
        return
    if not reason.strip():
        raise ReasonMissing(_("Say why the case ends without the client’s yes."))
    if case.waits_since and not by.has_role(Role.PRINCIPAL):
        raise CaseOwesAnAnswer(_("The client waits for an answer. Write to him first."))
    refuse_while_promised(case)
    refuse_while_barred(case, by=by)
    ending = Ending.NOT_CONFIRMED if case.spoke_at else Ending.NO_ANSWER_NEEDED
    case.brief = reason.strip()
    end_case(case, ending, by=by, at=at, event="case.closed")


@transaction.atomic
def finish_due_case(case: Case, *, by: Doer, at: datetime) -> bool:
    """Five days of silence: ask once; silence again: closed, not confirmed (R131)."""
    case = locked(case)
    if case.state != State.SOLVED or case.next_at is None or case.next_at > at:
        return False
    if is_asked_elsewhere(case):
        Case.objects.filter(pk=case.pk).update(next_at=end_of_day(at, 1, case.zone))
        return True
    if hold_open(case, by=by, at=at):
        return True
    if case.asked_at or _is_spared(case):
        end_case(case, Ending.NOT_CONFIRMED, by=by, at=at, event="case.closed")
        return True
    about, kind = f"case:{case.pk}", Kind.FOLLOW_UP
    approach = make_approach(case.person, kind=kind, about=about, case_id=case.pk, by=by, at=at)
    if not approach.freed_at:
        Case.objects.filter(pk=case.pk).update(next_at=approach.next_at or at)
    return True


@transaction.atomic(savepoint=False)
def ask_if_solved(approach: Approach, *, by: Doer, at: datetime) -> None:
    """He may be asked now: once, if nobody knows yet."""
    case = locked(Case.objects.get(pk=approach.named[1]))
    if case.state != State.SOLVED or case.asked_at:
        cancel_approach(approach, why="done", by=by, at=at)
        return
    case.asked_at = case.changed_at = at
    case.next_at = end_of_day(at, settings.CONFIRM_DAYS, case.zone)
    case.save()
    message = send_house_letter(case, wording="solved", by=by, at=at)
    carry_approach(approach, message.delivery if message else None, at=at)
    facts = (case, message) if message else (case,)
    record("case.asked", case, by=by, at=at, case=case, facts=facts)


def _is_spared(case: Case) -> bool:
    """The question was not to be put to him: he said so, or a colleague did."""
    asked = Approach.objects.filter(about=f"case:{case.pk}", kind=Kind.FOLLOW_UP)
    return asked.filter(cancelled_at__gte=case.solved_at or case.changed_at).exists()


@transaction.atomic
def refuse_solved(case: Case, *, text: str, by: Person, at: datetime) -> None:
    """The client says it is not solved: his words are a message, and the case goes on."""
    if locked(case).state != State.SOLVED:
        raise CaseIsNotSolved(_("There is nothing to confirm here now."))
    words = text.strip() or _("It is not solved.")
    hear_message(case, person=by, text=words, channel="portal", by=by, at=at)
