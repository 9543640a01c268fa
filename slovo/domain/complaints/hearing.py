"""What inquiries hear of from below: our answer left or came back, the question may be put."""

from slovo.domain.cases.asked_elsewhere import asks_itself
from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.answering import (
    mark_answered,
    take_answer_back,
    unmark_answered,
)
from slovo.domain.complaints.actions.following import say_follow_up, spare_follow_up
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.courtesy.models import Approach
from slovo.domain.delivery.models import Answer
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on


def _finding_of(event: Event) -> Finding | None:
    letter = int(event.subject.partition(":")[2])
    rows = Finding.objects.filter(letter=letter).select_related("complaint__case", "case")
    found: Finding | None = rows.order_by("pk").first()
    return found


@on("message.delivered")
def _answered(event: Event) -> None:
    if finding := _finding_of(event):
        mark_answered(finding, by=HOUSE, at=event.at)


@on("message.returned")
def _came_back(event: Event) -> None:
    if finding := _finding_of(event):
        unmark_answered(finding, by=HOUSE, at=event.at)


@on("message.cancelled")
def _taken_back(event: Event) -> None:
    if finding := _finding_of(event):
        take_answer_back(finding, by=HOUSE, at=event.at)


@on("case.confirmed")
def _confirmed(event: Event) -> None:
    """On the page of his request he said that it is solved: that accepts the answer, too."""
    rows = Finding.objects.waiting().filter(case=event.case_id, sent_at__isnull=False)
    finding = rows.select_related("complaint__case__person").first()
    if finding is not None and event.actor_kind == "person":
        person = finding.complaint.case.person
        answer_finding(finding, answer=Answer.YES, by=person, at=event.at)


@on("approach.freed")
def _may_be_asked(event: Event) -> None:
    if event.refs["about"].startswith("followup:"):
        say_follow_up(_approach_of(event), by=HOUSE, at=event.at)


@on("approach.cancelled")
def _will_not_be_asked(event: Event) -> None:
    if event.refs["about"].startswith("followup:"):
        spare_follow_up(_approach_of(event), by=HOUSE, at=event.at)


def _approach_of(event: Event) -> Approach:
    key = int(event.subject.partition(":")[2])
    return Approach.objects.select_related("person", "delivery").get(pk=key)


@asks_itself
def _asks(case: Case) -> bool:
    """As long as a complaint is open, the house does not ask beside it whether all is solved."""
    return Complaint.objects.open().filter(case=case.pk).exists()
