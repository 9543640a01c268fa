"""The end of a complaint: what we learnt, what he has got, and who may close it (R056)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.gaps import before_closing, last_finding
from slovo.domain.complaints.leading import has_leader, refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.failures import bars_closing
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role


class LessonMissing(Refusal):
    """A complaint is a reason to think what to correct."""


class NothingToCorrect(Refusal):
    """He has no answer yet that names anything."""


class ComplaintIsOpen(Refusal):
    """Something is missing before it may be closed; the sentence names all of it."""


class OnlyPrincipalCloses(Refusal):
    """It came back, or the same went wrong twice: the team does not close it (R029, R060)."""


@transaction.atomic
def learn_lesson(complaint: Complaint, *, lesson: str, by: User, at: datetime) -> Complaint:
    """What we correct, in a sentence or two."""
    complaint = latest(complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    if not lesson.strip():
        raise LessonMissing(_("Write down what we learn from it."))
    if complaint.lesson != lesson.strip():
        complaint.lesson = lesson.strip()
        complaint.save(update_fields=["lesson"])
        record("complaint.learnt", complaint, by=by, at=at, case=complaint.case)
    return complaint


@transaction.atomic
def correct_complaint(complaint: Complaint, *, by: User, at: datetime) -> Complaint:
    """The client has got what the answer names; whether it helped, he says himself."""
    complaint = latest(complaint)
    refuse_unless_led("answer_complaint", complaint, by)
    if complaint.corrected_at:
        return complaint
    if last_finding(complaint) is None:
        raise NothingToCorrect(_("The client has no answer yet."))
    complaint.corrected_at = at
    complaint.save(update_fields=["corrected_at"])
    case, facts = complaint.case, (complaint,)
    record("complaint.corrected", complaint, by=by, at=at, case=case, facts=facts)
    return complaint


@transaction.atomic
def close_complaint(complaint: Complaint, *, by: User, at: datetime) -> Complaint:
    """With a lesson, a prevention and the client's word; its case ends with it."""
    complaint = latest(complaint)
    refuse_unless_led("close_complaint", complaint, by)
    if complaint.closed_at:
        return complaint
    _refuse_barred(complaint, by)
    if missing := before_closing(complaint):
        raise ComplaintIsOpen(" ".join(missing))
    complaint.closed_at, complaint.next_at = at, None
    complaint.save(update_fields=["closed_at", "next_at"])
    complaint.reopenings.filter(settled_at=None).update(settled_at=at)
    record("complaint.closed", complaint, by=by, at=at, case=complaint.case, facts=(complaint,))
    _close_case(complaint, by=by, at=at)
    return complaint


def _refuse_barred(complaint: Complaint, by: User) -> None:
    if by.has_role(Role.PRINCIPAL) or not has_leader(complaint):
        return
    if bars_closing(f"complaint:{complaint.pk}", by):
        sentence = _("The same went wrong for this client within 180 days: a principal closes it.")
        raise OnlyPrincipalCloses(sentence)
    if complaint.reopenings.filter(settled_at=None).exists():
        raise OnlyPrincipalCloses(_("It was opened again: a principal closes it."))


def _close_case(complaint: Complaint, *, by: User, at: datetime) -> None:
    """What is still promised there, or asked of us, keeps the case open."""
    case = complaint.case
    if case.state == State.SOLVED and (complaint.accepted_at or complaint.verified_at):
        confirm_solved(case, by=by, at=at)
    elif case.state == State.SOLVED:
        close_case(case, reason=_("The complaint is closed."), by=by, at=at)
