"""Our mistake is on the table: one tap, and those who lead the case know of it (R005)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.reopening import reopen_case
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.case import ENDED
from slovo.domain.cases.models.message import Direction
from slovo.domain.delivery.actions.asking import take_back
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.failing import drop_failure, note_failure
from slovo.domain.mistakes.ladder import ADMITTED_WITHIN, close_of_day, next_step
from slovo.domain.mistakes.models import Cause, Mistake, Verification
from slovo.domain.risks.leading import is_leader
from slovo.domain.risks.models import Risk
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed


class OfAnotherCase(Refusal):
    """The promise, letter or bad news belongs to another case."""


class MistakeHasEnded(Refusal):
    """It is closed: what went wrong again is a mistake of its own."""


class ReasonMissing(Refusal):
    """That it is none of ours has its reason, in writing."""


@transaction.atomic
def open_mistake(  # noqa: PLR0913 - a mistake has this many sides
    case: Case,
    *,
    text: str = "",
    cause: Cause | None = None,
    promise: Promise | None = None,
    message: Message | None = None,
    risk: Risk | None = None,
    is_found_by_client: bool = False,
    found_by: User | None = None,
    by: User,
    at: datetime,
) -> Mistake:
    """The clock starts when it was found: now, or when the bad news of it was first known.

    What stands in a letter of the client he said before we did. A case that has ended goes on.
    `found_by`: the colleague whose credit it is, if somebody else opens it.
    """
    refuse_unless_allowed("open_mistake", by)
    case = locked(case)
    _refuse_elsewhere(case, promise, message, risk)
    words = " ".join(text.split())[:500] or _words_of(promise, risk)
    sides = {"promise": promise, "message": message, "risk": risk}
    alike = Mistake.objects.open().filter(case=case, **sides)
    twin = (alike if any(sides.values()) else alike.filter(text=words)).order_by("pk").first()
    if twin:
        return twin
    if case.state in ENDED:
        reopen_case(case, by=by, at=at)
        case = locked(case)
    found_at = min(at, risk.first_known_at) if risk else at
    mistake = Mistake(
        case=case,
        text=words,
        **sides,
        discovered_at=found_at,
        discovered_by=risk.raised_by if risk else found_by or by,
        opened_at=at,
        is_found_by_client=is_found_by_client or _is_his(message),
        admit_by=found_at + ADMITTED_WITHIN,
        plan_by=close_of_day(case, found_at),
    )
    if is_leader(by, case):
        mistake.seen_by, mistake.seen_at = by, at
    mistake.next_at = next_step(mistake)
    mistake.save()
    record("mistake.opened", mistake, by=by, at=at, case=case, facts=(mistake,))
    hearers = [*audience(case, "owner"), *audience(case, "principal")]
    alert(case, hearers, why="mistake_opened", by=by, at=at)
    return name_mistake(mistake, text=words, cause=cause, by=by, at=at) if cause else mistake


@transaction.atomic
def name_mistake(
    mistake: Mistake, *, text: str, cause: Cause | None, by: User, at: datetime
) -> Mistake:
    """What it was and why, as far as it is known; a cause makes it a failure that is counted."""
    refuse_unless_allowed("open_mistake", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    words = " ".join(text.split())[:500]
    if (mistake.text, mistake.cause) == (words, cause):
        return mistake
    if cause:
        case = mistake.case
        found_at = mistake.discovered_at
        note_failure(case, case.person, cause, mistake.subject, failed_at=found_at, by=by, at=at)
    elif mistake.cause:
        drop_failure(mistake.subject, by=by, at=at)
    mistake.text, mistake.cause = words, cause
    return keep("mistake.named", mistake, by=by, at=at)


@transaction.atomic
def see_mistake(mistake: Mistake, *, by: User, at: datetime) -> Mistake:
    """A leader has read it."""
    refuse_unless_allowed("see_mistake", by)
    mistake = latest(mistake)
    if not is_leader(by, mistake.case):
        raise NotAllowed("see_mistake")
    if mistake.seen_at is None:
        mistake.seen_by, mistake.seen_at = by, at
        keep("mistake.seen", mistake, by=by, at=at)
    return mistake


@transaction.atomic
def drop_mistake(mistake: Mistake, *, why: str, by: User, at: datetime) -> Mistake:
    """It is none of ours: only a principal says so, in writing."""
    refuse_unless_allowed("drop_mistake", by)
    mistake = latest(mistake)
    if mistake.dropped_why:
        return mistake
    refuse_ended(mistake)
    if not why.strip():
        raise ReasonMissing(_("Write down why."))
    drop_failure(mistake.subject, by=by, at=at)
    asked = no_longer_asked(mistake, at)
    mistake.dropped_why, mistake.closed_at, mistake.closed_by = why.strip()[:500], at, by
    return keep("mistake.dropped", mistake, *asked, by=by, at=at)


def latest(mistake: Mistake) -> Mistake:
    """As it is now, its case locked first."""
    case = locked(mistake.case)
    rows = Mistake.objects.select_for_update(of=("self",))
    fresh = rows.select_related("cause", "plan", "promise", "letter__delivery", "risk").get(
        pk=mistake.pk
    )
    fresh.case = case
    return fresh


@transaction.atomic(savepoint=False)
def keep(kind: str, mistake: Mistake, *changed: Verification, by: Doer, at: datetime) -> Mistake:
    """Write it with the moment of its next step, and tell the journal of all that changed."""
    mistake.next_at = next_step(mistake)
    mistake.save()
    record(kind, mistake, by=by, at=at, case=mistake.case, facts=(mistake, *changed))
    return mistake


def no_longer_asked(mistake: Mistake, at: datetime) -> list[Verification]:
    """Whether it is right now is no question any more."""
    waiting: list[Verification] = list(mistake.verifications.waiting().order_by("pk"))
    return [asked for asked in waiting if take_back(asked, at=at)]


def refuse_ended(mistake: Mistake) -> None:
    if mistake.closed_at:
        raise MistakeHasEnded(_("This is closed already."))


def _refuse_elsewhere(
    case: Case, promise: Promise | None, message: Message | None, risk: Risk | None
) -> None:
    if any(each is not None and each.case_id != case.pk for each in (promise, message, risk)):
        raise OfAnotherCase(_("This belongs to another case."))


def _words_of(promise: Promise | None, risk: Risk | None) -> str:
    if risk and risk.text:
        return risk.text
    return promise.text if promise else ""


def _is_his(message: Message | None) -> bool:
    return message is not None and message.direction == Direction.IN
