"""What becomes of our words: they arrived, came back, or were taken back before they left."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.clocks import withdraw_promise
from slovo.domain.cases.models import Message, Promise
from slovo.domain.journal.actors import Doer
from slovo.domain.mistakes.actions.opening import keep, latest, no_longer_asked
from slovo.domain.mistakes.models import Mistake
from slovo.domain.risks.actions.telling import tell_elsewhere


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
    is_date_alone = before[:2] == (mistake.admitted_at, mistake.apologised_at)
    keep("mistake.planned" if is_date_alone else "mistake.admitted", mistake, by=by, at=at)


@transaction.atomic(savepoint=False)
def unmark_told(mistake: Mistake, letter: Message, *, by: Doer, at: datetime) -> None:
    """The letter came back: he does not know after all, and what followed from it starts anew.

    What was said by voice stands; and who says that it is right knows of it, however he heard. Sent
    again, the same letter stamps again.
    """
    if mistake.closed_at or mistake.verified_by_client_at:
        return
    asked = []
    if mistake.letter_id == letter.pk and not mistake.is_spoken:
        mistake.admitted_at = mistake.apologised_at = None
        if mistake.corrected_at:
            asked = no_longer_asked(mistake, at)
            mistake.corrected_at = mistake.verify_by = None
            mistake.plan_at = mistake.plan_at if mistake.plan else None
    is_date_lost = mistake.plan_letter_id == letter.pk and not mistake.is_plan_spoken
    if is_date_lost and not mistake.corrected_at:
        mistake.plan_at = None
    keep("mistake.returned", mistake, *asked, by=by, at=at)


@transaction.atomic(savepoint=False)
def take_words_back(mistake: Mistake, letter: Message, *, by: Doer, at: datetime) -> None:
    """The letter was taken back before it left: nothing was said, and nothing promised by it."""
    if mistake.letter_id == letter.pk:
        mistake.letter = None
    if mistake.plan_letter_id == letter.pk:
        take_date_back(mistake, by=by, at=at)
    keep("mistake.withdrawn", mistake, by=by, at=at)


@transaction.atomic(savepoint=False)
def follow_promise(mistake: Mistake, made: Promise, *, by: Doer, at: datetime) -> None:
    """He agreed to another date: until then it is put right."""
    mistake = latest(mistake)
    mistake.plan, mistake.correct_by = made, made.due_at
    mistake.told = [name for name in mistake.told if name != "uncorrected"]
    keep("mistake.moved", mistake, by=by, at=at)


@transaction.atomic(savepoint=False)
def take_date_back(mistake: Mistake, *, by: Doer, at: datetime) -> None:
    """Its letter told him none; one that he was told by voice stands."""
    mistake.plan_letter = None
    if mistake.is_plan_spoken:
        return
    if mistake.plan and mistake.is_planned:
        mistake.plan.case = mistake.case
        withdraw_promise(mistake.plan, by=by, at=at)
    mistake.plan = mistake.plan_at = mistake.correct_by = None
