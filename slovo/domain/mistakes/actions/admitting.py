"""The client hears it from us: what happened, that we are sorry, and when it is right (R005)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.outgoing import NoAddress
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.hearing import mark_told, take_date_back
from slovo.domain.mistakes.actions.opening import keep, latest, refuse_ended
from slovo.domain.mistakes.models import Mistake
from slovo.domain.mistakes.wordings import admission_html, plan_html, text_for
from slovo.domain.promises.actions.dates import set_lines_aside
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.mail.htmltext import text_of_html


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
    if _is_said(mistake, facts, correction, is_spoken=is_spoken):
        return mistake
    _forget_lost_date(mistake, by=by, at=at)
    _refuse_known(mistake, due_at, is_spoken=is_spoken)
    mistake.facts, mistake.correction = facts.strip(), correction.strip()
    mistake.apology = text_for("apology", mistake.case) if apology is None else apology.strip()
    mistake.ways = [" ".join(way.split())[:500] for way in ways if way.strip()]
    mistake.is_spoken = is_spoken
    html = admission_html(mistake, due_at, at)
    sides: dict[str, Any] = {"next_word_at": next_word_at, "is_spoken": is_spoken}
    mistake.letter = _write(mistake, html, **sides, send_at=send_at, by=by, at=at)
    set_lines_aside(mistake.letter, lines=text_for("liability", mistake.case), by=by, at=at)
    if due_at and not mistake.is_planned:
        work = Work(due_at, effort_minutes, owner, is_override)
        mistake.is_plan_spoken = is_spoken
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
    _forget_lost_date(mistake, by=by, at=at)
    is_same = (mistake.correction, mistake.correct_by) == (correction.strip(), due_at)
    if mistake.is_planned and is_same:
        return mistake
    _refuse_planned(mistake)
    mistake.correction, mistake.is_plan_spoken = correction.strip(), is_spoken
    html = plan_html(mistake, due_at, at, is_spoken=is_spoken)
    sides: dict[str, Any] = {"next_word_at": next_word_at, "is_spoken": is_spoken}
    letter = _write(mistake, html, **sides, send_at=send_at, by=by, at=at)
    work = Work(due_at, effort_minutes, owner, is_override)
    _promise(mistake, work, letter, by=by, at=at)
    keep("mistake.written", mistake, by=by, at=at)
    if is_spoken:
        mark_told(mistake, letter, by=by, at=at)
    return mistake


def _is_said(mistake: Mistake, facts: str, correction: str, *, is_spoken: bool) -> bool:
    """A second press of the button finds the first letter."""
    is_same = (mistake.facts, mistake.correction) == (facts.strip(), correction.strip())
    is_news = is_spoken and mistake.admitted_at is None
    has_gone = mistake.letter is not None and not mistake.letter.came_back
    return is_same and has_gone and not is_news


def _refuse_known(mistake: Mistake, due_at: datetime | None, *, is_spoken: bool) -> None:
    if mistake.admitted_at and mistake.apologised_at:
        raise AdmittedAlready(_("The client knows already. Write to him in the case."))
    letter = mistake.letter
    is_on_its_way = letter is not None and letter.delivered_at is None and not letter.came_back
    if is_on_its_way and not is_spoken:
        raise AdmittedAlready(_("A letter about it is on its way already."))
    if due_at and due_at != mistake.correct_by:
        _refuse_planned(mistake)


def _forget_lost_date(mistake: Mistake, *, by: User, at: datetime) -> None:
    """The letter that named it came back: he is told a date by the next one."""
    if mistake.plan_letter and mistake.plan_letter.came_back:
        take_date_back(mistake, by=by, at=at)


def _refuse_planned(mistake: Mistake) -> None:
    if mistake.is_planned:
        raise PlannedAlready(_("A date is promised already. Agree another one on the promise."))


def _write(
    mistake: Mistake,
    html: str,
    *,
    next_word_at: datetime | None,
    is_spoken: bool,
    send_at: datetime | None,
    by: User,
    at: datetime,
) -> Message:
    """A letter; to whom none can be written, what was said by voice stands in the case."""
    case = mistake.case
    word_at = next_word_at or case.service_class.next_word_after(at, case.pace)
    try:
        return answer_case(case, html=html, next_word_at=word_at, send_at=send_at, by=by, at=at)
    except NoAddress:
        if not is_spoken:
            raise
    return speak(case, text=text_of_html(html), next_word_at=word_at, by=by, at=at)


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
    mistake.told = [name for name in mistake.told if name != "uncorrected"]
