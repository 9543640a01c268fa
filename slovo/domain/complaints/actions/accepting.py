"""The client's word on our answer: accepted and done, or not, and it stays open."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.actions.reopening import resume_case
from slovo.domain.cases.models.case import State
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.complaints.actions.following import end_with_no
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.delivery.actions.asking import take_answer
from slovo.domain.delivery.models import Answer
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User, principals


class NotAnswered(Refusal):
    """He cannot accept what has not reached him."""


class VerdictMissing(Refusal):
    """He accepts it, or he does not and says why."""


@transaction.atomic
def answer_finding(
    finding: Finding,
    *,
    answer: str,
    words: str = "",
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> Finding:
    """By his link, or said to a colleague. A no leaves it open, with the ways on in writing."""
    complaint = latest(finding.complaint)
    if isinstance(by, User):
        refuse_unless_led("answer_complaint", complaint, by)
    rows = Finding.objects.select_for_update(of=("self",)).select_related("asked_by", "case")
    found: Finding = rows.get(pk=finding.pk)
    found.complaint, found.case = complaint, complaint.case
    if answer not in Answer.values:
        raise VerdictMissing(_("Say whether the answer is accepted."))
    if found.sent_at is None:
        raise NotAnswered(_("The answer has not reached the client yet."))
    if answer == Answer.NO and not words.strip():
        raise VerdictMissing(_("Say in your words what is still wrong."))
    when = said_at or at
    if not take_answer(found, answer=answer, words=words, said_at=when, by=by, at=at):
        return found
    if answer == Answer.YES:
        _accept(found, complaint, by=by, at=at)
    else:
        _reject(found, complaint, said_at=when, by=by, at=at)
    return found


def _accept(finding: Finding, complaint: Complaint, *, by: Doer, at: datetime) -> None:
    complaint.accepted_at = at
    complaint.save(update_fields=["accepted_at"])
    facts = (finding, complaint)
    record("finding.accepted", finding, by=by, at=at, case=complaint.case, facts=facts)
    if complaint.case.state == State.SOLVED:
        confirm_solved(complaint.case, by=by, at=at)
    _tell(complaint, "complaint_accepted", by=by, at=at)


def _reject(
    finding: Finding, complaint: Complaint, *, said_at: datetime, by: Doer, at: datetime
) -> None:
    """Nobody decides it against him: who else may judge stands in the letter that confirms it."""
    complaint.rejected_at = at
    complaint.save(update_fields=["rejected_at"])
    if complaint.case.state in (State.SOLVED, State.CLOSED):
        resume_case(complaint.case, by=by, at=at)
    finding.confirmation = send_house_words(
        complaint.case,
        wording="complaint_stays_open",
        words=_ways_on(finding, complaint),
        to=complaint.person,
        by=by,
        at=at,
    )
    finding.save(update_fields=["confirmation"])
    facts = (*finding.with_confirmation, complaint)
    record("finding.rejected", finding, by=by, at=at, case=complaint.case, facts=facts)
    end_with_no(complaint, words=finding.words, said_at=said_at, by=by, at=at)
    _tell(complaint, "complaint_rejected", by=by, at=at)


def _tell(complaint: Complaint, why: str, *, by: Doer, at: datetime) -> None:
    owner = [complaint.owner] if complaint.owner else []
    leaders = principals() if why == "complaint_rejected" or not owner else []
    alert(complaint.case, [*owner, *leaders], why=why, by=by, at=at)


def _ways_on(finding: Finding, complaint: Complaint) -> str:
    case, person = complaint.case, complaint.person
    accused = set(complaint.against.values_list("pk", flat=True))
    leaders = [user for user in principals() if user.pk not in accused]
    with translation.override(person.language or language_of(case)):
        context = {
            "case": case,
            "person": person,
            "firm": Firm.current(),
            "owner": complaint.owner_name,
            "principal": leaders[0].full_name if leaders else "",
            "ways": finding.ways,
            "outside": complaint.external_body or finding.outside,
        }
        return render_to_string("complaints/letters/stays_open.txt", context).strip()
