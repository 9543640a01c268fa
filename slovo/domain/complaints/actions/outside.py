"""A named person outside the firm owns a complaint when nobody inside may: he gets mail."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.wordings import outside_letter
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.mailboxes import default_mailbox, sender_of
from slovo.domain.post.models import Delivery
from slovo.lib.mail.ids import make_message_id


@transaction.atomic(savepoint=False)
def write_outside(complaint: Complaint, text: str, *, by: Doer, at: datetime) -> None:
    """All the words and all the dates; what he answers comes back into the complaint's case."""
    mailbox = default_mailbox()
    host = sender_of(mailbox)[1].rpartition("@")[2]
    subject_ref = f"complaint:{complaint.pk}"
    unique = f"o{complaint.pk}-{Delivery.objects.filter(subject=subject_ref).count() + 1}"
    subject, words = outside_letter(complaint, text)
    queue_letter(
        subject_ref=subject_ref,
        case_id=complaint.case_id,
        mailbox=mailbox,
        to_name=complaint.outside_owner_name,
        to_address=complaint.outside_owner_address,
        letter_subject=subject,
        message_id=make_message_id(complaint.case.ref, settings.SECRET_KEY.encode(), host, unique),
        text=words,
        headers=(("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")),
        send_at=at,
        by=by,
        at=at,
    )
    record("complaint.told_outside", complaint, by=by, at=at, case=complaint.case)
