"""What is looked for, what was found, and what the timeline does not know (R059)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.investigated import mark_investigated
from slovo.domain.complaints.checklists import CHECKLISTS
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Evidence, Fact, Inquiry
from slovo.domain.complaints.models.evidence import State, Topic, Trace
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.enclosing import File
from slovo.domain.staff.models import User


class TopicUnknown(Refusal):
    """The list of topics decides which proofs are looked for."""


class ProofUnclear(Refusal):
    """A proof is seen, or none exists; nothing in between."""


class FactUnclear(Refusal):
    """A fact says what happened, and from whom we know."""


class FactAhead(Refusal):
    """What has not happened yet is no fact."""


@transaction.atomic
def begin_inquiry(complaint: Complaint, *, topic: str, by: User, at: datetime) -> Inquiry:
    """What it is about lays out the list of proofs. Another topic later only adds to the list."""
    complaint = latest(complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    if topic not in Topic.values:
        raise TopicUnknown(_("Choose what the complaint is about."))
    known = Inquiry.objects.filter(complaint=complaint).first()
    if known and known.topic == topic:
        return known
    inquiry = known or Inquiry(complaint=complaint, begun_by=by, begun_at=at)
    inquiry.topic = topic
    inquiry.save()
    laid = _lay_out(complaint, topic)
    case = complaint.case
    record("inquiry.begun", inquiry, by=by, at=at, case=case, facts=laid, topic=topic)
    mark_investigated(complaint, by=by, at=at)
    return inquiry


def _lay_out(complaint: Complaint, topic: str) -> list[Evidence]:
    there = set(complaint.evidence.values_list("kind", flat=True))
    first = complaint.evidence.count()
    return Evidence.objects.bulk_create(
        Evidence(complaint=complaint, kind=kind, place=first + place)
        for place, kind in enumerate(kind for kind in CHECKLISTS[topic] if kind not in there)
    )


@transaction.atomic
def add_evidence(complaint: Complaint, *, text: str, by: User, at: datetime) -> Evidence:
    """One more thing to look at, in one's own words."""
    complaint = latest(complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    words = " ".join(text.split())[:200]
    if not words:
        raise ProofUnclear(_("Say what else to look at."))
    same = complaint.evidence.filter(kind=Trace.OWN, text=words)
    if twin := same.first():
        return twin
    made: Evidence = Evidence.objects.create(
        complaint=complaint, kind=Trace.OWN, text=words, place=complaint.evidence.count()
    )
    record("evidence.added", made, by=by, at=at, case=complaint.case, facts=(made,))
    mark_investigated(complaint, by=by, at=at)
    return made


@transaction.atomic
def tick_evidence(
    evidence: Evidence,
    *,
    state: str,
    note: str = "",
    link: str = "",
    file: File | None = None,
    by: User,
    at: datetime,
) -> Evidence:
    """Seen, or none exists; an empty state takes the tick back. A file takes the place of one."""
    complaint = latest(evidence.complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    if state not in State.values:
        raise ProofUnclear(_("Say whether it was seen, or that none exists."))
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    sides = (state, note.strip()[:500], link.strip()[:500])
    if (found.state, found.note, found.link) == sides and file is None:
        return found
    found.state, found.note, found.link = sides
    found.enclose(file)
    found.settled_by, found.settled_at = (by, at) if state else (None, None)
    found.save()
    found.complaint = complaint
    record("evidence.settled", found, by=by, at=at, case=complaint.case, facts=(found,), end=state)
    mark_investigated(complaint, by=by, at=at)
    return found


@transaction.atomic
def add_fact(
    complaint: Complaint,
    *,
    happened_at: datetime,
    text: str,
    source: str,
    file: File | None = None,
    by: User,
    at: datetime,
) -> Fact:
    """By hand, for the chronology. The same said twice is one fact."""
    complaint = latest(complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    words, whence = text.strip()[:1000], source.strip()[:200]
    if not words or not whence:
        raise FactUnclear(_("Write what happened, and from whom or what we know."))
    if happened_at > at:
        raise FactAhead(_("A fact has happened: now, or before."))
    same = complaint.facts.standing().filter(happened_at=happened_at, text=words, source=whence)
    if twin := same.first():
        return twin
    made = Fact(
        complaint=complaint,
        happened_at=happened_at,
        text=words,
        source=whence,
        added_by=by,
        added_at=at,
    )
    made.enclose(file)
    made.save()
    record("fact.added", made, by=by, at=at, case=complaint.case, facts=(made,))
    return made


@transaction.atomic
def drop_fact(fact: Fact, *, by: User, at: datetime) -> Fact:
    """It was not so; it stays in the record, and leaves the chronology."""
    complaint = latest(fact.complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    found = Fact.objects.select_for_update().get(pk=fact.pk)
    if found.dropped_at is None:
        found.dropped_at = at
        found.save(update_fields=["dropped_at"])
        record("fact.dropped", found, by=by, at=at, case=complaint.case, facts=(found,))
    return found
