"""The steps of a complaint that become a fault when nobody takes them, and when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from slovo.domain.complaints.dues import last_close
from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.hours import hours_of
from slovo.lib.moments import instant

REMIND_BEFORE = timedelta(hours=4)


def steps_of(complaint: Complaint) -> Iterator[tuple[str, datetime]]:
    """What is still to be done, and the moment at which it becomes a fault, or nearly one."""
    if complaint.closed_at:
        return
    if complaint.acknowledged_at is None:
        yield "receipt", complaint.receipt_by
    if complaint.assessed_at is None:
        yield "assessment", complaint.assess_by
    if complaint.decided_at is None:
        if complaint.progress_at:
            yield "word_soon", reminder_at(complaint)
            yield "word", complaint.progress_at
        yield "plan", complaint.plan_at
        yield "limit", complaint.limit_at


def reminder_at(complaint: Complaint) -> datetime:
    """Four hours before the last close of business at which the word can still be said."""
    due = complaint.progress_at or complaint.limit_at
    return last_close(hours_of(complaint.owner), due, complaint.received_at) - REMIND_BEFORE


def next_step(complaint: Complaint) -> datetime | None:
    waiting = [due for step, due in steps_of(complaint) if not is_said(complaint, step, due)]
    return min(waiting, default=None)


def is_said(complaint: Complaint, step: str, due: datetime) -> bool:
    return bool(complaint.climbed.get(step) == instant(due))
