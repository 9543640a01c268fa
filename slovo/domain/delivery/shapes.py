"""An agreement at work as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.delivery.models import (
    Appointment,
    Asked,
    Decision,
    Meeting,
    Offer,
    Requirement,
    Restatement,
    ScopeChange,
    Stage,
    StageMap,
    TimeEntry,
)
from slovo.domain.engagements.models import Engagement
from slovo.lib.moments import instant


def engagement_as_dict(engagement: Engagement) -> dict[str, Any]:
    time = engagement.time.filter(dropped_at=None).select_related("user")
    return {
        "id": engagement.pk,
        "title": engagement.title,
        "person": engagement.person.full_name,
        "person_id": engagement.person_id,
        "organisation": engagement.organisation.name if engagement.organisation else None,
        "service_class": engagement.service_class.name,
        "signed_at": instant(engagement.signed_at),
        "ended_at": instant(engagement.ended_at),
        "decisions": [decision_as_dict(row) for row in _asked(engagement.decisions)],
        "appointments": [appointment_as_dict(row) for row in engagement.appointments.all()],
        "stages": [stage_as_dict(row) for row in engagement.stages.select_related("owner")],
        "requirements": [requirement_as_dict(row) for row in engagement.requirements.all()],
        "offers": [offer_as_dict(row) for row in _asked(engagement.offers)],
        "restatements": [restatement_as_dict(row) for row in _asked(engagement.restatements)],
        "scope_changes": [change_as_dict(change) for change in _asked(engagement.scopechanges)],
        "time": [time_as_dict(entry) for entry in time],
    }


def _asked(rows: Any) -> Any:
    return rows.select_related("heard_by", "asked_by", "case", "letter")


def asked_as_dict(asked: Asked) -> dict[str, Any]:
    """`state`: asked, yes, no or withdrawn."""
    return {
        "id": asked.pk,
        "case": asked.case.ref,
        "state": asked.state,
        "asked_by": asked.asked_by.full_name,
        "asked_at": instant(asked.asked_at),
        "reminded_at": instant(asked.reminded_at),
        "answered_at": instant(asked.answered_at),
        "words": asked.words or None,
        "heard_by": asked.heard_by.full_name if asked.heard_by else None,
    }


def change_as_dict(change: ScopeChange) -> dict[str, Any]:
    return asked_as_dict(change) | {
        "text": change.text,
        "more_minutes": change.more_minutes,
        "more_money": str(change.more_money),
        "currency": change.currency,
        "done_by": change.done_by.isoformat() if change.done_by else None,
    }


def time_as_dict(entry: TimeEntry) -> dict[str, Any]:
    """`state`: counted, parked or removed."""
    return {
        "id": entry.pk,
        "user": entry.user.full_name,
        "day": entry.day.isoformat(),
        "minutes": entry.minutes,
        "note": entry.note,
        "scope_change": entry.scope_change_id,
        "state": str(entry.state),
    }


def requirement_as_dict(requirement: Requirement) -> dict[str, Any]:
    """`state`: new, accepted, declined or met; `fit`: yes, partly, no or null."""
    sides = ("reason", "met_by", "evidence", "fit", "gap", "alternative")
    told = {side: getattr(requirement, side) or None for side in sides}
    return {"id": requirement.pk, "text": requirement.text, "state": requirement.state, **told}


def offer_as_dict(offer: Offer) -> dict[str, Any]:
    return asked_as_dict(offer) | {"text": offer.text or None, "lines": offer.lines}


def restatement_as_dict(restatement: Restatement) -> dict[str, Any]:
    return asked_as_dict(restatement) | {"text": restatement.text}


def map_as_dict(known: StageMap) -> dict[str, Any]:
    return {"id": known.pk, "name": known.name, "steps": known.steps}


def stage_as_dict(stage: Stage) -> dict[str, Any]:
    """`state`: ahead, running or passed; `part`: met, answered, waived or null."""
    return {
        "id": stage.pk,
        "position": stage.position,
        "name": stage.name,
        "state": stage.state,
        "owner": stage.owner.full_name if stage.owner else None,
        "client_part": stage.client_part or None,
        "is_work": stage.is_work,
        "is_key": stage.is_key,
        "entered_at": instant(stage.entered_at),
        "due_at": instant(stage.due_at),
        "passed_at": instant(stage.passed_at),
        "part": stage.part or None,
        "part_words": stage.part_words or None,
    }


def decision_as_dict(decision: Decision) -> dict[str, Any]:
    """`warnings` names figures without a source or a day; `sent_at`: he was asked by letter."""
    return asked_as_dict(decision) | {
        "sent_at": instant(decision.letter.at if decision.letter else None),
        "question": decision.question,
        "options": decision.options,
        "figures": decision.figures,
        "warnings": [row["what"] for row in decision.unsourced],
        "choice": decision.choice or None,
        "chosen_at": instant(decision.answered_at),
        "confirm_due_at": instant(decision.confirm_due_at),
        "confirmed_at": instant(decision.confirmed_at),
    }


def appointment_as_dict(appointment: Appointment) -> dict[str, Any]:
    """`told_how`: how a colleague told the client; null and `told_at`: by letter."""
    sides = ("title", "place", "zone", "side", "minutes", "repeats", "travel_minutes", "needs")
    return {
        "id": appointment.pk,
        "bring": appointment.bring,
        "told_at": instant(appointment.told_at),
        "told_how": appointment.told_how or None,
        **{side: getattr(appointment, side) for side in sides},
        "day": appointment.day.isoformat(),
        "start": appointment.time.isoformat("minutes"),
        "cancelled_at": instant(appointment.cancelled_at),
        "meetings": [meeting_as_dict(row) for row in appointment.meetings.all()],
    }


def meeting_as_dict(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.pk,
        "starts_at": instant(meeting.starts_at),
        "moved_from": instant(meeting.regular_at),
        "skipped_at": instant(meeting.skipped_at),
        "ready_at": instant(meeting.ready_at),
        "alerted_at": instant(meeting.alerted_at),
        "warned_at": instant(meeting.warned_at),
        "gained_seconds": int(meeting.gained.total_seconds()) if meeting.gained else None,
    }
