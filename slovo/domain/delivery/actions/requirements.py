"""What the client requires, each with its end and its evidence (R043)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.delivery.models import Fit, Requirement, Standing
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class RequirementMissing(Refusal):
    """There are no words."""


class ReasonMissing(Refusal):
    """Declining needs a reason the client can be told."""


class EvidenceMissing(Refusal):
    """Met means: by this, and here one can see it."""


class GapNotTold(Refusal):
    """What we do not meet is told honestly, with another way (R070)."""


@transaction.atomic
def add_requirement(engagement: Engagement, *, text: str, by: User, at: datetime) -> Requirement:
    refuse_unless_allowed("save_requirement", by)
    if not text.strip():
        raise RequirementMissing(_("Write what the client requires."))
    requirement, is_new = Requirement.objects.get_or_create(
        engagement=engagement, text=text.strip(), defaults={"added_by": by, "added_at": at}
    )
    if is_new:
        record("requirement.added", requirement, by=by, at=at, engagement=engagement.pk)
    return requirement


@transaction.atomic
def settle_requirement(
    requirement: Requirement,
    *,
    state: str,
    reason: str = "",
    met_by: str = "",
    evidence: str = "",
    by: User,
    at: datetime,
) -> Requirement:
    """Accepted, declined with a reason, or met by something one can look at."""
    refuse_unless_allowed("save_requirement", by)
    if state == Standing.DECLINED and not reason.strip():
        raise ReasonMissing(_("Say why it is declined: the client will ask."))
    if state == Standing.MET and not (met_by.strip() and evidence.strip()):
        raise EvidenceMissing(_("Say what meets it, and where one can see that."))
    sides = {
        "state": state,
        "reason": reason.strip() if state == Standing.DECLINED else "",
        "met_by": met_by.strip() if state == Standing.MET else "",
        "evidence": evidence.strip() if state == Standing.MET else "",
    }
    if _changes(requirement, sides):
        requirement.settled_at = None if state in (Standing.NEW, Standing.ACCEPTED) else at
        requirement.save()
        record("requirement.settled", requirement, by=by, at=at, state=state)
    return requirement


@transaction.atomic
def mark_fit(
    requirement: Requirement,
    *,
    fit: str,
    gap: str = "",
    alternative: str = "",
    by: User,
    at: datetime,
) -> Requirement:
    """Whether our offer does it; partly and no are told with what is missing and another way."""
    refuse_unless_allowed("save_requirement", by)
    is_gap = fit in (Fit.PARTLY, Fit.NO)
    if is_gap and not (gap.strip() and alternative.strip()):
        raise GapNotTold(_("Say what is missing, and what else can be done, even by others."))
    sides = {
        "fit": fit,
        "gap": gap.strip() if is_gap else "",
        "alternative": alternative.strip() if is_gap else "",
    }
    if _changes(requirement, sides):
        requirement.save()
        record("requirement.fitted", requirement, by=by, at=at, fit=fit)
    return requirement


def _changes(requirement: Requirement, sides: dict[str, str]) -> bool:
    changed = [name for name, value in sides.items() if getattr(requirement, name) != value]
    for name in changed:
        setattr(requirement, name, sides[name])
    return bool(changed)
