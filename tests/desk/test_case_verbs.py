"""Verbs that ask for a word first: assign, hand over, wait, close, reopen, rate, rename, new."""

import pytest
from django.test import Client

from slovo.domain.cases.models import Case
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING

BRIEF = "Wants the debt paid.\nWe wrote to the supplier.\nA claim on Friday."


def post(client: Client, verb: str, **typed: object) -> str:
    response = client.post(f"/cases/S-1/{verb}/", typed)
    assert response.status_code == 302
    page: str = client.get("/cases/S-1/").content.decode()
    return page


def refuse(client: Client, verb: str, **typed: object) -> str:
    response = client.post(f"/cases/S-1/{verb}/", typed)
    assert response.status_code == 422
    page: str = response.content.decode()
    return page


@pytest.mark.parametrize("verb", ["assign", "hand-over", "wait", "close", "rate", "rename"])
def test_each_has_a_page_that_asks(as_olha: Client, case: Case, verb: str) -> None:
    page = as_olha.get(f"/cases/S-1/{verb}/").content.decode()
    assert "Olena Sydorenko: Grain for Odesa" in page
    assert "Back to the case" in page


def test_assign(as_olha: Client, case: Case, iryna: User, maksym: User) -> None:
    page = post(as_olha, "assign", handler=maksym.pk, answerer=iryna.pk)
    assert "Maksym Tkach has the case now." in page
    case = scene.fresh(case)
    assert (case.handler, case.answerer) == (maksym, iryna)


def test_a_specialist_assigns_nobody(as_petro: Client, case: Case, maksym: User) -> None:
    assert as_petro.get("/cases/S-1/assign/").status_code == 403
    response = as_petro.post("/cases/S-1/assign/", {"handler": maksym.pk})
    assert response.status_code == 403
    assert scene.fresh(case).handler != maksym


def test_hand_over_takes_three_lines(as_petro: Client, case: Case, iryna: User) -> None:
    page = refuse(as_petro, "hand-over", to=iryna.pk, brief="Short.")
    assert "Three lines, please" in page
    assert "Short.</textarea>" in page
    page = post(as_petro, "hand-over", to=iryna.pk, brief=BRIEF)
    assert "We wrote to the supplier." in page
    assert scene.fresh(case).handler == iryna


def test_nobody_hands_over_to_who_cannot_answer(as_petro: Client, case: Case, taras: User) -> None:
    assert "Taras Bondar cannot answer clients." in refuse(
        as_petro, "hand-over", to=taras.pk, brief=BRIEF
    )


def test_wait_sends_the_question(as_petro: Client, case: Case) -> None:
    post(as_petro, "wait", question="Which date suits you?")
    message = case.messages.get(direction="out", nature="human")
    assert message.question == "Which date suits you?"
    scene.send_all(message.delivery.next_at)
    assert scene.fresh(case).state == "waiting"


def test_a_case_that_owes_an_answer_is_not_closed(as_petro: Client, case: Case) -> None:
    page = refuse(as_petro, "close", reason="Tired of it")
    assert "The client waits for an answer. Write to him first." in page
    assert "Tired of it" in page
    assert scene.fresh(case).state == "on_us"


def test_close_and_reopen(as_petro: Client, case: Case, petro: User) -> None:
    scene.answer(case, petro, "Done.", MORNING)
    page = post(as_petro, "close", reason="A double of another case.")
    assert "The case is closed." in page
    assert scene.fresh(case).state == "closed"
    page = post(as_petro, "reopen")
    assert "The case is open again." in page
    assert scene.fresh(case).state == "on_us"


def test_rate_moves_the_clocks(as_petro: Client, case: Case) -> None:
    post(as_petro, "rate", severity_client=3, severity_ours=1, reason="Account seized")
    case = scene.fresh(case)
    assert (case.severity_client, case.severity_ours, case.pace) == (3, 1, 3)


def test_only_the_client_says_that_it_is_less_grave(as_petro: Client, case: Case) -> None:
    assert "Only the client can say" in refuse(as_petro, "rate", severity_client=0, severity_ours=0)


def test_rename(as_petro: Client, case: Case) -> None:
    assert "Flour for Lviv" in post(as_petro, "rename", subject="Flour for Lviv")
    assert "This field is required." in refuse(as_petro, "rename", subject=" ")


def test_new_case_by_phone(as_petro: Client) -> None:
    said = {
        "email": "hanna@client.example",
        "full_name": "Hanna Moroz",
        "subject": "A lease",
        "text": "Can it be ended?",
    }
    response = as_petro.post("/cases/new/", said)
    assert (response.status_code, response["Location"]) == (302, "/cases/S-1/")
    page = as_petro.get("/cases/S-1/").content.decode()
    assert "Can it be ended?" in page
    assert "written down here" in page


def test_a_new_case_keeps_what_was_typed(as_petro: Client, firm: object) -> None:
    response = as_petro.post("/cases/new/", {"email": "no address", "subject": "A lease"})
    assert response.status_code == 422
    assert 'value="A lease"' in response.content.decode()
    assert Case.objects.count() == 0


def test_nobody_goes_back_to_a_foreign_page(as_petro: Client, case: Case) -> None:
    response = as_petro.post("/cases/S-1/still-on-it/", {"next": "https://evil.example/"})
    assert response["Location"] == "/cases/S-1/"
