from base64 import b64encode
from typing import Any

import pytest

from slovo.domain.cases.models import Case, Message
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from tests.api.caller import Caller
from tests.make import MORNING
from tests.portal.scene import HOUR, answer, send_all

TOMORROW = "2027-03-11T15:00:00+02:00"


def test_an_answer_leaves_with_its_next_word(as_petro: Caller, case: Case) -> None:
    file = {"name": "a.txt", "type": "text/plain", "content": b64encode(b"hi").decode()}
    response = as_petro.post(
        "cases/S-1/answer", text="Good day.\n\nWe <sue>.", next_word_at=TOMORROW, files=[file]
    )
    assert response.status_code == 201
    assert response.json()["next_word_at"] == "2027-03-11T13:00:00Z"
    message = Message.objects.get(pk=response.json()["id"])
    assert message.author == as_petro.user
    assert message.text == "Good day.\n\nWe <sue>."
    assert message.attachments.get().size == 2
    send_all(MORNING)
    case.refresh_from_db()
    assert (case.first_answered_at, case.waits_since) == (MORNING, None)


@pytest.mark.parametrize(
    ("verb", "body", "sentence"),
    [
        ("answer", {"text": "Hi"}, "Say when the client hears from you next."),
        ("answer", {"text": " ", "next_word_at": TOMORROW}, "Write something first."),
        (
            "answer",
            {"text": "Hi", "next_word_at": "2027-03-09T15:00:00Z"},
            "The next word must lie ahead.",
        ),
        (
            "answer",
            {"text": "Hi", "next_word_at": TOMORROW, "seen_through": "2027-03-10T08:00:00Z"},
            "Something new came in while you were writing. Read it first.",
        ),
        (
            "answer",
            {"text": "Hi", "next_word_at": TOMORROW, "files": [{"name": "a", "content": "%"}]},
            "The file a is not proper base64.",
        ),
        ("note", {"text": ""}, "Write something first."),
        ("wait", {"question": ""}, "Write the question the client has to answer."),
        (
            "hand-over",
            {"to": "iryna@firm.example", "brief": "too short"},
            "Three lines, please: what the client wants, what worries him, what we promised.",
        ),
        (
            "hand-over",
            {"to": "nobody@firm.example", "brief": "a\nb\nc"},
            "Nobody here has the address nobody@firm.example.",
        ),
        ("close", {"reason": " "}, "Say why the case ends without the client’s yes."),
        ("close", {"reason": "old"}, "The client waits for an answer. Write to him first."),
    ],
)
def test_refusals_are_the_pages_sentences_and_change_nothing(
    as_petro: Caller, case: Case, iryna: User, verb: str, body: dict[str, Any], sentence: str
) -> None:
    before = Event.objects.count()
    response = as_petro.post(f"cases/S-1/{verb}", **body)
    assert (response.status_code, response.json()) == (422, {"detail": sentence})
    assert Event.objects.count() == before


def test_refusals_are_said_in_the_callers_language(
    case: Case, maksym: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import translation

    seen: list[str] = []
    monkeypatch.setattr(
        "slovo.interfaces.api.verbs.note_case",
        lambda *_a, **_k: seen.append(translation.get_language()) or Message.objects.first(),
    )
    Caller(maksym).post("cases/S-1/note", text="x")
    assert seen == ["ru"]


def test_a_note_stays_in_the_house(as_petro: Caller, case: Case) -> None:
    noted = as_petro.post("cases/S-1/note", text="He is worried.").json()
    assert (noted["direction"], noted["delivered_at"]) == ("note", None)
    case.refresh_from_db()
    assert case.waits_since == MORNING


def test_still_on_it_is_a_real_word(as_petro: Caller, case: Case) -> None:
    said = as_petro.post("cases/S-1/still-on-it", next_word_at=TOMORROW)
    assert said.status_code == 201
    send_all(MORNING)
    case.refresh_from_db()
    assert case.spoke_at == MORNING


def test_waiting_for_the_client_needs_his_question(as_petro: Caller, case: Case) -> None:
    asked = as_petro.post("cases/S-1/wait", question="Which port?").json()
    assert asked["question"] == "Which port?"
    send_all(MORNING)
    shown = as_petro.get("cases/S-1").json()
    assert (shown["state"], shown["waiting_on"], shown["question"]) == (
        "waiting",
        "client",
        "Which port?",
    )


def test_solve_close_and_reopen(as_petro: Caller, case: Case) -> None:
    assert as_petro.post("cases/S-1/solve", text="It is done.").status_code == 201
    send_all(MORNING)
    assert as_petro.get("cases/S-1").json()["state"] == "solved"
    closed = as_petro.post("cases/S-1/close", reason="He moved away.").json()
    assert (closed["state"], closed["ending"]) == ("closed", "not_confirmed")
    reopened = as_petro.post("cases/S-1/reopen", next_word_at=TOMORROW).json()
    assert (reopened["state"], reopened["next_word_at"]) == ("on_us", "2027-03-11T13:00:00Z")


def test_hands(as_olha_api: Caller, case: Case, iryna: User, maksym: User) -> None:
    named = as_olha_api.post(
        "cases/S-1/assign", handler="maksym@firm.example", answerer="iryna@firm.example"
    ).json()
    assert (named["handler"], named["answerer"]) == ("Maksym Tkach", "Iryna Koval")
    brief = "He wants his money.\nHe fears the court.\nWe promised a letter."
    passed = as_olha_api.post("cases/S-1/hand-over", to="me", brief=brief).json()
    assert (passed["handler"], passed["brief"]) == ("Olha Levchenko", brief)


def test_the_higher_severity_sets_the_pace(as_petro: Caller, case: Case) -> None:
    rated = as_petro.post("cases/S-1/rate", severity_client=3, reason="The ship leaves.").json()
    assert (rated["severity_client"], rated["severity_ours"]) == (3, 1)
    lower = as_petro.post("cases/S-1/rate", severity_client=0)
    assert lower.status_code == 422
    assert as_petro.post("cases/S-1/rate", severity_client=4).status_code == 422


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_message_stays_as_it_was(as_petro: Caller, case: Case, petro: User, method: str) -> None:
    """R038: nobody rewrites what was sent."""
    message = answer(case, petro, "As it was.", MORNING + HOUR)
    path = f"cases/S-1/messages/{message.pk}"
    response = as_petro.call(method, path, {"text": "Something else"})
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json()["detail"].startswith("A message stays as it was")
    assert as_petro.get(path).json()["text"] == "As it was."
    assert as_petro.get("cases/S-1/messages/999").status_code == 404


@pytest.mark.parametrize(
    ("verb", "words"),
    [("answer", {"text": "Hi"}), ("still-on-it", {}), ("wait", {"question": "Which bank?"})],
)
def test_a_word_beyond_the_limit_of_silence_needs_insisting(
    as_petro: Caller, case: Case, verb: str, words: dict[str, str]
) -> None:
    body = {**words, "next_word_at": "2027-03-20T12:00:00Z"}
    response = as_petro.post(f"cases/S-1/{verb}", **body)
    assert response.status_code == 422
    assert response.json() == {
        "detail": "This client is used to hearing from us on set days. "
        "The limit is Fri 12 March, 17:00.",
        "limit_at": "2027-03-12T15:00:00Z",
    }
    assert not case.messages.filter(direction="out", nature="human").exists()
    assert as_petro.post(f"cases/S-1/{verb}", **body, insists=True).status_code == 201
