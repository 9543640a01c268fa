from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes

import pytest
from icalendar import Calendar

from slovo.domain.cases.actions.outgoing import NoAddress
from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.appointments import AppointmentPassed, make_appointment
from slovo.domain.delivery.actions.meetings import MeetingHasBegun, warn_client, watch_meeting
from slovo.domain.delivery.actions.moving import (
    CalledOff,
    MovedTooFar,
    cancel_appointment,
    move_meeting,
)
from slovo.domain.delivery.models import Appointment, Meeting
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.post.files import get
from slovo.domain.staff.rights import NotAllowed
from slovo.lib.mail import read
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
# Friday 12 March 2027, 15:00 in Kyiv; Olena reads English, in Almaty.
STARTS = datetime(2027, 3, 12, 13, tzinfo=UTC)


@pytest.fixture
def meet(engagement, petro, olena):
    olena.zone, olena.language = "Asia/Almaty", "en"
    olena.save()

    def meeting(**sides):
        given = {
            "title": "Sign the claim",
            "place": "Kyiv, Volodymyrska 12",
            "day": date(2027, 3, 12),
            "start": time(15),
            "bring": "Your passport",
        }
        made = make_appointment(engagement, **{**given, "by": petro, "at": MORNING, **sides})
        return made.meetings.get()

    return meeting


def letters(wording):
    return list(Message.objects.filter(wording=wording).order_by("pk"))


def sent_method(raw):
    parts = message_from_bytes(raw).walk()
    return next(part.get_param("method") for part in parts if part.get_filename())


def event_of(message):
    """Method and event of the file in the letter as it left."""
    letter = read(get(message.delivery.file))
    [file] = letter.attachments
    calendar = Calendar.from_ical(file.content)
    [event] = calendar.walk("VEVENT")
    assert file.name == "meeting.ics"
    assert sent_method(get(message.delivery.file)) == calendar["METHOD"]
    return str(calendar["METHOD"]), event


def test_he_hears_of_a_new_meeting_in_his_words_and_zone(meet):
    assert meet() == meet()
    [letter] = letters("appointment_made")
    for words in (
        "We meet: “Sign the claim”, Fri 12 March, 18:00 (UTC+5).",
        "How long: 1 h.",
        "Where: Kyiv, Volodymyrska 12.",
        "Please bring: Your passport.",
    ):
        assert words in letter.text
    assert "/c/" in read(get(letter.delivery.file)).text
    method, event = event_of(letter)
    appointment = Appointment.objects.get()
    assert (method, event["SEQUENCE"], event["STATUS"]) == ("REQUEST", 0, "CONFIRMED")
    assert event["UID"].startswith(f"appointment-{appointment.pk}@")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (STARTS, STARTS + HOUR)
    assert (appointment.told_at, appointment.letter) == (MORNING, letter)


def test_who_told_him_himself_says_how_and_no_letter_is_written(meet, petro):
    meeting = meet(told_how="By phone")
    assert letters("appointment_made") == []
    found = Appointment.objects.get()
    assert (found.told_how, found.told_by, found.letter) == ("By phone", petro, None)
    move_meeting(
        meeting, day=date(2027, 3, 13), start=time(15), told_how="Again", by=petro, at=MORNING
    )
    cancel_appointment(found, told_how="In the lift", by=petro, at=MORNING)
    assert not Message.objects.filter(wording__startswith="appointment").exists()
    found.refresh_from_db()
    assert (found.told_how, found.sequence) == ("In the lift", 2)


def test_without_an_address_nothing_is_arranged_in_silence(meet, olena):
    olena.addresses.all().delete()
    with pytest.raises(NoAddress, match="Call, and write down that you did"):
        meet()
    assert meet(told_how="By phone").appointment.told_how == "By phone"


def test_move_meeting_tells_the_old_and_the_new_time_once(meet, petro, surveyor):
    meeting = meet(needs="The claim")
    watch_meeting(meeting, by=HOUSE, at=STARTS - 24 * HOUR)
    warn_client(meeting, words="Not yet", is_spoken=True, by=petro, at=MORNING)
    to = {"day": date(2027, 3, 15), "start": time(10), "at": MORNING + HOUR}
    with pytest.raises(NotAllowed):
        move_meeting(meeting, **to, by=surveyor)
    for _ in range(2):
        meeting = move_meeting(meeting, **to, by=petro)
    moved_to = datetime(2027, 3, 15, 8, tzinfo=UTC)
    assert (meeting.starts_at, meeting.regular_at, meeting.warned_at) == (moved_to, None, None)
    assert meeting.next_at == moved_to - 24 * HOUR
    [letter] = letters("appointment_moved")
    assert "Before: Fri 12 March, 18:00 (UTC+5)." in letter.text
    assert "Now: Mon 15 March, 13:00 (UTC+5)." in letter.text
    method, event = event_of(letter)
    assert (method, event["SEQUENCE"], event["DTSTART"].dt) == ("REQUEST", 1, moved_to)
    assert event["UID"] == event_of(letters("appointment_made")[0])[1]["UID"]
    assert Appointment.objects.get().day == date(2027, 3, 15)
    assert Event.objects.filter(kind="meeting.moved").count() == 1
    assert list(breaches()) == []


def test_of_a_series_one_alone_moves_and_the_series_goes_on(meet, petro):
    meeting = meet(repeats="weekly")
    _method, series = event_of(letters("appointment_made")[0])
    assert series["RRULE"] == {"FREQ": ["WEEKLY"]}
    assert series["DTSTART"].to_ical() == b"20270312T150000"
    assert series["DTSTART"].params["TZID"] == "Europe/Kyiv"
    with pytest.raises(MovedTooFar):
        move_meeting(meeting, day=date(2027, 3, 19), start=time(15), by=petro, at=MORNING)
    for day in (date(2027, 3, 15), date(2027, 3, 16)):
        meeting = move_meeting(meeting, day=day, start=time(9), by=petro, at=MORNING)
    assert (meeting.starts_at, meeting.regular_at) == (
        datetime(2027, 3, 16, 7, tzinfo=UTC),
        STARTS,
    )
    _method, event = event_of(letters("appointment_moved")[-1])
    assert event["RECURRENCE-ID"].dt == STARTS
    assert (event["SEQUENCE"], event.get("RRULE")) == (2, None)
    watch_meeting(meeting, by=HOUSE, at=meeting.starts_at)
    assert Meeting.objects.latest("starts_at").starts_at == STARTS + timedelta(weeks=1)


def test_cancel_appointment_tells_him_not_to_come(meet, petro):
    meeting = meet()
    for _ in range(2):
        cancel_appointment(meeting.appointment, by=petro, at=MORNING + HOUR)
    [letter] = letters("appointment_cancelled")
    text = "Our meeting “Sign the claim”, Fri 12 March, 18:00 (UTC+5), does not take place."
    assert text in letter.text
    method, event = event_of(letter)
    assert (method, event["SEQUENCE"], event["STATUS"]) == ("CANCEL", 1, "CANCELLED")
    with pytest.raises(CalledOff):
        move_meeting(meeting, day=date(2027, 3, 13), start=time(9), by=petro, at=MORNING)


def test_a_series_is_called_off_as_a_whole(meet, petro):
    meeting = meet(repeats="fortnightly", until=date(2027, 6, 1))
    _method, event = event_of(letters("appointment_made")[0])
    assert event["RRULE"]["INTERVAL"] == [2]
    assert event["RRULE"]["UNTIL"] == [datetime(2027, 6, 1, 20, 59, 59, tzinfo=UTC)]
    cancel_appointment(meeting.appointment, by=petro, at=MORNING)
    [letter] = letters("appointment_cancelled")
    assert "Our meetings “Sign the claim” take place no more." in letter.text


def test_what_is_over_is_not_moved_and_its_end_not_told(meet, petro):
    meeting = meet()
    with pytest.raises(MeetingHasBegun):
        move_meeting(meeting, day=date(2027, 3, 15), start=time(9), by=petro, at=STARTS)
    with pytest.raises(AppointmentPassed):
        move_meeting(meeting, day=date(2027, 3, 10), start=time(9), by=petro, at=MORNING)
    cancel_appointment(meeting.appointment, by=petro, at=STARTS)
    assert letters("appointment_cancelled") == []
