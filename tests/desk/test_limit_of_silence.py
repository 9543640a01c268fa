"""A next word beyond the class's limit of silence: asked about first, then told and watched."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.utils.dateparse import parse_datetime

from slovo.domain.cases.actions.climbing import climb
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.shapes import today_rows
from slovo.domain.cases.wordings import notice_words
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.desk.reading import text_of
from tests.make import MORNING
from tests.portal.scene import url_of

SetClock = Callable[[datetime], None]
FRIDAY = "2027-03-12T17:00:00+02:00"
LATE = "2027-03-20T12:00"
TYPED = {"text": "It takes long.", "next_word": "other", "next_word_other": LATE}
SENTENCE = "This client is used to hearing from us on set days. The limit is Fri 12 March, 17:00."


def test_a_word_beyond_the_limit_is_asked_about(as_petro: Client, case: Case) -> None:
    answer = as_petro.post("/cases/S-1/answer/", TYPED)
    page = text_of(answer)
    assert answer.status_code == 422
    assert SENTENCE in page
    assert "It takes long." in page
    assert f'value="{LATE}"' in page
    assert "Send, next word Fri 12 March by 17:00" in page
    assert not case.messages.filter(nature="human", direction="out").exists()


def test_one_press_keeps_to_the_limit(as_petro: Client, case: Case) -> None:
    """The button's value comes after that of the picks, as a browser sends it."""
    limit = as_petro.post("/cases/S-1/answer/", TYPED).context["composer"].limit.value
    typed = {**TYPED, "next_word": ["other", limit]}
    assert as_petro.post("/cases/S-1/answer/", typed).status_code == 302
    assert written(case).next_word_at == parse_datetime(FRIDAY)


def test_who_insists_is_heard_and_the_limit_alerts_the_owner(as_petro: Client, case: Case) -> None:
    assert as_petro.post("/cases/S-1/answer/", {**TYPED, "insists": "1"}).status_code == 302
    assert written(case).next_word_at == parse_datetime(f"{LATE}:00+02:00")
    scene.send_all(MORNING + scene.HOUR)
    limit = Promise.objects.get(case=case, kind="silence", ended_at=None)
    assert limit.due_at == parse_datetime(FRIDAY)


def test_the_question_of_wait_asks_too(as_petro: Client, case: Case) -> None:
    typed = {"question": "Which bank?", "next_word_at": LATE}
    answer = as_petro.post("/cases/S-1/wait/", typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert SENTENCE in page
    assert "Which bank?" in page
    assert 'name="next_word_at" value="2027-03-12T17:00"' in page
    assert as_petro.post("/cases/S-1/wait/", {**typed, "insists": "1"}).status_code == 302
    assert written(case).question == "Which bank?"


def test_both_strips_call_dark_what_is_past_the_word_he_was_told(
    as_petro: Client, client: Client, case: Case, clock_at: SetClock
) -> None:
    as_petro.post("/cases/S-1/answer/", {**TYPED, "insists": "1"})
    scene.send_all(MORNING + scene.HOUR)
    clock_at(datetime.fromisoformat("2027-03-15T17:00:00+02:00"))
    desk = text_of(as_petro.get("/cases/S-1/"))
    assert "Olena Sydorenko knows; next word Sat 12:00" in desk
    assert 'class="strip-past"' not in desk
    his = text_of(client.get(url_of(case), {"language": "en"}))
    assert 'class="strip-past"' not in his
    assert "you waited for an answer: 1 h in 30 days" in his
    clock_at(datetime.fromisoformat("2027-03-20T14:00:00+02:00"))
    assert 'class="strip-past"' in text_of(as_petro.get("/cases/S-1/"))
    his = text_of(client.get(url_of(case), {"language": "en"}))
    assert 'class="strip-past"' in his
    assert "you waited for an answer: 3 h in 30 days" in his


def test_past_both_the_dark_counts_from_the_word_he_was_told(
    as_petro: Client, client: Client, case: Case, clock_at: SetClock
) -> None:
    """The limit was Friday 17:00, the word Saturday 12:00; then he wrote again."""
    typed = {**TYPED, "next_word_other": "2027-03-13T12:00", "insists": "1"}
    as_petro.post("/cases/S-1/answer/", typed)
    scene.send_all(MORNING + scene.HOUR)
    scene.write_again(case, "And?", datetime.fromisoformat("2027-03-13T14:00:00+02:00"))
    clock_at(datetime.fromisoformat("2027-03-13T15:00:00+02:00"))
    today = text_of(as_petro.get("/"))
    assert "waited longest: 3 h past the word promised by Petro Marchenko" in today
    assert "past 12:00" in today
    assert "3 h, past 12:00" in " ".join(text_of(as_petro.get("/cases/S-1/")).split())
    his = text_of(client.get(url_of(case), {"language": "en"}))
    assert "you waited for an answer: 4 h in 30 days" in his
    [row] = today_rows(None, parse_datetime("2027-03-13T13:00:00+02:00"))
    assert (row["due_at"], row["late_seconds"]) == ("2027-03-13T10:00:00Z", 3600)


def test_the_alert_names_the_limit_and_no_promise(as_petro: Client, case: Case) -> None:
    as_petro.post("/cases/S-1/answer/", {**TYPED, "insists": "1"})
    scene.send_all(MORNING + scene.HOUR)
    limit = Promise.objects.get(case=case, kind="silence", ended_at=None)
    climb(limit, by=HOUSE, at=limit.due_at + 16 * timedelta(minutes=1))
    notice = Notice.objects.latest("pk")
    assert notice.why == "past_the_limit"
    words = notice_words(scene.fresh(case), notice.why, "Europe/Kyiv", "en")
    assert (
        words
        == "Olena Sydorenko has heard nothing since the limit of silence, Fri 12 March, 17:00."
    )
    words = notice_words(scene.fresh(case), "in_the_dark", "Europe/Kyiv", "en")
    assert words == "Olena Sydorenko is in the dark since Sat 20 March, 12:00."


def written(case: Case) -> Message:
    return case.messages.get(direction="out", nature="human")


def test_a_notice_read_after_the_silence_ended_names_no_moment(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(dark_at=None)
    words = notice_words(scene.fresh(case), "past_the_limit", "Europe/Kyiv", "en")
    assert words == f"{case.person.full_name} waited for a word of ours. That is over."


def test_the_list_of_notices_names_no_later_silence(
    as_petro: Client, client: Client, iryna: User, case: Case
) -> None:
    as_petro.post("/cases/S-1/answer/", {**TYPED, "insists": "1"})
    scene.send_all(MORNING + scene.HOUR)
    limit = Promise.objects.get(case=case, kind="silence", ended_at=None)
    climb(limit, by=HOUSE, at=limit.due_at + timedelta(minutes=16))
    client.force_login(iryna)
    assert "has heard nothing since the limit of silence" in text_of(client.get("/notices/"))
    Case.objects.filter(pk=case.pk).update(dark_at=limit.due_at + scene.HOUR)
    page = text_of(client.get("/notices/"))
    assert "Olena Sydorenko waited for a word of ours. That is over." in page
