"""A meeting as the calendars of clients take it: which one, when, and what it replaces."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from slovo.domain.cases.ways import mailbox_of
from slovo.domain.delivery.models import Appointment, Meeting
from slovo.domain.post.mailboxes import sender_of
from slovo.lib.invites import Invite


class Change(NamedTuple):
    """What the client hears of: the time now, the time `was`, the one `meeting` of a series.

    `following`: when the series goes on after one that is left out.
    """

    wording: str
    starts_at: datetime
    was: datetime | None = None
    meeting: Meeting | None = None
    following: datetime | None = None


def invite_of(found: Appointment, change: Change, *, words: str, at: datetime) -> Invite:
    """A series as a whole begins where it began; its one moved meeting names its turn."""
    case = found.case
    address = case.person.address
    meeting = change.meeting
    of_series = meeting.turn_at if meeting and found.repeats else None
    begins_at = change.starts_at if of_series or not found.repeats else found.first_at
    return Invite(
        uid=f"appointment-{found.pk}@{urlsplit(settings.PUBLIC_URL).hostname}",
        sequence=found.sequence,
        starts_at=begins_at,
        minutes=found.minutes,
        zone=found.zone,
        title=found.title,
        host=sender_of(mailbox_of(case)),
        guest=(case.person.full_name, address.email if address else ""),
        stamp=at,
        place=found.place,
        words=words,
        repeats=found.repeats,
        until=found.until,
        instead_of=of_series,
        is_cancelled=bool(found.cancelled_at or (meeting and meeting.skipped_at)),
    )
