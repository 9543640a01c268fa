from datetime import UTC, date, datetime, time, timedelta

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.appointments import (
    AppointmentPassed,
    AppointmentUnclear,
    make_appointment,
    tell_clock_change,
)
from slovo.domain.delivery.actions.meetings import (
    MeetingHasBegun,
    WarningMissing,
    say_ready,
    warn_client,
    watch_meeting,
)
from slovo.domain.delivery.actions.moving import cancel_appointment
from slovo.domain.delivery.models import Appointment, Meeting
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Friday 12 March 2027, 15:00 in Kyiv.
STARTS = datetime(2027, 3, 12, 13, tzinfo=UTC)
ELEVEN = datetime(2027, 3, 12, 9, tzinfo=UTC)


@pytest.fixture
def meet(engagement, petro):
    def meeting(**sides):
        given = {
            "title": "Sign the claim",
            "day": date(2027, 3, 12),
            "start": time(15),
            "travel_minutes": 60,
            "needs": "The claim, printed",
        }
        return make_appointment(engagement, **{**given, "by": petro, "at": MORNING, **sides})

    return meeting


def watch(at):
    return [watch_meeting(each, by=HOUSE, at=at) for each in Meeting.objects.due(at)]


def told(user):
    return [(notice.why, notice.at) for notice in user.notices.order_by("pk")]


def test_unready_and_unwarned_at_eleven_alerts_owner_and_deputy(meet, petro, iryna):
    meet()
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.next_at) == (STARTS, STARTS - 24 * HOUR)
    assert watch(STARTS - 24 * HOUR - timedelta(seconds=1)) == []
    assert watch(STARTS - 24 * HOUR) == [True]
    assert watch(ELEVEN - timedelta(seconds=1)) == []
    assert watch(ELEVEN) == [True]
    assert told(petro) == [("is_it_ready", STARTS - 24 * HOUR), ("not_ready", ELEVEN)]
    assert told(iryna) == [("not_ready", ELEVEN)]
    warned = warn_client(meeting, words="Come tomorrow", by=petro, at=ELEVEN + 5 * MINUTE)
    assert warned.gained == 3 * HOUR + 55 * MINUTE
    assert Event.objects.get(kind="meeting.warned").refs["gained_seconds"] == 14100
    letter = Message.objects.get(wording="meeting_warning")
    assert "Come tomorrow" in letter.text
    assert list(breaches()) == []


def test_who_said_ready_or_warned_is_not_asked(meet, petro, iryna):
    meet()
    meeting = Meeting.objects.get()
    for _ in range(2):
        say_ready(meeting, by=petro, at=MORNING)
    watch(STARTS - 24 * HOUR)
    watch(ELEVEN)
    assert told(petro) + told(iryna) == []
    meet(title="Another")
    other = Meeting.objects.latest("pk")
    warn_client(other, words="Not today", is_spoken=True, by=iryna, at=MORNING)
    watch(ELEVEN)
    assert told(petro) + told(iryna) == []
    assert not Message.objects.filter(wording="meeting_warning").exists()


def test_a_late_keeper_acts_on_the_last_check_once(meet, petro):
    meet()
    assert watch(ELEVEN + MINUTE) == [True]
    assert watch(ELEVEN + MINUTE) == []
    assert [why for why, _at in told(petro)] == ["not_ready"]


def test_what_needs_nothing_of_ours_is_not_asked_about(meet, petro):
    meet(needs="")
    assert Meeting.objects.get().next_at == STARTS
    watch(STARTS)
    assert told(petro) == []


def test_made_within_a_day_only_the_last_check_is_left(meet, petro):
    meet(at=STARTS - 10 * HOUR)
    assert Meeting.objects.get().next_at == ELEVEN


def test_a_series_goes_on_by_itself_until_its_end(meet):
    meet(repeats="weekly", until=date(2027, 3, 26))
    for week in range(4):
        watch(STARTS + timedelta(weeks=week))
    starts = Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(starts) == [STARTS + timedelta(weeks=week) for week in range(3)]


def test_a_monthly_one_skips_months_without_its_day(meet):
    found = meet(day=date(2027, 3, 31), repeats="monthly")
    days = found.starts_after(MORNING)
    assert [next(days).date() for _ in range(3)] == [
        date(2027, 3, 31),
        date(2027, 5, 31),
        date(2027, 7, 31),
    ]


def test_make_appointment_is_clear_ahead_and_once(meet, surveyor):
    assert meet() == meet()
    for wrong in ({"title": " "}, {"minutes": 0}, {"side": "moon"}, {"repeats": "daily"}):
        with pytest.raises(AppointmentUnclear):
            meet(**wrong)
    with pytest.raises(AppointmentPassed):
        meet(day=date(2027, 3, 9))
    with pytest.raises(NotAllowed):
        meet(by=surveyor)


def test_cancel_appointment_asks_nothing_more(meet, petro):
    found = meet()
    for _ in range(2):
        cancel_appointment(found, by=petro, at=MORNING)
    assert watch(ELEVEN) == []
    assert Event.objects.filter(kind="appointment.cancelled").count() == 1


def test_what_has_begun_is_neither_ready_nor_warned_of(meet, petro):
    meet()
    meeting = Meeting.objects.get()
    with pytest.raises(WarningMissing):
        warn_client(meeting, words=" ", by=petro, at=ELEVEN)
    for late in (
        lambda: say_ready(meeting, by=petro, at=STARTS),
        lambda: warn_client(meeting, words="Stay", by=petro, at=STARTS),
    ):
        with pytest.raises(MeetingHasBegun):
            late()


@pytest.mark.parametrize(
    ("first", "made_at", "tells_at", "says"),
    [
        (
            date(2026, 10, 1),
            datetime(2026, 9, 28, 9, tzinfo=UTC),
            datetime(2026, 10, 18, 4, tzinfo=UTC),
            "From Thu 29 October “Call” begins at 18:00 (UTC+5) by your clock; until then at 17:00",
        ),
        (
            date(2027, 3, 11),
            MORNING,
            datetime(2027, 3, 21, 4, tzinfo=UTC),
            "From Thu 1 April “Call” begins at 17:00 (UTC+5) by your clock; until then at 18:00",
        ),
    ],
)
def test_a_week_before_the_clocks_change_he_is_told_his_new_hour(
    meet, olena, first, made_at, tells_at, says
):
    olena.zone, olena.language = "Asia/Almaty", "en"
    olena.save()
    found = meet(title="Call", day=first, repeats="weekly", needs="", at=made_at)
    assert found.next_at == tells_at
    assert not tell_clock_change(found, by=HOUSE, at=tells_at - timedelta(seconds=1))
    assert tell_clock_change(found, by=HOUSE, at=tells_at)
    assert not tell_clock_change(found, by=HOUSE, at=tells_at)
    letter = Message.objects.get(wording="clock_change")
    assert says in letter.text
    found.refresh_from_db()
    assert found.next_at > tells_at + timedelta(days=120)


def test_on_his_own_clock_or_in_our_zone_nothing_moves_for_him(meet, olena):
    assert meet(repeats="weekly").next_at is None
    olena.zone = "Asia/Almaty"
    olena.save()
    his = meet(title="On his clock", repeats="weekly", side="client")
    assert (his.zone, his.next_at) == ("Asia/Almaty", None)
    assert next(his.starts_after(MORNING)) == datetime(2027, 3, 12, 10, tzinfo=UTC)
    once = meet(title="Once", day=date(2027, 3, 30))
    assert once.next_at is None
    assert Appointment.objects.count() == 3
