"""Both moods after a talk or a call; two falls are a flag, a skipped one is a gap (R030)."""

from datetime import timedelta

import pytest

from slovo.domain.journal.models import Event
from slovo.domain.loyalty.actions.feeling import MoodUnclear, say_mood
from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.models import Mood
from slovo.domain.loyalty.moods import moods_of, unasked
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.talks.actions.holding import note_talk
from tests.desk.reading import text_of
from tests.domain.loyalty.scene import write
from tests.domain.promises.scene import kyiv

MONDAY = kyiv("2027-03-15 10:00")
DAY = timedelta(days=1)


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
