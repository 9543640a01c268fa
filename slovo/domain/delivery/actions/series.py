"""A series of meetings gets another time, or leaves one out; the client hears of it (R022)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.delivery.actions.appointments import clock_word_at, plan_following
from slovo.domain.delivery.actions.inviting import tell_client
from slovo.domain.delivery.actions.meetings import MeetingHasBegun
from slovo.domain.delivery.actions.moving import (
    CalledOff,
    begin_anew,
    locked_meeting,
    move_meeting,
    on_its_clock,
    refuse_impossible,
)
from slovo.domain.delivery.invites import Change
from slovo.domain.delivery.models import Meeting
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class SeriesOver(Refusal):
    """The series was to end before."""


class HeldOnce(Refusal):
    """What is held once is called off, not left out."""


@transaction.atomic
def move_series(
    meeting: Meeting, *, day: date, start: time, told_how: str = "", by: User, at: datetime
) -> Meeting:
    """This one and all after it: in the same rhythm, on the same clock, from the new time on."""
    refuse_unless_allowed("save_appointment", by)
    meeting = locked_meeting(meeting)
    found, was = meeting.appointment, meeting.starts_at
    if not found.repeats:
        return move_meeting(meeting, day=day, start=start, told_how=told_how, by=by, at=at)
    if (day, start) == (found.day, found.time) and meeting.regular_at is None:
        return meeting
    starts_at = on_its_clock(found, day, start)
    refuse_impossible(meeting, starts_at, at)
    if found.until and day > found.until:
        raise SeriesOver(_("The series ends before that day. Agree on a new one instead."))
    found.day, found.time, found.told_of = day, start, None
    found.next_at = clock_word_at(found, at)
    found.sequence += 1
    found.save(update_fields=["day", "time", "told_of", "next_at", "sequence"])
    meeting.starts_at, meeting.regular_at = starts_at, None
    begin_anew(meeting, at)
    change = Change("series_moved", starts_at, was)
    facts = tell_client(found, change, how=told_how, by=by, at=at)
    before = was.isoformat()
    record("appointment.moved", found, by=by, at=at, case=found.case, facts=facts, was=before)
    return meeting


@transaction.atomic
def skip_meeting(meeting: Meeting, *, told_how: str = "", by: User, at: datetime) -> Meeting:
    """This one does not take place; the next one of the series is watched from now on."""
    refuse_unless_allowed("save_appointment", by)
    meeting = locked_meeting(meeting)
    found = meeting.appointment
    if meeting.skipped_at:
        return meeting
    if found.cancelled_at:
        raise CalledOff(_("It is called off. Agree on a new time instead."))
    if not found.repeats:
        raise HeldOnce(_("It is held once: call it off."))
    if at >= meeting.starts_at:
        raise MeetingHasBegun(_("The meeting has begun already."))
    meeting.skipped_at, meeting.next_at = at, None
    meeting.save(update_fields=["skipped_at", "next_at"])
    found.sequence += 1
    found.save(update_fields=["sequence"])
    following = plan_following(meeting, by=by, at=at)
    change = Change(
        "meeting_skipped",
        meeting.starts_at,
        meeting=meeting,
        following=following.starts_at if following else None,
    )
    facts = tell_client(found, change, how=told_how, by=by, at=at)
    record("meeting.skipped", meeting, by=by, at=at, case=found.case, facts=facts)
    return meeting
