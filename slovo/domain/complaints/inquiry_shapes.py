"""Inquiries, answers, measures and follow-ups as plain dictionaries, for the API. UTC, `Z`."""

from typing import Any

from django.db.models import QuerySet

from slovo.domain.complaints.chronology import Moment, chronology_of
from slovo.domain.complaints.figures import Counted
from slovo.domain.complaints.gaps import before_answer, before_closing, differs, inquiry_of
from slovo.domain.complaints.models import (
    Complaint,
    Evidence,
    Fact,
    Finding,
    FollowUp,
    Measure,
    Waiver,
)
from slovo.domain.complaints.trend_shapes import share_as_dict
from slovo.domain.delivery.shapes import asked_as_dict
from slovo.domain.staff.models import User
from slovo.lib.moments import instant


def inquiry_as_dict(complaint: Complaint, user: User) -> dict[str, Any]:
    """`missing`: what it waits for before the answer, and before it is closed, a sentence each."""
    inquiry = inquiry_of(complaint)
    stated, real = complaint.stated_cause, complaint.real_cause
    whys = list(complaint.whys.order_by("branch", "place"))
    waiver = getattr(complaint, "waiver", None)
    return {
        "complaint": complaint.number,
        "topic": inquiry.topic if inquiry else None,
        "evidence": [evidence_as_dict(one) for one in complaint.evidence.order_by("place", "pk")],
        "stated": complaint.stated,
        "stated_cause": stated.code if stated else None,
        "real_cause": real.code if real else None,
        "real_reason": complaint.real_reason or None,
        "found_by": complaint.found_by.full_name if complaint.found_by else None,
        "differs": differs(complaint),
        "whys": [why.text for why in whys if not why.branch],
        "bones": [{"branch": why.branch, "text": why.text} for why in whys if why.branch],
        "chronology": [moment_as_dict(each) for each in chronology_of(complaint, user)],
        "investigated_at": instant(complaint.investigated_at),
        "decided_at": instant(complaint.decided_at),
        "accepted_at": instant(complaint.accepted_at),
        "rejected_at": instant(complaint.rejected_at),
        "corrected_at": instant(complaint.corrected_at),
        "verified_at": instant(complaint.verified_at),
        "closed_at": instant(complaint.closed_at),
        "lesson": complaint.lesson or None,
        "measures": [measure_as_dict(one) for one in complaint.measures.select_related("owner")],
        "no_measure": waiver_as_dict(waiver) if waiver else None,
        "answers": [finding_as_dict(one) for one in _findings(complaint)],
        "follow_ups": [follow_up_as_dict(one) for one in complaint.follow_ups.order_by("pk")],
        "missing": {
            "before_answer": before_answer(complaint),
            "before_closing": [] if complaint.closed_at else before_closing(complaint),
        },
    }


def _findings(complaint: Complaint) -> Any:
    return complaint.findings.select_related(
        "case", "asked_by", "told_by", "heard_by", "rule__rule"
    ).order_by("pk")


def evidence_as_dict(one: Evidence) -> dict[str, Any]:
    """`state`: seen, none, or null while nobody has looked."""
    return {
        "id": one.pk,
        "kind": one.kind,
        "text": one.text or None,
        "state": one.state or None,
        "note": one.note or None,
        "link": one.link or None,
        "file": one.name or None,
        "settled_by": one.settled_by.full_name if one.settled_by else None,
        "settled_at": instant(one.settled_at),
    }


def fact_as_dict(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.pk,
        "happened_at": instant(fact.happened_at),
        "text": fact.text,
        "source": fact.source,
        "file": fact.name or None,
        "added_by": fact.added_by.full_name,
        "added_at": instant(fact.added_at),
        "dropped_at": instant(fact.dropped_at),
    }


def moment_as_dict(moment: Moment) -> dict[str, Any]:
    """`of` names the row, such as message:7 or promise:3."""
    row = moment.row
    return {
        "at": instant(moment.at),
        "kind": moment.kind,
        "of": f"{row._meta.model_name}:{row.pk}",
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """`state`: asked, yes, no or withdrawn: what the client said to it.

    `voice` phone or in_person, when no letter carried it: `note` and `file` show the talk.
    """
    return asked_as_dict(finding) | {
        "verdict": finding.verdict,
        "reasons": finding.reasons,
        "remedies": finding.remedies,
        "remedy_words": finding.remedy_words or None,
        "prevention": finding.prevention or None,
        "ways": finding.ways or None,
        "outside": finding.outside or None,
        "rule": str(finding.rule) if finding.rule else None,
        "sent_at": instant(finding.sent_at),
        "voice": finding.voice or None,
        "told_at": instant(finding.told_at),
        "told_by": finding.told_by.full_name if finding.told_by else None,
        "note": finding.note or None,
        "file": finding.name or None,
    }


def follow_up_as_dict(row: FollowUp) -> dict[str, Any]:
    """`result`: solved, partly, no, unknown, or null while it is not known."""
    return {
        "id": row.pk,
        "due_at": instant(row.due_at),
        "asked_at": instant(row.asked_at),
        "reply_by": instant(row.reply_by),
        "call_since": instant(row.call_since),
        "call_by": instant(row.call_by),
        "tried_at": instant(row.tried_at),
        "result": row.result or None,
        "score": row.score,
        "words": row.words or None,
        "said_at": instant(row.said_at),
        "ended_at": instant(row.ended_at),
        "withdrawn_at": instant(row.withdrawn_at),
    }


def measure_as_dict(measure: Measure) -> dict[str, Any]:
    """`stand`: open, watched, proven, recurred or dropped."""
    watch = measure.watches.order_by("-pk").first()
    return {
        "id": measure.pk,
        "text": measure.text,
        "owner": measure.owner.full_name,
        "due_at": instant(measure.due_at),
        "stand": measure.stand.value,
        "in_force_at": instant(measure.in_force_at),
        "how": measure.how or None,
        "watched_until": instant(watch.until) if watch and measure.in_force_at else None,
        "recurred_at": instant(measure.recurred_at),
        "proven_at": instant(measure.proven_at),
        "dropped_at": instant(measure.dropped_at),
        "dropped_why": measure.dropped_why or None,
    }


def waiver_as_dict(waiver: Waiver) -> dict[str, Any]:
    return {
        "reason": waiver.reason,
        "asked_by": waiver.asked_by.full_name,
        "asked_at": instant(waiver.asked_at),
        "approved_by": waiver.approved_by.full_name if waiver.approved_by else None,
        "approved_at": instant(waiver.approved_at),
        "declined_at": instant(waiver.declined_at),
    }


def counted_as_dict(counted: Counted, rows: QuerySet[Any], number: str) -> dict[str, Any]:
    """Shares are fractions with Wilson's interval; null where there is no data, never 0.

    `rows`: the numbers of the complaints behind it; `number` says how a row leads to its own.
    """
    known = dict(rows.filter(pk__in=counted.rows).values_list("pk", number))
    return {
        "hits": len(counted.hits),
        "of": len(counted.rows),
        "beside": len(counted.beside),
        **share_as_dict(counted.share),
        "rows": [known[key] for key in counted.rows],
    }
