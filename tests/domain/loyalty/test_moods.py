"""Both moods after a talk or a call; two falls are a flag, a skipped one is a gap (R030)."""

from datetime import time, timedelta

import pytest

from slovo.domain.calls.actions.talking import note_call
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.journal.models import Event
from slovo.domain.loyalty.actions.feeling import MoodUnclear, say_mood
from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.models import Mood
from slovo.domain.loyalty.moods import felt_at, moods_of, thing_of, unasked
from slovo.domain.staff.levels import Level
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.talks.actions.holding import note_talk
from tests.desk.reading import fields_of, text_of
from tests.domain.loyalty.scene import answer, write
from tests.domain.promises.scene import kyiv

MONDAY = kyiv("2027-03-15 10:00")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def feel(person, by, *marks):
    for number, mark in enumerate(marks, start=Mood.objects.count()):
        at = MONDAY + number * DAY
        call = note_real_action(person, kind="call", words="The court.", by=by, at=at)
        say_mood(call, client=mark, ours=None if mark is None else 0, by=by, at=at)
    return moods_of(person).has_fallen


def test_r030_two_falls_running_are_a_flag_and_a_skipped_one_is_a_gap(olena, agreed, petro):
    assert feel(olena, petro, 1, 0) is False
    assert feel(olena, petro, None) is False
    assert [row.client for row in moods_of(olena).rows] == [1, 0, None]
    assert feel(olena, petro, -1) is True
    assert feel(olena, petro, -1) is False
    assert feel(olena, petro, 0, 1) is False


def test_what_is_asked_of(olena, agreed, petro):
    case = write(olena, MONDAY)
    talk = note_talk(case, held_at=MONDAY + DAY, by=petro, at=MONDAY + DAY)
    assert unasked(olena, MONDAY) is None
    assert unasked(olena, MONDAY + DAY) == talk
    assert unasked(olena, MONDAY + 15 * DAY) is None
    say_mood(talk, client=None, ours=None, by=petro, at=MONDAY + DAY)
    assert unasked(olena, MONDAY + DAY) is None


def test_a_word_said_in_confidence_is_not_asked_about_where_everybody_reads(
    olena, agreed, petro, maksym
):
    case = write(olena, MONDAY)
    confide_case(case, level=Level.RELATIONSHIP, by=petro, at=MONDAY)
    word = speak(case, text="It stays between us.", by=petro, at=MONDAY + DAY)
    assert unasked(olena, MONDAY + DAY) is None
    assert thing_of(olena, f"message:{word.pk}", petro) == word
    assert thing_of(olena, f"message:{word.pk}", maksym) is None
    confide_case(case, level=Level.TEAM, by=petro, at=MONDAY + DAY)
    assert unasked(olena, MONDAY + DAY) == word


def test_a_call_noted_in_two_cases_is_one_contact_and_a_meeting_goes_with_its_talk(
    olena, agreed, petro
):
    case, other = write(olena, MONDAY), write(olena, MONDAY)
    call = note_call(case, covers=[other], talked_at=MONDAY + DAY, by=petro, at=MONDAY + DAY)
    asked = unasked(olena, MONDAY + DAY)
    assert felt_at(asked) == call.at == MONDAY + DAY
    said = {"client": 1, "ours": 1, "by": petro, "at": MONDAY + DAY}
    say_mood(asked, **said)
    assert unasked(olena, MONDAY + DAY) is None
    answer(other, petro, MONDAY + DAY)
    assert unasked(olena, MONDAY + 2 * DAY) is None
    day = (MONDAY + 2 * DAY).date()
    met = make_appointment(agreed, title="Us", day=day, start=time(10), by=petro, at=MONDAY)
    meeting = met.meetings.get()
    began = meeting.starts_at
    assert [unasked(olena, began - HOUR), unasked(olena, began)] == [None, meeting]
    talk = note_talk(case, held_at=began + HOUR, by=petro, at=began + HOUR)
    assert unasked(olena, began + HOUR) == talk
    say_mood(talk, **{**said, "at": began + HOUR})
    assert unasked(olena, began + HOUR) is None
    assert thing_of(olena, f"meeting:{meeting.pk}", petro) == meeting
    say_mood(meeting, **said)
    assert Mood.objects.filter(person=olena).count() == 3


def test_it_is_asked_where_one_goes_on_after_a_call_and_a_talk(
    olena, agreed, petro, client, monkeypatch
):
    monkeypatch.setenv("SLOVO_CLOCK", f"{(MONDAY + DAY).isoformat()}!")
    client.force_login(petro)
    case = write(olena, MONDAY)
    page = f"/cases/{case.ref}/"
    form = fields_of(client.get(f"{page}call/"))
    gone_on = client.post(f"{page}call/", {**form, "text": "On the court."})
    word = case.messages.latest("pk")
    assert gone_on["Location"] == f"{page}?felt=message:{word.pk}"
    shown = text_of(client.get(gone_on["Location"]))
    assert "How was it?</b> The call: today, 10:00." in shown
    assert "How was it?" not in text_of(client.get(page))
    tap = {"about": f"message:{word.pk}", "both": "1", "next": page}
    assert client.post(f"/clients/{olena.pk}/mood/", tap)["Location"] == page
    assert "How was it?" not in text_of(client.get(gone_on["Location"]))
    talk = note_talk(case, held_at=MONDAY + DAY - HOUR, by=petro, at=MONDAY + DAY)
    assert "How was it?</b> The talk: today, 09:00." in text_of(client.get(f"/talks/{talk.pk}/"))
    odd = {"about": f"talk:{talk.pk}", "client": "1", "ours": "", "next": f"/talks/{talk.pk}/"}
    refused = client.post(f"/clients/{olena.pk}/mood/", odd)
    assert (refused.status_code, f'value="/talks/{talk.pk}/"' in text_of(refused)) == (422, True)


def test_say_mood(olena, agreed, petro, taras):
    call = note_real_action(olena, kind="visit", words="At the notary.", by=petro, at=MONDAY)
    said = {"client": 2, "ours": 1, "by": petro, "at": MONDAY}
    assert say_mood(call, **said) == say_mood(call, **said)
    assert Event.objects.filter(kind="mood.said").count() == 1
    for wrong in ({"client": 3}, {"ours": None}):
        with pytest.raises(MoodUnclear):
            say_mood(call, **{**said, **wrong})
    with pytest.raises(NotAllowed):
        say_mood(call, **{**said, "by": taras})
    say_mood(call, **{**said, "client": -2})
    assert (Mood.objects.get().client, Mood.objects.get().ours) == (-2, 1)


def test_the_card_asks_in_one_tap_and_flags(olena, agreed, petro, client, monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", f"{(MONDAY + 3 * DAY).isoformat()}!")
    client.force_login(petro)
    page = f"/clients/{olena.pk}/"
    feel(olena, petro, 1, 0)
    assert "How was it?" not in text_of(client.get(page))
    at = MONDAY + 2 * DAY
    call = note_real_action(olena, kind="call", words="The court.", by=petro, at=at)
    assert "How was it?" in text_of(client.get(page))
    mood = f"{page}mood/"
    assert client.post(mood, {"about": f"realaction:{call.pk}", "both": "9"}).status_code == 422
    assert client.post(mood, {"about": "realaction:0", "both": "1"}).status_code == 404
    assert client.post(mood, {"about": f"realaction:{call.pk}", "both": "-1"}).status_code == 302
    shown = text_of(client.get(page))
    assert "+1, 0, −1" in shown
    assert "The mood has fallen twice running." in shown
    client.post(mood, {"about": f"realaction:{call.pk}", "both": ""})
    assert "+1, 0, gap" in text_of(client.get(page))
