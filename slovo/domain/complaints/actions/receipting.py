"""The receipt: who sees to it, who answers, by when; it counts once it has reached the client."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.actions.receipting import mark_receipted
from slovo.domain.cases.models import Message
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.wordings import letter_words
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record

RECEIPT = "complaint_receipt"


@transaction.atomic(savepoint=False)
def send_complaint_receipt(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    message = send_complaint_letter(complaint, "receipt", by=by, at=at)
    if message is not None:
        mark_receipted(complaint.case, message, by=by, at=at)


@transaction.atomic(savepoint=False)
def send_complaint_letter(
    complaint: Complaint, wording: str, *, reason: str = "", by: Doer, at: datetime
) -> Message | None:
    """None: we know no address, so somebody tells him by voice."""
    words = letter_words(complaint, wording, reason=reason)
    name = f"complaint_{wording}"
    return send_house_words(complaint.case, wording=name, words=words, by=by, at=at)


@transaction.atomic(savepoint=False)
def mark_acknowledged(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """The receipt was delivered, or a person spoke to him before it was."""
    complaint = latest(complaint)
    if complaint.acknowledged_at is None:
        complaint.acknowledged_at = at
        complaint.next_at = next_step(complaint)
        complaint.save(update_fields=["acknowledged_at", "next_at"])
        case, facts = complaint.case, (complaint,)
        record("complaint.acknowledged", complaint, by=by, at=at, case=case, facts=facts)


@transaction.atomic(savepoint=False)
def unmark_acknowledged(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """The receipt came back: he knows of nothing."""
    complaint = latest(complaint)
    if complaint.acknowledged_at is not None:
        complaint.acknowledged_at = None
        complaint.next_at = next_step(complaint)
        complaint.save(update_fields=["acknowledged_at", "next_at"])
        case, facts = complaint.case, (complaint,)
        record("complaint.unacknowledged", complaint, by=by, at=at, case=case, facts=facts)
