"""A meeting gets another time or is called off, and the client hears of it (R022)."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.delivery.actions.appointments import AppointmentPassed
from slovo.domain.delivery.actions.inviting import tell_client
from slovo.domain.delivery.actions.meetings import MeetingHasBegun
from slovo.domain.delivery.invites import Change
from slovo.domain.delivery.models import Appointment, Meeting
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.worktime.days import instant, moment


class CalledOff(Refusal):
    """It takes place no more: a new time is a new appointment."""


class MovedTooFar(Refusal):
    """One meeting of a series is not moved past the next one."""


@transaction.atomic
def move_meeting(
    meeting: Meeting, *, day: date, start: time, told_how: str = "", by: User, at: datetime
) -> Meeting:
    """To another time on the same clock; of a series this one alone moves."""
    refuse_unless_allowed("save_appointment", by)
    meeting = locked_meeting(meeting)
    found, was = meeting.appointment, meeting.starts_at
    starts_at = on_its_clock(found, day, start)
    if starts_at == was:
        return meeting
    refuse_impossible(meeting, starts_at, at)
    _refuse_beyond(meeting, starts_at)
    if found.repeats:
        meeting.regular_at = meeting.turn_at
    else:
        found.day, found.time = day, start
    meeting.starts_at = starts_at
    begin_anew(meeting, at)
    found.sequence += 1
    found.save(update_fields=["day", "time", "sequence"])
    change = Change("appointment_moved", starts_at, was, meeting)
    facts = tell_client(found, change, how=told_how, by=by, at=at)
    before = was.isoformat()
    record("meeting.moved", meeting, by=by, at=at, case=found.case, facts=facts, was=before)
    return meeting


@transaction.atomic
def cancel_appointment(
    appointment: Appointment, *, told_how: str = "", by: User, at: datetime
) -> Appointment:
    """It takes place no more; nothing is asked about it, and the client does not come."""
    refuse_unless_allowed("save_appointment", by)
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("case__person")
    found = rows.get(pk=appointment.pk)
    if found.cancelled_at:
        return found
    ahead = found.meetings.filter(starts_at__gt=at, skipped_at=None).first()
    found.cancelled_at, found.next_at = at, None
    found.sequence += 1
    found.save(update_fields=["cancelled_at", "next_at", "sequence"])
    found.meetings.update(next_at=None)
    facts = []
    if ahead:
        change = Change("appointment_cancelled", ahead.starts_at)
        facts = tell_client(found, change, how=told_how, by=by, at=at)
    record("appointment.cancelled", found, by=by, at=at, case=found.case, facts=facts)
    return found


def on_its_clock(found: Appointment, day: date, start: time) -> datetime:
    return moment(instant(day, start.hour * 60 + start.minute, ZoneInfo(found.zone)))


@transaction.atomic(savepoint=False)
def begin_anew(meeting: Meeting, at: datetime) -> None:
    """At its new time it is asked about again, and nobody was warned of it yet."""
    meeting.asked_at = meeting.alerted_at = meeting.warned_at = meeting.warned_by = None
    meeting.warning = ""
    meeting.next_at = meeting.looked_at_next(at)
    meeting.save()


def refuse_impossible(meeting: Meeting, starts_at: datetime, at: datetime) -> None:
    if meeting.appointment.cancelled_at or meeting.skipped_at:
        raise CalledOff(_("It is called off. Agree on a new time instead."))
    if at >= meeting.starts_at:
        raise MeetingHasBegun(_("The meeting has begun already."))
    if starts_at <= at:
        raise AppointmentPassed(_("This time is over. Choose one that lies ahead."))


def _refuse_beyond(meeting: Meeting, starts_at: datetime) -> None:
    found = meeting.appointment
    following = next(found.starts_after(meeting.turn_at), None) if found.repeats else None
    if following and starts_at >= following:
        raise MovedTooFar(_("By then the next one of the series begins. Choose an earlier time."))


def locked_meeting(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("appointment__case__person").get(pk=meeting.pk)
