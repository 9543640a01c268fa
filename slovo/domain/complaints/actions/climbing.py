"""What happens by itself: a step that is not taken in time is said to owner or principal."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.wordings import notice_words
from slovo.domain.complaints.actions.outside import write_outside
from slovo.domain.complaints.ladder import is_said, next_step, steps_of
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import Firm, User, principals
from slovo.lib.moments import instant

LEADERS = "principal"
OWNER = "owner"
STEPS = {  # what is said of it, and to whom
    "receipt": ("complaint_unreceipted", LEADERS),
    "assessment": ("complaint_unassessed", LEADERS),
    "word_soon": ("complaint_word_due", OWNER),
    "word": ("complaint_word_late", LEADERS),
    "plan": ("complaint_plan_due", OWNER),
    "limit": ("complaint_late", LEADERS),
}


@transaction.atomic
def climb_complaint(complaint: Complaint, *, by: Doer, at: datetime) -> bool:
    """Each is said once for each moment; a late keeper says what holds now, once."""
    complaint = latest(complaint)
    if complaint.next_at is None or complaint.next_at > at:
        return False
    for step, due in list(steps_of(complaint)):
        if due <= at and not is_said(complaint, step, due):
            complaint.climbed[step] = instant(due)
            why, who = STEPS[step]
            alert(complaint.case, _hearers(complaint, who), why=why, by=by, at=at)
            if complaint.outside_owner_address:
                write_outside(complaint, _said(complaint, why), by=by, at=at)
            case, late = complaint.case, int((at - due).total_seconds())
            record("complaint.climbed", complaint, by=by, at=at, case=case, step=step, late=late)
    complaint.next_at = next_step(complaint)
    complaint.save(update_fields=["climbed", "next_at"])
    return True


def _said(complaint: Complaint, why: str) -> str:
    """To the person outside, in the firm's language."""
    firm = Firm.current()
    language = firm.language if firm else settings.LANGUAGE_CODE
    with translation.override(language):
        return notice_words(complaint.case, why, complaint.case.zone, language)


def _hearers(complaint: Complaint, who: str) -> list[User]:
    if who == OWNER and complaint.owner:
        return [complaint.owner]
    leaders = audience(complaint.case, "principal") or principals()
    return [*leaders, *([complaint.owner] if complaint.owner else [])]
