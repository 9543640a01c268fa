"""Bad news travels upward at once, and does not stay there (R104, R041)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Promise
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import set_date_aside
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.leading import is_leader
from slovo.domain.risks.models import End, Risk
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed

SEEN_WITHIN = timedelta(minutes=15)
TOLD_WITHIN = timedelta(hours=2)


class KnownLater(Refusal):
    """Nobody can have known it after he said so."""


class DateElsewhere(Refusal):
    """The date that cannot be kept stands in a letter of another case."""


class ReasonMissing(Refusal):
    """A risk ends with the client's knowledge, or with a written reason."""


class RiskHasEnded(Refusal):
    """It is closed already; a new one can be raised."""


@transaction.atomic
def raise_risk(
    case: Case,
    *,
    text: str = "",
    promise: Promise | None = None,
    is_critical: bool = True,
    known_at: datetime | None = None,
    found: FoundDate | None = None,
    by: User,
    at: datetime,
) -> Risk:
    """Owner and principal hear of it at once. The same risk said again is one risk.

    `found` is a date of a letter that cannot be kept: it is decided about by this.
    """
    refuse_unless_allowed("raise_risk", by)
    case = locked(case)
    known_at = known_at or at
    if known_at > at:
        raise KnownLater(_("Say when it was first known: now, or before."))
    if found is not None:
        _decide(found, case, by=by, at=at)
    words = " ".join(text.split())[:500]
    twin = Risk.objects.open().filter(case=case, promise=promise, text=words).first()
    if twin:
        return twin
    risk = Risk(
        case=case,
        promise=promise,
        text=words,
        is_critical=is_critical,
        first_known_at=known_at,
        raised_by=by,
        raised_at=at,
        tell_by=_tell_by(case, known_at, is_critical=is_critical),
    )
    if is_leader(by, case):
        risk.seen_by, risk.seen_at = by, at
    risk.next_at = next_step(risk)
    risk.save()
    record("risk.raised", risk, by=by, at=at, case=case, facts=(risk,))
    hearers = [*audience(case, "owner"), *audience(case, "principal")]
    alert(case, hearers, why="risk_raised", by=by, at=at)
    return risk


def _decide(found: FoundDate, case: Case, *, by: User, at: datetime) -> None:
    if found.case_id != case.pk:
        raise DateElsewhere(_("This date has changed. Look at it again."))
    if found.promise_id is None:
        set_date_aside(found, by=by, at=at)


@transaction.atomic
def see_risk(risk: Risk, *, by: User, at: datetime) -> Risk:
    """A leader has read it: the deputy need not be called."""
    refuse_unless_allowed("see_risk", by)
    risk = latest(risk)
    if not is_leader(by, risk.case):
        raise NotAllowed("see_risk")
    if risk.seen_at is None:
        risk.seen_by, risk.seen_at = by, at
        risk.next_at = next_step(risk)
        risk.save(update_fields=["seen_by", "seen_at", "next_at"])
        record("risk.seen", risk, by=by, at=at, case=risk.case, facts=(risk,))
    return risk


@transaction.atomic
def withhold_risk(risk: Risk, *, reason: str, by: User, at: datetime) -> Risk:
    """Only a principal keeps it back, for a written legal reason; then only principals see it."""
    refuse_unless_allowed("withhold_risk", by)
    return _end(risk, End.WITHHELD, reason, by=by, at=at)


@transaction.atomic
def dismiss_risk(risk: Risk, *, reason: str, by: User, at: datetime) -> Risk:
    """It did not come true, or does not touch the client: said why, in writing."""
    refuse_unless_allowed("dismiss_risk", by)
    return _end(risk, End.PASSED, reason, by=by, at=at)


@transaction.atomic
def climb_risk(risk: Risk, *, by: Doer, at: datetime) -> bool:
    """Unseen after a quarter of an hour: the deputy. Untold when it should be: the principal."""
    risk = latest(risk)
    if risk.next_at is None or risk.next_at > at:
        return False
    unseen, untold = _unseen_at(risk), _untold_at(risk)
    if unseen and unseen <= at:
        risk.deputy_told_at = at
        _tell(risk, "deputy", "risk_unseen", by=by, at=at)
    if untold and untold <= at:
        risk.principal_told_at = at
        _tell(risk, "principal", "risk_untold", by=by, at=at)
    risk.next_at = next_step(risk)
    risk.save(update_fields=["deputy_told_at", "principal_told_at", "next_at"])
    return True


def _tell(risk: Risk, who: str, why: str, *, by: Doer, at: datetime) -> None:
    hearers = [user for user in audience(risk.case, who) if user.pk != risk.raised_by_id]
    alert(risk.case, hearers or principals(), why=why, by=by, at=at)
    record("risk.climbed", risk, by=by, at=at, case=risk.case, who=who, why=why)


def _tell_by(case: Case, known_at: datetime, *, is_critical: bool) -> datetime:
    if is_critical:
        return known_at + TOLD_WITHIN
    hours = case.service_class.calendar.working_hours()
    return hours.close_of_business_day(known_at, 1)


def _unseen_at(risk: Risk) -> datetime | None:
    is_waiting = risk.seen_at is None and risk.deputy_told_at is None and risk.ended_at is None
    return risk.raised_at + SEEN_WITHIN if is_waiting else None


def _untold_at(risk: Risk) -> datetime | None:
    is_waiting = risk.told_at is None and risk.principal_told_at is None and risk.ended_at is None
    return risk.tell_by if is_waiting else None


def next_step(risk: Risk) -> datetime | None:
    return min(filter(None, (_unseen_at(risk), _untold_at(risk))), default=None)


def _end(risk: Risk, end: End, reason: str, *, by: User, at: datetime) -> Risk:
    risk = latest(risk)
    if risk.end == end:
        return risk
    if risk.ended_at:
        raise RiskHasEnded(_("This is closed already."))
    if not reason.strip():
        raise ReasonMissing(_("Write down why."))
    risk.end, risk.ended_at, risk.ended_by = end, at, by
    risk.reason, risk.next_at = reason.strip(), None
    risk.save()
    record("risk.closed", risk, by=by, at=at, case=risk.case, facts=(risk,), end=str(end))
    return risk


def latest(risk: Risk) -> Risk:
    """As it is now, its case locked first."""
    case = locked(risk.case)
    fresh = Risk.objects.select_for_update().get(pk=risk.pk)
    fresh.case = case
    return fresh
