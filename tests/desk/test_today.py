"""Today: who is in the dark, whom we owe a word, and the reward of an empty list."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import User
from tests import make
from tests.desk import scene
from tests.make import MORNING

SetClock = Callable[[datetime], None]


def read(client: Client, query: str = "") -> str:
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_is_a_reward(as_petro: Client) -> None:
    page = read(as_petro)
    assert "Nobody is waiting." in page
    assert "lane-head" not in page


def test_who_waits_for_a_first_answer_stands_there_with_its_due(
    as_petro: Client, case: Case
) -> None:
    page = read(as_petro)
    assert "Nobody is in the dark." in page
    assert "The next word is due tomorrow by 11:05, for Olena Sydorenko." in page
    assert "First answers due" in page
    assert "first answer" in page
    assert "Grain for Odesa" in page


def test_past_the_limit_it_is_said_as_news(
    as_petro: Client, case: Case, clock_at: SetClock
) -> None:
    clock_at(MORNING + scene.DAY + 3 * scene.HOUR)
    page = read(as_petro)
    assert "One person is in the dark." in page
    assert "Olena Sydorenko has waited longest: 3 h past the answer we owe." in page
    assert "“The supplier does not pay.”" in page
    assert "past 11:05" in page


def test_a_broken_word_names_who_gave_it(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    scene.answer(
        case, petro, "We look into it.", MORNING + scene.HOUR, next_word_at=MORNING + scene.DAY
    )
    clock_at(MORNING + scene.DAY + 2 * scene.HOUR)
    page = read(as_petro)
    words = "Olena Sydorenko has waited longest: 2 h past the word promised by Petro Marchenko."
    assert words in page


def test_a_passed_limit_of_silence_is_not_called_a_promise(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    """The word was promised for later than the class allows: its rhythm is Friday, 17:00."""
    said_at = MORNING + scene.HOUR
    word = {"next_word_at": MORNING + 10 * scene.DAY, "insists": True}
    scene.answer(case, petro, "It takes long.", said_at, **word)
    clock_at(datetime.fromisoformat("2027-03-12T19:00:00+02:00"))
    assert "Olena Sydorenko has waited longest: 2 h past the silence agreed." in read(as_petro)


def test_mine_shows_mine_and_the_firm_shows_all(client: Client, case: Case, iryna: User) -> None:
    client.force_login(iryna)
    assert "Olena Sydorenko" not in read(client)
    assert "Olena Sydorenko" in read(client, "?whose=firm")


def test_waiting_for_the_client_shows_what_he_was_asked(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    scene.answer(
        case, petro, "Please send it.", MORNING + scene.HOUR, question="The signed contract"
    )
    clock_at(MORNING + 2 * scene.HOUR)
    page = read(as_petro)
    assert "Waiting for the client" in page
    assert "The signed contract" in page
    assert "since 12:05" in page


def test_what_did_not_arrive_is_not_swallowed(
    as_petro: Client, case: Case, petro: User, clock_at: SetClock
) -> None:
    from slovo.domain.cases.actions.answering import answer_case

    at = MORNING + scene.HOUR
    answer_case(case, html="<p>Hello.</p>", next_word_at=at + scene.DAY, by=petro, at=at)
    scene.refuse_all(at)
    clock_at(at + scene.HOUR)
    page = read(as_petro)
    assert "Did not arrive" in page
    assert "did not arrive" in page


def test_nobody_has_it_is_a_lane(as_olha: Client, viktor: Person) -> None:
    from slovo.domain.staff.models import Firm

    Firm.objects.update(front_desk=None)
    scene.write(viktor, subject="Inheritance")
    page = read(as_olha, "?whose=firm")
    assert "No owner" in page


def test_one_press_sends_a_real_word_and_can_be_taken_back(
    as_petro: Client, case: Case, clock_at: SetClock
) -> None:
    response = as_petro.post(
        "/cases/S-1/still-on-it/", {"next": "/?whose=mine", "next_word_at": "2027-03-12T15:00:00Z"}
    )
    assert (response.status_code, response["Location"]) == (302, "/?whose=mine")
    message = case.messages.get(direction="out", nature="human")
    assert message.next_word_at.isoformat() == "2027-03-12T15:00:00+00:00"
    page = read(as_petro)
    assert "The letter to Olena Sydorenko leaves in a moment." in page
    assert f"/cases/S-1/undo/{message.pk}/" in page
    assert "A letter is leaving" in page
    assert "Still on it, next word" not in page


def test_who_has_no_right_to_cases_sees_nothing(
    client: Client, case: Case, taras: User, surveyor: User
) -> None:
    for user in (taras, surveyor):
        client.force_login(user)
        response = client.get("/")
        assert response.status_code == 403
        assert b"Olena" not in response.content


def test_a_stranger_is_sent_to_sign_in(client: Client, case: Case) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def many(petro: User, count: int) -> None:
    for number in range(count):
        person = make.make_person(f"P{count}x{number} Client")
        make.make_engagement(person, petro)
        scene.write(person)


def test_a_long_list_shows_its_first_and_the_way_to_all(
    as_petro: Client, petro: User, engagement: Engagement
) -> None:
    many(petro, 12)
    context = as_petro.get("/").context
    (lane,) = context["lanes"]
    assert (lane.count, lane.waits.count("<li"), lane.view) == ("12", 8, "first_answers")
    page = read(as_petro)
    assert 'href="/cases/?view=first_answers&amp;whose=mine"' in page
    assert "Show all (12)" in page
    assert 'href="/cases/?view=first_answers"' in read(as_petro, "?whose=firm")


def test_a_case_stands_once_however_few_rows_are_shown(
    as_petro: Client, petro: User, engagement: Engagement, clock_at: SetClock
) -> None:
    many(petro, 10)
    clock_at(MORNING + 3 * scene.DAY)
    Case.objects.update(chased_at=MORNING + scene.DAY)
    (lane,) = as_petro.get("/").context["lanes"]
    assert (lane.name, lane.count, lane.waits.count("<li")) == ("in_the_dark", "10", 8)


def test_queries_do_not_grow_with_rows(
    as_petro: Client,
    petro: User,
    engagement: Engagement,
    mailbox: Mailbox,
    django_assert_num_queries: Any,
) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(smtp_host="smtp.firm.example")
    many(petro, 1)
    read(as_petro)
    with CaptureQueriesContext(connection) as one:
        read(as_petro)
    many(petro, 12)
    with django_assert_num_queries(len(one)):
        read(as_petro)
    assert len(one) == 21
