"""Missed calls: noted once, urgent by the caller's clock, counted when they come at night."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.calls.actions.answering import CalledBackAlready, call_back, try_call
from slovo.domain.calls.actions.missing import NotMissedThen, climb_call, note_missed_call
from slovo.domain.calls.actions.talking import NotHisCase
from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import LoweredWithoutReason, rate_case
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.merging import merge_people
from slovo.domain.duty.models import LateWord
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.models import Pace
from tests import make
from tests.domain.duty.rota import make_desk
from tests.make import MORNING

MINUTE = timedelta(minutes=1)
NIGHT_CALL = datetime(2027, 3, 10, 19, 40, tzinfo=UTC)
BY_DAY = datetime(2027, 3, 10, 9, 40, tzinfo=UTC)


@pytest.fixture
def call(olena, engagement, roman):
    return note_missed_call(olena, by=roman, at=BY_DAY)


def test_noted_twice_it_is_one_call(call, olena, roman):
    again = note_missed_call(olena, by=roman, at=BY_DAY + 2 * MINUTE)
    assert (again, Case.objects.count()) == (call, 1)
    assert Event.objects.filter(kind="missedcall.noted").count() == 1
    assert list(breaches()) == []


def test_what_is_told_in_confidence_shows_no_call_and_a_merged_caller_is_the_one_he_is(
    call, olena, viktor, roman, olha
):
    assert MissedCall.objects.visible_to(roman).get() == call
    confide_case(call.case, level="principal", by=olha, at=BY_DAY)
    colleague = type(roman).objects.get(pk=roman.pk)
    assert not MissedCall.objects.visible_to(colleague).exists()
    assert MissedCall.objects.visible_to(olha).get() == call
    merge_people(olena, viktor, by=olha, at=BY_DAY)
    gone = type(viktor).objects.get(pk=viktor.pk)
    assert note_missed_call(gone, by=roman, at=BY_DAY + 5 * MINUTE).person == olena


def test_he_phones_again_in_the_same_matter(call, olena, roman):
    again = note_missed_call(olena, by=roman, at=BY_DAY + 11 * MINUTE)
    assert (again.case, MissedCall.objects.count()) == (call.case, 2)
    assert Notice.objects.filter(why="chased").exists()


def test_a_call_is_never_missed_in_the_future(olena, engagement, roman):
    with pytest.raises(NotMissedThen):
        note_missed_call(olena, missed_at=BY_DAY + MINUTE, by=roman, at=BY_DAY)
    with pytest.raises(NotMissedThen):
        note_missed_call(olena, missed_at=BY_DAY - timedelta(days=8), by=roman, at=BY_DAY)


def test_an_administrator_notes_none(olena, engagement, taras):
    with pytest.raises(NotAllowed):
        note_missed_call(olena, by=taras, at=BY_DAY)


@pytest.mark.parametrize(
    ("zone", "at", "pace"),
    [
        ("Europe/Kyiv", NIGHT_CALL, Pace.HIGH),
        ("Asia/Almaty", NIGHT_CALL, Pace.HIGH),
        ("Europe/Kyiv", BY_DAY, Pace.NORMAL),
        ("Europe/Kyiv", datetime(2027, 3, 10, 5, 59, 59, tzinfo=UTC), Pace.HIGH),
        ("Europe/Kyiv", datetime(2027, 3, 10, 6, 0, tzinfo=UTC), Pace.NORMAL),
        ("Europe/Kyiv", datetime(2027, 3, 10, 17, 59, 59, tzinfo=UTC), Pace.NORMAL),
        ("Europe/Kyiv", datetime(2027, 3, 10, 18, 0, tzinfo=UTC), Pace.HIGH),
        ("Asia/Almaty", datetime(2027, 3, 10, 16, 0, tzinfo=UTC), Pace.HIGH),
        ("Europe/Kyiv", datetime(2027, 3, 13, 10, 0, tzinfo=UTC), Pace.HIGH),
    ],
)
def test_r015_late_by_the_callers_own_clock(firm, roman, zone, at, pace):
    """21:40 in Kyiv is 00:40 in Almaty; 18:00 in Kyiv is 21:00 there; a Saturday is a day off."""
    person = make.make_person("Aliya Seitkali", zone=zone)
    assert note_missed_call(person, by=roman, at=at).case.pace == pace


def test_r015_lowered_only_by_a_person_with_a_reason(olena, engagement, roman, petro):
    case = note_missed_call(olena, by=roman, at=NIGHT_CALL).case
    later = NIGHT_CALL + MINUTE
    with pytest.raises(LoweredWithoutReason):
        rate_case(case, severity_ours=Pace.NORMAL, by=petro, at=later)
    with pytest.raises(LoweredWithoutReason):
        rate_case(case, severity_ours=Pace.NORMAL, reason="calm", by=HOUSE, at=later)
    rate_case(case, severity_ours=Pace.NORMAL, reason="A wrong number", by=petro, at=later)
    case.refresh_from_db()
    assert case.pace == Pace.NORMAL


def test_r014_the_fourth_at_night_is_a_topic_and_the_call_goes_through(
    olena, engagement, roman, petro, olha
):
    make_desk(petro)
    for day in range(4):
        assert not Notice.objects.filter(why="often_late").exists()
        at = NIGHT_CALL + timedelta(days=day)
        call_back(note_missed_call(olena, by=roman, at=at), by=petro, at=at + MINUTE)
    [topic] = Notice.objects.filter(why="often_late")
    assert (topic.user, LateWord.objects.count(), MissedCall.objects.count()) == (olha, 4, 4)
    note_missed_call(olena, by=roman, at=NIGHT_CALL + timedelta(days=5))
    assert Notice.objects.filter(why="often_late").count() == 1


def test_r014_three_in_thirty_days_are_usual(olena, engagement, roman, petro):
    make_desk(petro)
    for day in (0, 10, 20, 30):
        note_missed_call(olena, by=roman, at=NIGHT_CALL + timedelta(days=day))
    assert not Notice.objects.filter(why="often_late").exists()


def test_an_empty_desk_calls_the_principal(olena, engagement, roman, petro, olha):
    make_desk(petro)
    note_missed_call(olena, by=roman, at=NIGHT_CALL)
    told = Notice.objects.filter(why="missed_call").order_by("pk")
    assert [notice.user for notice in told] == [petro, olha]


def test_a_late_keeper_calls_deputy_and_principal_and_names_whom_it_skipped(call, iryna, olha):
    assert climb_call(call, by=HOUSE, at=BY_DAY + 9 * MINUTE) is False
    assert climb_call(call, by=HOUSE, at=BY_DAY + 25 * MINUTE) is True
    assert climb_call(call, by=HOUSE, at=BY_DAY + 26 * MINUTE) is False
    [event] = Event.objects.filter(kind="missedcall.climbed")
    assert (event.refs["who"], event.refs["skipped"]) == ("principal", ["deputy"])
    told = Notice.objects.filter(at=BY_DAY + 25 * MINUTE, why="missed_call").order_by("pk")
    assert [notice.user for notice in told] == [iryna, olha]


def test_tried_in_vain_it_alarms_nobody_further_and_waits(call, iryna):
    for _twice in range(2):
        try_call(call, by=iryna, at=BY_DAY + 5 * MINUTE)
    assert climb_call(call, by=HOUSE, at=BY_DAY + 20 * MINUTE) is False
    assert list(MissedCall.objects.waiting()) == [call]
    assert Event.objects.filter(kind="missedcall.tried").count() == 1


def test_called_back_twice_is_once_and_covers_only_his_own(call, olena, viktor, iryna, petro):
    other = open_case(viktor, subject="Invoice", channel="email", by=viktor, at=BY_DAY)
    with pytest.raises(NotHisCase):
        call_back(call, covers=[other], by=iryna, at=BY_DAY + 5 * MINUTE)
    for minutes in (5, 6):
        done = call_back(call, by=iryna, at=BY_DAY + minutes * MINUTE)
        assert done.back_at == BY_DAY + 5 * MINUTE
    with pytest.raises(CalledBackAlready, match=r"Iryna .* has called back already"):
        call_back(call, text="He pays on Friday.", by=petro, at=BY_DAY + 7 * MINUTE)
    assert done.word.text == "We talked by telephone." or done.word.text
    assert Event.objects.get(kind="missedcall.answered").refs["met"] is True
    assert list(breaches()) == []


def test_what_is_said_stops_the_clocks(olena, engagement, petro):
    case = open_case(olena, subject="Claim", channel="email", by=olena, at=MORNING)
    hear_message(case, person=olena, text="When?", channel="email", by=olena, at=MORNING)
    word = MORNING + timedelta(days=1)
    speak(case, text="Tomorrow.", next_word_at=word, by=petro, at=MORNING + MINUTE)
    case.refresh_from_db()
    assert (case.first_answered_at, case.next_word_at) == (MORNING + MINUTE, word)
    assert case.promises.get(kind="first_answer").outcome == "kept"
    assert list(breaches()) == []
