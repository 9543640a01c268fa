"""The one thing that a complaint waits for now: a sentence and a button."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.spoken import Voice

SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NextAct:
    """`look`: late, calm while there is time, empty when it is due within a day."""

    words: str
    button: str = ""
    url: str = ""
    look: str = "calm"


def next_act(complaint: Complaint, page: Mapping[str, Any], voice: Voice) -> NextAct | None:
    """`page` is all that stands on the page; None: closed, or somebody else sees it through."""
    if complaint.closed_at or not page["inquiry"]["may"]:
        return None
    ways = _ways(complaint, page, voice)
    words, button, name, pk, due_at = next(ways)
    args = [complaint.number, *([pk] if pk else [])]
    return NextAct(
        words, button, reverse(name, args=args) if name else "", _look(due_at, voice.now)
    )


def _look(due_at: datetime | None, now: datetime) -> str:
    if due_at is None or due_at - now > SOON:
        return "calm"
    return "late" if due_at <= now else ""


Way = tuple[str, str, str, int, datetime | None]


def _ways(complaint: Complaint, page: Mapping[str, Any], voice: Voice) -> Iterator[Way]:
    """What is to be done, the first first: words, button, the name of its page, and until when."""
    inquiry, due = page["inquiry"], complaint.plan_at
    if not complaint.owner_name:
        yield _("Nobody sees it through yet."), _("Name the owner"), "complaint-owner", 0, None
    if complaint.assessed_at is None:
        words = _("Say how grave it is: %(when)s.") % {"when": voice.by(complaint.assess_by)}
        yield words, _("Assess it"), "complaint-assess", 0, complaint.assess_by
    if complaint.decided_at is None:
        yield from _looking(complaint, inquiry, inquiry["blocked"], due)
        if not inquiry["may_answer"]:
            yield _("The answer is on its way to the client."), "", "", 0, None
        words = _("All is found out. The answer is due %(when)s.") % {"when": voice.by(due)}
        if inquiry["is_voice_first"]:
            yield words, _("Answered by voice"), "complaint-told", 0, due
        yield words, _("Answer the complaint"), "complaint-answer", 0, due
    yield from _dispute(page)
    if complaint.resolved_at_once_at:
        yield from _looking(complaint, inquiry, inquiry["left"], None)
    yield from _ending(complaint, inquiry)


def _looking(
    complaint: Complaint, inquiry: Mapping[str, Any], said: list[str], due: datetime | None
) -> Iterator[Way]:
    if inquiry["row"] is None:
        yield said[0], _("Say what it is about"), "complaint-topic", 0, due
    for proof in inquiry["proofs"]:
        if not proof.evidence.is_settled:
            yield said[0], _("Look at it"), "evidence-tick", proof.evidence.pk, due
    if not (complaint.stated_cause_id and complaint.real_cause_id):
        yield said[0], _("Name the causes"), "complaint-cause", 0, due


def _dispute(page: Mapping[str, Any]) -> Iterator[Way]:
    dispute = page["dispute"]
    if dispute is None or dispute.ended_at:
        return
    words, due = page["dispute_state"][0], dispute.table_by
    if dispute.agreed_id:
        yield words, "", "", 0, None
    if dispute.is_prepared:
        yield words, _("After the sitting"), "complaint-sitting", 0, due
    if dispute.deadlocked_at:
        yield words, _("Before you sit down"), "complaint-sheet", 0, due
    yield words, _("An offer, or a refusal"), "complaint-move", 0, None


def _ending(complaint: Complaint, inquiry: Mapping[str, Any]) -> Iterator[Way]:
    for row in inquiry["follow_ups"]:
        if row.follow_up.is_waiting and row.follow_up.is_to_be_called:
            pk, button = row.follow_up.pk, _("The client has said whether it helped")
            yield row.words, button, "followup-record", pk, row.follow_up.call_by
    if inquiry["is_to_correct"]:
        words = _("Say that the client has got what the answer names.")
        yield words, _("The client has got it"), "complaint-corrected", 0, None
    if not complaint.lesson.strip():
        words = _("Write down what we learn from it.")
        yield words, _("Write the lesson"), "complaint-lesson", 0, None
    waiver = inquiry["waiver"]
    if not inquiry["measures"] and (waiver is None or waiver.declined_at):
        words = _("Take a measure with an owner and a date, or say why none is taken.")
        yield words, _("Take a measure"), "measure-take", 0, None
    for sentence in inquiry["left"]:
        yield sentence, "", "", 0, None
    words = _("Nothing is missing any more: it may be closed.")
    yield words, _("Close the complaint"), "complaint-close", 0, None
