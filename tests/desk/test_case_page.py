"""One case: head, talk, dossier, timeline; what may be seen and by whom."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.test import Client

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING

SetClock = Callable[[datetime], None]


def read(client: Client, path: str = "/cases/S-1/", **headers: Any) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_who_what_and_when_next(as_petro: Client, case: Case) -> None:
    page = read(as_petro)
    assert "<b>Olena Sydorenko</b> Grain for Odesa" in page
    assert "handles and answers" in page
    assert "tomorrow by 11:05" in page
    assert "The supplier does not pay." in page
    assert "Receipt: who has it, and when an answer comes" in page


def test_how_long_he_was_without_a_word_is_one_sentence(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    scene.answer(case, petro, "We look into it.", MORNING + 3 * scene.HOUR)
    clock_at(MORNING + 5 * scene.HOUR)
    assert "<dt>without a word from us</dt><dd>3 h out of 5 h</dd>" in read(as_petro)


def test_waiting_is_said_beside_his_words(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    clock_at(MORNING + 2 * scene.HOUR)
    assert "has waited without a word 2 h" in read(as_petro)
    scene.answer(case, petro, "We look into it.", MORNING + 3 * scene.HOUR)
    clock_at(MORNING + 5 * scene.HOUR)
    page = read(as_petro)
    assert "waited without a word 3 h" in page
    assert "delivered at 14:05" in page


def test_a_note_cannot_be_taken_for_a_letter(as_petro: Client, case: Case, iryna: User) -> None:
    note_case(case, html="<p>He has two banks.</p>", by=iryna, at=MORNING)
    page = read(as_petro)
    assert 'class="entry note"' in page
    assert "Note, the client does not see it" in page


def test_a_letter_that_did_not_arrive_says_why(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    from slovo.domain.cases.actions.answering import answer_case

    at = MORNING + scene.HOUR
    answer_case(case, html="<p>Hello.</p>", next_word_at=at + scene.DAY, by=petro, at=at)
    scene.refuse_all(at)
    page = read(as_petro)
    assert "It was not sent: 550 mailbox full" in page
    assert "Our last letter did not arrive." in page


def test_what_a_letter_says_is_never_markup(as_petro: Client, viktor: Person) -> None:
    scene.write(viktor, "<script>alert(1)</script>", subject="<b>x</b>")
    page = read(as_petro)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>x</b>" not in page


def test_the_dossier_knows_his_addresses_firms_and_other_cases(
    as_petro: Client, case: Case, olena: Person
) -> None:
    scene.write(olena, subject="Another matter", at=MORNING + scene.HOUR)
    page = read(as_petro)
    assert "olena@client.example" in page
    assert "TOV Berehynia" in page
    assert "Another matter" in page
    assert "First answer by a person" in page
    assert "/c/" in page


def test_the_link_of_the_client_can_be_taken_back(as_petro: Client, case: Case) -> None:
    assert "Take the link back" in read(as_petro)
    response = as_petro.post("/cases/S-1/unlink/")
    assert response.status_code == 302
    assert "The next letter carries a link to it." in read(as_petro)


def test_a_preview_is_a_part_of_a_page(as_petro: Client, case: Case) -> None:
    part = read(as_petro, **{"HX-Request": "true", "HX-Target": "article#preview"})
    assert "The supplier does not pay." in part
    assert "<html" not in part


def test_a_machine_is_not_the_client(as_petro: Client, case: Case) -> None:
    hear_message(
        case,
        person=case.person,
        text="On leave.",
        channel="email",
        nature="auto_reply",
        by=case.person,
        at=MORNING,
    )
    moments = as_petro.get("/cases/S-1/timeline/").context["moments"]
    assert moments[0][0].words == "A machine wrote; it counts as nobody’s word"


def test_the_timeline_speaks_plainly(as_petro: Client, case: Case, petro: User) -> None:
    scene.answer(case, petro, "We look into it.", MORNING + scene.HOUR)
    context = as_petro.get("/cases/S-1/timeline/").context
    assert [moment.words for moment, _when in context["moments"]][::-1] == [
        "The case was opened",
        "Promised: first answer by a person",
        "The client wrote",
        "The letter was delivered",
        "A letter was written",
        "A promise was kept: first answer by a person",
        "Promised: next word",
        "The letter was delivered",
    ]


def test_what_does_not_exist_and_what_is_not_his_look_alike(
    client: Client, case: Case, petro: User, taras: User
) -> None:
    client.force_login(petro)
    assert client.get("/cases/S-999/").status_code == 404
    client.force_login(taras)
    for path in ("/cases/S-1/", "/cases/S-999/", "/cases/S-1/timeline/"):
        response = client.get(path)
        assert response.status_code == 403
        assert b"Grain" not in response.content


def test_queries_do_not_grow_with_letters(
    as_petro: Client, case: Case, django_assert_num_queries: Any
) -> None:
    for numbers in (range(1), range(1, 9)):
        for number in numbers:
            scene.write_again(case, f"And {number}", MORNING + (number + 1) * scene.HOUR)
        with django_assert_num_queries(31):
            read(as_petro)
