"""The next instance outside (ISO 10003): after a rejection, or when the law’s time has gone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.assessing import refuse_unless_its_owner
from slovo.domain.complaints.actions.receipting import send_complaint_letter
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User


class NothingToRefer(Refusal):
    """It is referred when our answer was refused or rejected, or came too late for the law."""


class BodyMissing(Refusal):
    """Who decides outside must be named."""


class NotReferred(Refusal):
    """An outcome can only come from a body it was referred to."""


@transaction.atomic
def refer_outside(complaint: Complaint, *, external_body: str, by: User, at: datetime) -> Complaint:
    """The client is told who decides now, and that our door stays open."""
    refuse_unless_its_owner(complaint, by, "refer_outside")
    complaint = latest(complaint)
    body = " ".join(external_body.split())[:200]
    if not body:
        raise BodyMissing(_("Name the body outside that decides now."))
    if complaint.referred_at and complaint.external_body == body:
        return complaint
    late = complaint.legal_limit_at
    if complaint.rejected_at is None and not (late and late <= at and not complaint.decided_at):
        raise NothingToRefer(
            _("It is referred once it was rejected, or the law’s limit has passed.")
        )
    complaint.external_body, complaint.referred_at = body, at
    complaint.external_outcome = ""
    complaint.save(update_fields=["external_body", "referred_at", "external_outcome"])
    case = complaint.case
    record("complaint.referred", complaint, by=by, at=at, case=case, facts=(complaint,))
    send_complaint_letter(complaint, "referred", by=by, at=at)
    return complaint


@transaction.atomic
def settle_outside(complaint: Complaint, *, outcome: str, by: User, at: datetime) -> Complaint:
    """What the body outside decided, in its words."""
    refuse_unless_its_owner(complaint, by, "refer_outside")
    complaint = latest(complaint)
    words = " ".join(outcome.split())[:500]
    if complaint.referred_at is None:
        raise NotReferred(_("It was not referred to anybody yet."))
    if not words:
        raise BodyMissing(_("Write what the body outside decided."))
    if complaint.external_outcome != words:
        complaint.external_outcome = words
        complaint.save(update_fields=["external_outcome"])
        case, facts = complaint.case, (complaint,)
        record("complaint.settled_outside", complaint, by=by, at=at, case=case, facts=facts)
    return complaint
