"""A series moves as a whole, or leaves one out; the client's letter and calendar say so."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from slovo.domain.delivery.actions.appointments import AppointmentPassed, make_appointment
from slovo.domain.delivery.actions.meetings import MeetingHasBegun, MeetingLeftOut, say_ready
from slovo.domain.delivery.actions.moving import CalledOff, cancel_appointment, move_meeting
from slovo.domain.delivery.actions.series import HeldOnce, SeriesOver, move_series, skip_meeting
from slovo.domain.delivery.models import Appointment, Meeting
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.domain.test_move_meeting import STARTS, event_of, letters
from tests.make import MORNING

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(weeks=1)
TUESDAY = {"day": date(2027, 3, 16), "start": time(10)}
# Tuesday 16 March 2027, 10:00 in Kyiv
ANEW = datetime(2027, 3, 16, 8, tzinfo=UTC)


@pytest.fixture
def series(engagement, petro, olena):
    olena.zone, olena.language = "Asia/Almaty", "en"
    olena.save()

    def made(**sides):
        given = {"title": "The week", "day": date(2027, 3, 12), "start": time(15)}
        given |= {"repeats": "weekly", "by": petro, "at": MORNING, **sides}
        return make_appointment(engagement, **given).meetings.get()

    return made


def starts(meeting, count):
    found = Appointment.objects.get(pk=meeting.appointment_id)
    ahead = found.starts_after(MORNING)
    return [next(ahead) for _ in range(count)]


def test_move_series_moves_this_one_and_all_after_it(series, petro, surveyor):
    meeting = series()
    with pytest.raises(NotAllowed):
        move_series(meeting, **TUESDAY, by=surveyor, at=MORNING)
    for _ in range(2):
        meeting = move_series(meeting, **TUESDAY, by=petro, at=MORNING)
    assert (meeting.starts_at, meeting.regular_at, meeting.next_at) == (ANEW, None, ANEW)
    assert starts(meeting, 3) == [ANEW, ANEW + A_WEEK, datetime(2027, 3, 30, 7, tzinfo=UTC)]
    [letter] = letters("series_moved")
    for words in (
        "The next one was to be: Fri 12 March, 18:00 (UTC+5).",
        "Now it is: Tue 16 March, 13:00 (UTC+5), and so the ones after it.",
        "Every week.",
    ):
        assert words in letter.text
    method, event = event_of(letter)
    assert (method, event["SEQUENCE"], event["RRULE"]) == ("REQUEST", 1, {"FREQ": ["WEEKLY"]})
    assert event["DTSTART"].to_ical() == b"20270316T100000"
    assert Event.objects.filter(kind="appointment.moved").count() == 1
    assert list(breaches()) == []


def test_a_single_move_is_forgotten_when_the_series_moves(series, petro):
    meeting = series()
    move_meeting(meeting, day=date(2027, 3, 15), start=time(9), by=petro, at=MORNING)
    moved = move_series(meeting, **TUESDAY, by=petro, at=MORNING)
    assert (moved.starts_at, moved.regular_at) == (ANEW, None)


def test_move_series_refuses_what_cannot_be(series, petro):
    meeting = series(until=date(2027, 3, 26))
    later = {"day": date(2027, 4, 2), "start": time(10)}
    with pytest.raises(SeriesOver):
        move_series(meeting, **later, by=petro, at=MORNING)
    past = {"day": date(2027, 3, 10), "start": time(9)}
    with pytest.raises(AppointmentPassed):
        move_series(meeting, **past, by=petro, at=MORNING)
    cancel_appointment(meeting.appointment, by=petro, at=MORNING)
    with pytest.raises(CalledOff):
        move_series(meeting, **TUESDAY, by=petro, at=MORNING)


def test_what_is_held_once_is_moved_as_one(series, petro):
    meeting = move_series(series(repeats=""), **TUESDAY, by=petro, at=MORNING)
    assert (meeting.starts_at, len(letters("appointment_moved"))) == (ANEW, 1)


def test_skip_meeting_leaves_one_out_and_the_next_stands(series, petro, surveyor):
    meeting = series()
    with pytest.raises(NotAllowed):
        skip_meeting(meeting, by=surveyor, at=MORNING)
    for _ in range(2):
        skip_meeting(meeting, by=petro, at=MORNING)
    [following] = Meeting.objects.standing()
    assert following.starts_at == STARTS + A_WEEK
    [letter] = letters("meeting_skipped")
    assert (
        "Our meeting “The week”, Fri 12 March, 18:00 (UTC+5), does not take place."
        " We meet again Fri 19 March, 18:00 (UTC+5), as usual."
    ) in letter.text
    method, event = event_of(letter)
    assert (method, event["STATUS"], event["RECURRENCE-ID"].dt) == ("CANCEL", "CANCELLED", STARTS)
    assert event.get("RRULE") is None
    with pytest.raises(MeetingLeftOut):
        say_ready(meeting, by=petro, at=MORNING)
    with pytest.raises(CalledOff):
        move_meeting(meeting, **TUESDAY, by=petro, at=MORNING)
    assert Event.objects.filter(kind="meeting.skipped").count() == 1
    assert list(breaches()) == []


def test_the_last_one_can_be_left_out_and_nothing_follows(series, petro):
    skip_meeting(series(until=date(2027, 3, 12)), by=petro, at=MORNING)
    [letter] = letters("meeting_skipped")
    assert "We meet again" not in letter.text
    assert not Meeting.objects.standing().exists()


def test_skip_meeting_refuses_what_is_no_series_or_has_begun(series, petro):
    with pytest.raises(HeldOnce):
        skip_meeting(series(repeats=""), by=petro, at=MORNING)
    meeting = series(title="Another")
    with pytest.raises(MeetingHasBegun):
        skip_meeting(meeting, by=petro, at=STARTS)
    cancel_appointment(meeting.appointment, by=petro, at=MORNING)
    with pytest.raises(CalledOff):
        skip_meeting(meeting, by=petro, at=MORNING)
