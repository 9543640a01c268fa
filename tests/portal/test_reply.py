import io
import logging.config
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.case import State
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.web import uploads
from tests.make import MORNING
from tests.portal.scene import HOUR, answer, read, url_of


def last(case: Case) -> Message:
    return case.messages.filter(direction="in").latest("pk")


def test_his_words_and_files_reach_the_case(client: Client, case: Case, petro: User) -> None:
    answer(case, petro, "A word.", MORNING - HOUR)
    url = url_of(case)
    upload = SimpleUploadedFile("cmr.pdf", b"%PDF", content_type="application/pdf")
    response = client.post(url + "reply/", {"text": "Here it is.", "attachments": [upload]})
    assert (response.status_code, response["Location"]) == (302, url + "?done=reply")
    message = last(case)
    assert (message.text, message.channel, message.person) == ("Here it is.", "portal", case.person)
    file = message.attachments.get()
    assert (file.name, file.type, file.size) == ("cmr.pdf", "application/pdf", 4)
    thanks = client.get(url, {"language": "en", "done": "reply"}).content.decode()
    assert "Thank you. Your message is with us." in thanks
    case.refresh_from_db()
    assert case.waits_since == MORNING


def test_pressed_twice_it_is_one_message_and_no_other_is_lost(client: Client, case: Case) -> None:
    url, known = url_of(case, page="reply/"), case.messages.count()

    def send(words: str, *contents: bytes) -> int:
        files = [SimpleUploadedFile("a.txt", content) for content in contents]
        assert client.post(url, {"text": words, "attachments": files}).status_code == 302
        return case.messages.count() - known

    assert [send("Any news?"), send("Any news?"), send("Any news at all?")] == [1, 1, 2]
    assert [send("", b"x"), send("", b"x"), send("", b"xx"), send("", b"x", b"xx")] == [3, 3, 4, 5]


def test_no_line_of_the_log_holds_his_link(client: Client, case: Case) -> None:
    written = io.StringIO()
    config = {**settings.LOGGING, "root": {}, "incremental": False}
    config["handlers"] = {"console": {**settings.LOGGING["handlers"]["console"], "stream": written}}
    config["loggers"] = {"django.request": {"handlers": ["console"], "level": "WARNING"}}
    url = url_of(case, page="reply/")
    try:
        logging.config.dictConfig(config)
        assert client.post(url, {"text": " "}).status_code == 422
    finally:
        logging.config.dictConfig(settings.LOGGING)
    assert written.getvalue() == "Unprocessable Entity: /c/…/reply/\n"


def test_a_file_alone_is_a_message(client: Client, case: Case) -> None:
    upload = SimpleUploadedFile("a.txt", b"x")
    client.post(url_of(case, page="reply/"), {"text": " ", "attachments": [upload]})
    assert last(case).attachments.get().name == "a.txt"


def test_nothing_is_refused_in_words(client: Client, case: Case) -> None:
    response = client.post(url_of(case, page="reply/") + "?language=en", {"text": "  "})
    assert response.status_code == 422
    assert "Write something or choose a file first." in response.content.decode()
    assert case.messages.filter(direction="in").count() == 1


def test_too_many_bytes_are_refused_and_the_words_kept(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    upload = SimpleUploadedFile("a.bin", b"x" * 11)
    typed = {"text": "Words <kept> & safe", "attachments": [upload]}
    response = client.post(url_of(case, page="reply/") + "?language=en", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Together the files are larger than 25 MB." in page
    assert "Words &lt;kept&gt; &amp; safe</textarea>" in page
    assert "Your words were kept. Files have to be chosen again." in page


def test_his_answer_to_our_question_brings_the_case_back_to_us(
    client: Client, case: Case, petro: User
) -> None:
    answer(case, petro, "See below.", MORNING - HOUR, question="A copy of the CMR, please.")
    assert case.state == State.WAITING
    client.post(url_of(case, page="reply/"), {"text": "Attached yesterday."})
    case.refresh_from_db()
    assert case.state == State.ON_US


def test_a_flood_is_slowed_down_and_what_was_typed_is_shown(client: Client, case: Case) -> None:
    url = url_of(case, page="reply/")
    statuses = [client.post(url, {"text": f"word {n}"}).status_code for n in range(20)]
    assert statuses == [302] * 20
    response = client.post(url + "?language=en", {"text": "the one too many"})
    assert response.status_code == 429
    assert "Wait ten minutes" in response.content.decode()
    assert "the one too many</textarea>" in response.content.decode()
    assert not case.messages.filter(text="the one too many").exists()


def test_something_is_wrong_is_graver_at_once_and_the_principal_is_told(
    client: Client, case: Case, olha: User
) -> None:
    url = url_of(case)
    assert "Olha Levchenko, who answers for the firm, reads it today." in read(
        client, url + "wrong/"
    )
    response = client.post(url + "wrong/", {"text": "Nobody calls me back."})
    assert response["Location"] == url + "?done=wrong"
    case.refresh_from_db()
    assert (case.severity_client, case.pace) == (2, 2)
    assert last(case).text == "Nobody calls me back."
    notice = Notice.objects.get(why="something_is_wrong")
    assert (notice.user, notice.subject) == (olha, f"case:{case.pk}")


def test_one_press_without_a_word_is_enough(client: Client, case: Case) -> None:
    client.post(url_of(case, page="wrong/") + "?language=en", {})
    assert last(case).text == "Something is wrong."


def test_yes_closes_the_case_as_confirmed(client: Client, case: Case, petro: User) -> None:
    answer(case, petro, "Done.", MORNING - HOUR, solves=True, next_word_at=None)
    url = url_of(case)
    assert "Is it so for you, too?" in read(client, url)
    assert "“Grain for Odesa”: is it solved for you?" in read(client, url + "solved/")
    response = client.post(url + "solved/", {"is_solved": "yes"})
    assert response["Location"] == url + "?done=yes"
    case.refresh_from_db()
    assert (case.state, case.ending, case.closed_at) == ("closed", "confirmed", MORNING)
    assert "This request is closed" in read(client, url)


def test_no_takes_it_up_again_with_his_words(client: Client, case: Case, petro: User) -> None:
    answer(case, petro, "Done.", MORNING - HOUR, solves=True, next_word_at=None)
    url = url_of(case)
    said = {"is_solved": "no", "text": "The money has not come."}
    assert client.post(url + "solved/", said)["Location"] == url + "?done=no"
    case.refresh_from_db()
    assert case.state == State.ON_US
    assert case.handler == petro
    assert last(case).text == "The money has not come."


def test_an_unclear_verdict_is_asked_again_with_his_words(
    client: Client, case: Case, petro: User
) -> None:
    answer(case, petro, "Done.", MORNING - HOUR, solves=True, next_word_at=None)
    response = client.post(url_of(case, page="solved/") + "?language=en", {"text": "Hm"})
    assert response.status_code == 422
    assert "Press yes or no, please. Your words were kept." in response.content.decode()
    assert "Hm</textarea>" in response.content.decode()


def test_nothing_is_confirmed_that_we_did_not_call_solved(client: Client, case: Case) -> None:
    url = url_of(case)
    response = client.post(url + "solved/", {"is_solved": "yes"})
    assert (response.status_code, response["Location"]) == (302, url)
    case.refresh_from_db()
    assert case.state == State.ON_US


def test_writing_to_a_closed_request_brings_it_back_to_the_same_people(
    client: Client, case: Case, petro: User
) -> None:
    answer(case, petro, "Done.", MORNING - HOUR, solves=True, next_word_at=None)
    url = url_of(case)
    client.post(url + "solved/", {"is_solved": "yes"})
    client.post(url + "reply/", {"text": "It happened again this morning, please help."})
    case.refresh_from_db()
    assert (case.state, case.handler) == (State.ON_US, petro)
    assert case.next_word_at is not None
    assert case.next_word_at > MORNING + timedelta(minutes=1)
