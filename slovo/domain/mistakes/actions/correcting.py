"""Put right, and checked by the client: only his word says that it is right now (R005)."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.outgoing import NoAddress
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import confirm_back, put_question, take_answer
from slovo.domain.delivery.models import Answer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import keep, latest, refuse_ended
from slovo.domain.mistakes.ladder import VERIFY_DAYS, close_of_day
from slovo.domain.mistakes.models import Mistake, Verification
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NotAdmittedYet(Refusal):
    """The client hears of it before he hears that it is right."""


class CorrectionUnclear(Refusal):
    """What was put right is said in words the client reads."""


class NothingToVerify(Refusal):
    """Nothing was put right yet, or the client has said his word."""


@transaction.atomic
def correct_mistake(mistake: Mistake, *, done: str, by: User, at: datetime) -> Verification:
    """It is put right now; its promise is kept, and the client is asked whether it is right.

    Without a date told before, what is done at once is its own plan.
    """
    refuse_unless_allowed("correct_mistake", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    if mistake.corrected_at:
        asked: Verification = mistake.verifications.latest("pk")
        return asked
    if not done.strip():
        raise CorrectionUnclear(_("Say what was put right."))
    if mistake.admitted_at is None:
        raise NotAdmittedYet(_("Tell the client first: what happened, and that we are sorry."))
    mistake.corrected_at, mistake.verify_by = at, close_of_day(mistake.case, at, VERIFY_DAYS)
    mistake.plan_at = mistake.plan_at or at
    if mistake.plan and mistake.is_planned:
        fulfil_promise(mistake.plan, proof=done, by=by, at=at)
    keep("mistake.corrected", mistake, by=by, at=at)
    return _ask(mistake, done.strip(), by=by, at=at)


@transaction.atomic
def verify_correction(
    verification: Verification,
    *,
    answer: str,
    words: str = "",
    by: User | Person,
    at: datetime,
) -> Verification:
    """By his link, or told to a colleague who writes down his words. With «no» it starts anew."""
    refuse_unless_allowed("verify_correction", by)
    mistake = latest(verification.mistake)
    rows = Verification.objects.select_for_update(of=("self",))
    verification = rows.select_related("case__person", "asked_by").get(pk=verification.pk)
    if not take_answer(verification, answer=answer, words=words, said_at=at, by=by, at=at):
        return verification
    confirm_back(verification, wording="verification_confirmed", by=by, at=at)
    facts = verification.with_confirmation
    record("verification.answered", verification, by=by, at=at, case=mistake.case, facts=facts)
    if answer == Answer.YES:
        mistake.verified_by_client_at = at
        keep("mistake.verified", mistake, by=by, at=at)
        return verification
    _start_anew(mistake, at)
    keep("mistake.declined", mistake, by=by, at=at)
    hearers = [*audience(mistake.case, "owner"), *audience(mistake.case, "principal")]
    alert(mistake.case, hearers, why="mistake_declined", by=by, at=at)
    return verification


@transaction.atomic
def note_verification(
    mistake: Mistake, *, answer: str, words: str, by: User, at: datetime
) -> Verification:
    """Said by voice: the colleague who heard it writes down his words."""
    waiting = mistake.verifications.waiting().order_by("-pk").first()
    if waiting is None:
        raise NothingToVerify(_("The client is asked once it is put right, and says it once."))
    return verify_correction(waiting, answer=answer, words=words, by=by, at=at)


def _ask(mistake: Mistake, done: str, *, by: User, at: datetime) -> Verification:
    case = mistake.case
    asked: Verification = Verification.objects.create(
        mistake=mistake,
        case=case,
        engagement=case.engagement,
        done=done,
        asked_by=by,
        asked_at=at,
    )
    with suppress(NoAddress), transaction.atomic():  # who has no address is asked by voice
        put_question(asked, wording="mistake_corrected", by=by, at=at)
    record("verification.asked", asked, by=by, at=at, case=case, facts=asked.with_letter)
    return asked


def _start_anew(mistake: Mistake, at: datetime) -> None:
    """It was not right: another plan by the close of the next business day."""
    mistake.returns += 1
    mistake.corrected_at = mistake.verify_by = mistake.plan_at = None
    mistake.plan = mistake.plan_letter = mistake.correct_by = None
    mistake.plan_by = close_of_day(mistake.case, at)
    again = ("unplanned", "uncorrected", "unverified")
    mistake.told = [name for name in mistake.told if name not in again]
