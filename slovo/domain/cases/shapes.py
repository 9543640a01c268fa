"""Cases as plain dictionaries: what the API and the command line print. Times are UTC, `Z`."""

from datetime import datetime
from typing import Any

from slovo.domain.cases.lines import CaseLine, line_of
from slovo.domain.cases.models import Attachment, Case, Message, Promise
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.message import Direction
from slovo.domain.cases.owed import dark_from
from slovo.domain.cases.silences import dark_seconds
from slovo.domain.cases.today import GRAVEST, Lane, lanes
from slovo.domain.staff.models import User
from slovo.lib.moments import instant as instant  # noqa: PLC0414 - others know it from here

WAITS_ON = {State.ON_US: "us", State.WAITING: "client", State.SOLVED: "client", State.CLOSED: None}


def case_row(case: CaseLine, at: datetime) -> dict[str, Any]:
    """One line of a list. `late_seconds`: how long past the word he was owed."""
    return {
        "ref": case.ref,
        "subject": case.subject,
        "person": case.person__full_name,
        "person_id": case.person_id,
        "organisation": case.organisation__name,
        "organisation_id": case.organisation_id,
        "handler": case.handler__full_name,
        "handler_email": case.handler__email,
        "answerer": case.answerer__full_name,
        "answerer_email": case.answerer__email,
        "state": str(case.state),
        "waiting_on": WAITS_ON[State(case.state)],
        "severity_client": case.severity_client,
        "severity_ours": case.severity_ours,
        "channel": case.channel,
        "opened_at": instant(case.opened_at),
        "first_answer_due_at": instant(case.first_answer_due_at),
        "first_answered_at": instant(case.first_answered_at),
        "next_word_at": instant(case.next_word_at),
        "waits_since": instant(case.waits_since),
        "dark_at": instant(case.dark_at),
        "late_seconds": late_seconds(case.dark_at, at) if case.is_open else 0,
        "changed_at": instant(case.changed_at),
    }


def case_as_dict(case: Case, at: datetime) -> dict[str, Any]:
    """A whole case. `dark_seconds` is its time in the dark, metric M2.

    What was told in confidence stands under its own address, where each reading is noted (R018).
    """
    promises = case.promises.select_related("owner").order_by("made_at", "pk")
    messages = case.messages.filter(level="").select_related("author", "person", "forwarded_by")
    messages = messages.prefetch_related("attachments")
    return {
        **case_row(line_of(case), at),
        "deputy": _name(case.deputy),
        "principal": _name(case.principal),
        "question": case.waiting_question or None,
        "brief": case.brief or None,
        "solved_at": instant(case.solved_at),
        "closed_at": instant(case.closed_at),
        "ending": case.ending or None,
        "level": case.level,
        "dark_seconds": dark_seconds(case, at),
        "clocks": [promise_as_dict(promise) for promise in promises if promise.source == "rule"],
        "promises": [promise_as_dict(promise) for promise in promises if promise.source != "rule"],
        "messages": [message_as_dict(message) for message in messages],
    }


def message_as_dict(message: Message) -> dict[str, Any]:
    """`kind` is `human` or which machine; `wording` names an automatic letter of ours."""
    return {
        "id": message.pk,
        "direction": str(message.direction),
        "level": message.level,
        "kind": str(message.nature),
        "wording": message.wording or None,
        "channel": message.channel,
        "by": _who_wrote(message),
        "forwarded_by": _name(message.forwarded_by),
        "at": instant(message.at),
        "delivered_at": instant(message.delivered_at),
        "cancelled_at": instant(message.cancelled_at),
        "next_word_at": instant(message.next_word_at),
        "question": message.question or None,
        "subject": message.subject or None,
        "text": message.text,
        "quoted_text": message.quoted_text or None,
        "files": [_file(row) for row in message.attachments.all()],
    }


def promise_as_dict(promise: Promise) -> dict[str, Any]:
    return {
        "kind": str(promise.kind),
        "text": promise.text or None,
        "owed_by": promise.owed_by,
        "owner": _name(promise.owner),
        "made_at": instant(promise.made_at),
        "due_at": instant(promise.due_at),
        "done_at": instant(promise.done_at),
        "ended_at": instant(promise.ended_at),
        "outcome": promise.outcome or None,
    }


def today_rows(user: User | None, at: datetime, *, whose: str = "firm") -> list[dict[str, Any]]:
    """The morning list, row by row, list by list."""
    return [row for lane in lanes(user, at, whose=whose) for row in lane_rows(lane, at)]


def lane_rows(lane: Lane, at: datetime) -> list[dict[str, Any]]:
    """`due_at` is when the client is owed a word, to the second; `late_seconds` how long past."""
    return [_lane_row(lane.name, case, at) for case in lane.rows]


def _lane_row(name: str, case: CaseLine, at: datetime) -> dict[str, Any]:
    """In the dark he is since the word he was told, once it is past, not since our own limit."""
    dark_at = dark_from(case, at) if name == GRAVEST else case.dark_at
    return {
        "list": name,
        "case": case.ref,
        "subject": case.subject,
        "person": case.person__full_name,
        "owner": case.answerer__full_name,
        "due_at": instant(to_the_second(dark_at or case.next_word_at)),
        "late_seconds": late_seconds(dark_at, at),
    }


def to_the_second(at: datetime | None) -> datetime | None:
    return at.replace(microsecond=0) if at else None


def late_seconds(due_at: datetime | None, at: datetime) -> int:
    return max(int((at - due_at).total_seconds()), 0) if due_at else 0


def _who_wrote(message: Message) -> str | None:
    """The colleague, the client's person, or nobody: an automatic letter of ours."""
    if message.direction != Direction.IN:
        return _name(message.author)
    return message.person.full_name if message.person else message.sender or None


def _file(row: Attachment) -> dict[str, Any]:
    return {"name": row.name, "type": row.type, "size": row.size, "digest": row.digest}


def _name(user: User | None) -> str | None:
    return user.full_name if user else None
