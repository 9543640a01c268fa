"""What complaints hear of from below: a letter reached the client, or came back; he wrote again."""

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.confidence import HANDS
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.complaints.actions.negotiating import dispute_answer
from slovo.domain.complaints.actions.outside import write_outside
from slovo.domain.complaints.actions.owning import OwnerIsInvolved
from slovo.domain.complaints.actions.progressing import mark_progress
from slovo.domain.complaints.actions.receipting import (
    RECEIPT,
    mark_acknowledged,
    unmark_acknowledged,
)
from slovo.domain.complaints.actions.settling import hear_of_acceptance, hear_of_agreement
from slovo.domain.complaints.actions.terms import list_first_limits
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.staff.models import Firm
from slovo.domain.talks.models import AgreedList
from slovo.lib.rows import first


def _complaint_of(event: Event) -> Complaint | None:
    return first(Complaint, case_id=event.case_id)


def _message_of(event: Event) -> Message:
    return Message.objects.select_related("case").get(pk=int(event.subject.partition(":")[2]))


@on("firm.founded")
def _founded(event: Event) -> None:
    firm = Firm.objects.get(pk=int(event.subject.partition(":")[2]))
    list_first_limits(firm.language, by=HOUSE, at=event.at)


@on("message.delivered")
def _delivered(event: Event) -> None:
    if complaint := _complaint_of(event):
        message = _message_of(event)
        is_human = message.nature == Nature.HUMAN
        if is_human or message.wording == RECEIPT:
            mark_acknowledged(complaint, by=HOUSE, at=event.at)
        if is_human and message.person_id == complaint.person_id:
            mark_progress(complaint, by=HOUSE, at=event.at)


@on("case.assigned")
@on("case.handed_over")
@on("case.deputised")
def _passed_on(event: Event) -> None:
    """Nobody is given the case in which it is said what he did."""
    complaint = _complaint_of(event)
    if complaint is None:
        return
    case = Case.objects.get(pk=complaint.case_id)
    hands = {getattr(case, f"{hand}_id") for hand in HANDS}
    accused = complaint.against.filter(pk__in=hands).order_by("pk").first()
    if accused is not None:
        sentence = _("This case is about %(name)s: give it to somebody else.")
        raise OwnerIsInvolved(sentence % {"name": accused.full_name})


@on("message.returned")
def _returned(event: Event) -> None:
    complaint = _complaint_of(event)
    if complaint and _message_of(event).wording == RECEIPT:
        unmark_acknowledged(complaint, by=HOUSE, at=event.at)


@on("message.heard")
def _heard(event: Event) -> None:
    """An outside owner reads what the client writes: each letter goes on to him."""
    complaint = _complaint_of(event)
    if complaint is None or not complaint.outside_owner_address:
        return
    message = _message_of(event)
    is_his = message.person_id == complaint.person_id and message.direction == Direction.IN
    if is_his and message.nature == Nature.HUMAN:
        write_outside(complaint, message.text, by=HOUSE, at=event.at)


@on("finding.rejected")
def _answer_rejected(event: Event) -> None:
    dispute_answer(_finding_of(event), by=HOUSE, at=event.at)


@on("finding.accepted")
def _answer_accepted(event: Event) -> None:
    hear_of_acceptance(_finding_of(event).complaint, by=HOUSE, at=event.at)


def _finding_of(event: Event) -> Finding:
    findings = Finding.objects.select_related("complaint__case")
    found: Finding = findings.get(pk=int(event.subject.partition(":")[2]))
    return found


@on("agreedlist.confirmed")
@on("agreedlist.corrected")
def _agreed_at_the_table(event: Event) -> None:
    agreed = AgreedList.objects.get(pk=int(event.subject.partition(":")[2]))
    is_yes = event.kind == "agreedlist.confirmed"
    hear_of_agreement(agreed, is_yes=is_yes, by=HOUSE, at=event.at)
