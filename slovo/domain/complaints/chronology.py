"""What happened, in order: from the timeline of the matter itself, and the facts added by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.message import SPOKEN, Direction
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.papers import invoices_of
from slovo.domain.delivery.models import ScopeChange, Stage, TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.domain.talks.models import Talk
from slovo.lib.prepared import PreparedModels

BEFORE = timedelta(days=180)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: what it is, its row, and for a promise how it ended.

    `kind`: letter_in, letter_out, said, note, talk, missed_call, called_back, promised, ended,
    time, invoice, paid, scope_asked, scope_answered, stage, complaint or fact.
    """

    at: datetime
    kind: str
    row: Any
    is_day: bool = False


def chronology_of(complaint: Complaint, user: User) -> list[Moment]:
    """The oldest first: the matter since half a year before, the complaint itself, the facts.

    What this reader may not see is left out.
    """
    since = _since(complaint)
    found = [*_of_complaint(complaint, user)]
    about = _shown(complaint.about, user)
    if about is not None:
        found += _of_case(about, user)
        if about.engagement is not None:
            found += _of_engagement(about.engagement, since, about.zone)
            found += _money(complaint, user, since, about.zone)
    found += [Moment(fact.happened_at, "fact", fact) for fact in complaint.facts.standing()]
    told = [moment for moment in found if not _is_said_over(moment, complaint)]
    ordered = sorted(told, key=lambda moment: (moment.at, moment.kind, moment.row.pk))
    return ordered[-LONGEST:]


def _is_said_over(moment: Moment, complaint: Complaint) -> bool:
    """The letter in which the complaint came stands there as the complaint already."""
    is_his = moment.kind == "letter_in" and moment.row.text.strip() == complaint.stated
    return is_his and moment.at == complaint.received_at


def _since(complaint: Complaint) -> datetime:
    day = complaint.problem_on
    first = datetime.combine(day, time(), UTC) if day else complaint.received_at
    return min(first, complaint.received_at) - BEFORE


def _shown(case: Case | None, user: User) -> Case | None:
    return case if case is not None and case.is_shown_to(user) else None


def _of_complaint(complaint: Complaint, user: User) -> Iterator[Moment]:
    yield Moment(complaint.received_at, "complaint", complaint)
    if complaint.case_id != complaint.about_id:
        yield from _letters(complaint.case, user)


def _of_case(case: Case, user: User) -> Iterator[Moment]:
    yield from _letters(case, user)
    for talk in Talk.objects.visible_to(user).filter(case=case).select_related("held_by"):
        yield Moment(talk.held_at, "talk", talk)
    calls = MissedCall.objects.visible_to(user).filter(case=case)
    for call in calls.select_related("called_by"):
        yield Moment(call.missed_at, "missed_call", call)
        if call.back_at:
            yield Moment(call.back_at, "called_back", call)
    given = Promise.objects.visible_to(user).filter(case=case).given()
    for promise in given.select_related("owner"):
        yield Moment(promise.made_at, "promised", promise)
        if promise.ended_at:
            yield Moment(promise.ended_at, "ended", promise)


def _letters(case: Case, user: User) -> Iterator[Moment]:
    kinds: dict[str, str] = {
        Direction.IN: "letter_in",
        Direction.OUT: "letter_out",
        Direction.NOTE: "note",
    }
    for message in _LETTERS(case=case.pk):
        message.case = case
        if message.is_shown_to(user):
            is_said = message.direction == Direction.OUT and message.channel in SPOKEN
            kind = "said" if is_said else kinds[message.direction]
            yield Moment(message.delivered_at or message.at, kind, message)


_LETTERS = PreparedModels(
    Message,
    lambda case: Message.objects.filter(case=case, cancelled_at=None).select_related(
        "author", "person"
    ),
)


def _of_engagement(engagement: Engagement, since: datetime, zone: str) -> Iterator[Moment]:
    for entry in TimeEntry.objects.filter(
        engagement=engagement, day__gte=since.date(), dropped_at=None
    ).select_related("user"):
        yield Moment(_noon(entry.day, zone), "time", entry, is_day=True)
    changes = ScopeChange.objects.filter(engagement=engagement, asked_at__gte=since)
    for change in changes.select_related("asked_by", "heard_by"):
        yield Moment(change.asked_at, "scope_asked", change)
        if change.answered_at:
            yield Moment(change.answered_at, "scope_answered", change)
    stages = Stage.objects.filter(engagement=engagement, entered_at__gte=since)
    for stage in stages.select_related("owner"):
        yield Moment(stage.entered_at or since, "stage", stage)


def _money(complaint: Complaint, user: User, since: datetime, zone: str) -> Iterator[Moment]:
    sent = invoices_of(complaint, user).filter(issued_at__gte=since)
    for invoice in sent.prefetch_related("payments", "lines__credits"):
        yield Moment(invoice.issued_at or since, "invoice", invoice)
        for payment in invoice.payments.all():
            if payment.dropped_at is None:
                yield Moment(_noon(payment.paid_on, zone), "paid", payment, is_day=True)


def _noon(day: Any, zone: str) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(zone))
