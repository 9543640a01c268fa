"""Every five days the client hears how his complaint stands, also when there is no news."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.models import Message
from slovo.domain.cases.wordings import language_of
from slovo.domain.complaints.actions.assessing import refuse_unless_its_owner
from slovo.domain.complaints.actions.owning import ComplaintIsClosed
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Terms
from slovo.domain.complaints.wordings import progress_words
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User
from slovo.lib.worktime import end_of_day


@transaction.atomic
def tell_progress(
    complaint: Complaint,
    *,
    text: str = "",
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Message:
    """One tap: how it stands and when the next word comes; with `text` in the owner's own words."""
    refuse_unless_its_owner(complaint, by, "tell_progress")
    complaint = latest(complaint)
    if complaint.closed_at:
        raise ComplaintIsClosed(_("This complaint is closed. Reopen it first."))
    case = complaint.case
    word_at = end_of_day(at, Terms.current().progress_days, case.zone)
    with translation.override(language_of(case)):
        words = text.strip() or progress_words(complaint)
        html = format_html("<p>{}</p>", words)
    message = answer_case(
        case, html=html, next_word_at=word_at, insists=True, send_at=send_at, by=by, at=at
    )
    record("complaint.progress_told", complaint, by=by, at=at, case=case, message=message.pk)
    return message


@transaction.atomic(savepoint=False)
def mark_progress(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """A person's word reached him at `at`: the next one is due so many days later."""
    complaint = latest(complaint)
    due = end_of_day(at, Terms.current().progress_days, complaint.case.zone)
    if complaint.decided_at or complaint.progress_at == due:
        return
    complaint.progress_at = due
    complaint.next_at = next_step(complaint)
    complaint.save(update_fields=["progress_at", "next_at"])
    record("complaint.word_reached", complaint, by=by, at=at, case=complaint.case)
