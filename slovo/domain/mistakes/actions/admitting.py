"""The client hears it from us: what happened, that we are sorry, and when it is right (R005)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.clocks import withdraw_promise
from slovo.domain.cases.models import Message, Promise
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import keep, latest, refuse_ended
from slovo.domain.mistakes.models import Mistake
from slovo.domain.mistakes.wordings import admission_html, plan_html, text_for
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.risks.actions.telling import tell_elsewhere
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class AdmissionUnclear(Refusal):
    """The client must understand what happened, and what we do about it."""


class AdmittedAlready(Refusal):
    """He knows: another letter is an ordinary one."""


class PlannedAlready(Refusal):
    """He was told a date: another one is agreed with him on the promise."""


class Work(NamedTuple):
    """The correction as it is promised: by when, how much work, by whom."""

    due_at: datetime
    effort_minutes: int | None
    owner: User | None
    is_override: bool


@transaction.atomic
def admit_mistake(  # noqa: PLR0913 - an admission has this many sides
    mistake: Mistake,
    *,
    facts: str,
    correction: str,
    apology: str | None = None,
    ways: Sequence[str] = (),
    due_at: datetime | None = None,
    effort_minutes: int | None = None,
    owner: User | None = None,
    is_override: bool = False,
    next_word_at: datetime | None = None,
    is_spoken: bool = False,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Mistake:
    """A letter with facts, apology and correction; after a talk it confirms what was said.

    Its stamps are the moment it is delivered, or now when it was said. `apology` None: in the
    firm's words; empty: none yet. With `due_at` the correction is promised, through the gate.
    """
    refuse_unless_allowed("admit_mistake", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    if not facts.strip() or not correction.strip():
        raise AdmissionUnclear(_("Say what happened, and what we do about it."))
    if _is_said(mistake, facts, correction):
        return mistake
    if mistake.admitted_at and mistake.apologised_at:
        raise AdmittedAlready(_("The client knows already. Write to him in the case."))
    mistake.facts, mistake.correction = facts.strip(), correction.strip()
    mistake.apology = text_for("apology", mistake.case) if apology is None else apology.strip()
    mistake.ways = [" ".join(way.split())[:500] for way in ways if way.strip()]
    mistake.is_spoken = is_spoken
    html = admission_html(mistake, due_at, at)
    sides = {"next_word_at": next_word_at, "send_at": send_at}
    mistake.letter = _write(mistake, html, **sides, by=by, at=at)
    if due_at:
        work = Work(due_at, effort_minutes, owner, is_override)
        _promise(mistake, work, mistake.letter, by=by, at=at)
    keep("mistake.written", mistake, by=by, at=at)
    if is_spoken:
        mark_told(mistake, mistake.letter, by=by, at=at)
    return mistake


@transaction.atomic
def plan_correction(  # noqa: PLR0913 - a plan has this many sides
    mistake: Mistake,
    *,
    correction: str,
    due_at: datetime,
    effort_minutes: int | None = None,
    owner: User | None = None,
    is_override: bool = False,
    next_word_at: datetime | None = None,
    is_spoken: bool = False,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Mistake:
    """A correction with its date, told to the client apart from the admission."""
    refuse_unless_allowed("admit_mistake", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    if not correction.strip():
        raise AdmissionUnclear(_("Say what we do about it."))
    if mistake.plan and mistake.plan.ended_at is None:
        if (mistake.correction, mistake.correct_by) == (correction.strip(), due_at):
            return mistake
        raise PlannedAlready(_("A date is promised already. Agree another one on the promise."))
    mistake.correction = correction.strip()
    html = plan_html(mistake, due_at, at, is_spoken=is_spoken)
    letter = _write(mistake, html, next_word_at=next_word_at, send_at=send_at, by=by, at=at)
    work = Work(due_at, effort_minutes, owner, is_override)
    _promise(mistake, work, letter, by=by, at=at)
    keep("mistake.written", mistake, by=by, at=at)
    if is_spoken:
        mark_told(mistake, letter, by=by, at=at)
    return mistake


@transaction.atomic(savepoint=False)
def mark_told(mistake: Mistake, letter: Message, *, by: Doer, at: datetime) -> None:
    """He knows: said to him, or the letter was accepted at `at`. A stamp once set stays."""
    before = (mistake.admitted_at, mistake.apologised_at, mistake.plan_at)
    if mistake.letter_id == letter.pk:
        mistake.admitted_at = mistake.admitted_at or at
        mistake.apologised_at = mistake.apologised_at or (at if mistake.apology else None)
    if mistake.plan_letter_id == letter.pk:
        mistake.plan_at = mistake.plan_at or at
    if before == (mistake.admitted_at, mistake.apologised_at, mistake.plan_at):
        return
    if mistake.risk:
        tell_elsewhere(mistake.risk, by=by, at=at)
    kind = "mistake.planned" if before[0] and before[1] else "mistake.admitted"
    keep(kind, mistake, by=by, at=at)


@transaction.atomic(savepoint=False)
def unmark_told(mistake: Mistake, letter: Message, *, by: Doer, at: datetime) -> None:
    """The letter came back: he does not know after all."""
    if mistake.closed_at or mistake.is_spoken:
        return
    if mistake.letter_id == letter.pk:
        mistake.admitted_at = mistake.apologised_at = None
    if mistake.plan_letter_id == letter.pk and not mistake.corrected_at:
        mistake.plan_at = None
    keep("mistake.returned", mistake, by=by, at=at)


@transaction.atomic(savepoint=False)
def take_words_back(mistake: Mistake, letter: Message, *, by: Doer, at: datetime) -> None:
    """The letter was taken back before it left: nothing was said, and nothing promised by it."""
    if mistake.letter_id == letter.pk:
        mistake.letter = None
    if mistake.plan_letter_id == letter.pk:
        if mistake.plan and mistake.plan.ended_at is None:
            mistake.plan.case = mistake.case
            withdraw_promise(mistake.plan, by=by, at=at)
        mistake.plan = mistake.plan_letter = mistake.correct_by = None
    keep("mistake.withdrawn", mistake, by=by, at=at)


@transaction.atomic(savepoint=False)
def follow_promise(mistake: Mistake, made: Promise, *, by: Doer, at: datetime) -> None:
    """He agreed to another date: until then it is put right."""
    mistake = latest(mistake)
    mistake.plan, mistake.correct_by = made, made.due_at
    mistake.told = [name for name in mistake.told if name != "uncorrected"]
    keep("mistake.moved", mistake, by=by, at=at)


def _is_said(mistake: Mistake, facts: str, correction: str) -> bool:
    """A second press of the button finds the first letter."""
    is_same = (mistake.facts, mistake.correction) == (facts.strip(), correction.strip())
    return is_same and mistake.letter is not None


def _write(
    mistake: Mistake,
    html: str,
    *,
    next_word_at: datetime | None,
    send_at: datetime | None,
    by: User,
    at: datetime,
) -> Message:
    case = mistake.case
    word_at = next_word_at or case.service_class.next_word_after(at, case.pace)
    return answer_case(case, html=html, next_word_at=word_at, send_at=send_at, by=by, at=at)


def _promise(mistake: Mistake, work: Work, letter: Message, *, by: User, at: datetime) -> None:
    case = mistake.case
    mistake.plan = make_promise(
        case,
        text=mistake.correction,
        kind=Kind.WORK,
        due_at=work.due_at,
        owner=work.owner or case.handler or by,
        effort_minutes=work.effort_minutes,
        is_override=work.is_override,
        message=letter,
        by=by,
        at=at,
    )
    mistake.plan_letter, mistake.correct_by = letter, work.due_at
