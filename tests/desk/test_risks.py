"""Bad news at the desk: two presses upward, a form that refuses in words, its speed."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.risks.actions.raising import dismiss_risk, raise_risk
from slovo.domain.risks.models import BadNews, End, Risk
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(olena, engagement):
    return open_case(olena, subject="Claim", channel="desk", by=olena, at=MORNING - HOUR)


@pytest.fixture
def promise(case, petro):
    due_at = MORNING + 5 * HOUR
    return make_promise(
        case, text="The filing", kind="document", due_at=due_at, owner=petro, by=petro, at=MORNING
    )


@pytest.fixture
def risk(case, promise, petro):
    return raise_risk(case, text="Wrong code", promise=promise, by=petro, at=MORNING)


def test_two_presses_from_the_case_tell_the_leaders(as_petro, case, promise):
    assert f'href="/cases/{case.ref}/risk/"' in text_of(as_petro.get(f"/cases/{case.ref}/"))
    url = f"/cases/{case.ref}/risk/"
    form = fields_of(as_petro.get(url))
    answer = as_petro.post(url, form)
    risk = Risk.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/risks/{risk.pk}/")
    assert (risk.promise, risk.is_critical, risk.text) == (promise, True, "")
    text = text_of(as_petro.get(f"/risks/{risk.pk}/"))
    assert "Bad news, not described yet" in text
    assert "To be told today by 13:05" in text
    assert "I have read it" not in text


def test_it_stands_beside_the_talk_until_the_client_knows(as_petro, case, risk):
    page = f"/cases/{case.ref}/"
    text = text_of(as_petro.get(page))
    assert "The client does not know yet" in text
    assert f'<a href="/risks/{risk.pk}/"><b>Wrong code</b></a>' in text
    assert "To be told today by 13:05" in text
    dismiss_risk(risk, reason="The code was right.", by=risk.raised_by, at=MORNING)
    assert "The client does not know yet" not in text_of(as_petro.get(page))


def test_a_leader_says_that_he_has_read_it(as_olha, risk):
    page = f"/risks/{risk.pk}/"
    assert "I have read it" in text_of(as_olha.get(page))
    assert as_olha.post(f"{page}see/").status_code == 302
    text = text_of(as_olha.get(page))
    assert "Olha Levchenko, today, 11:05" in text
    assert "I have read it" not in text


def test_the_letter_needs_a_way_on_and_keeps_what_was_typed(as_petro, risk):
    url = f"/risks/{risk.pk}/tell/"
    form = fields_of(as_petro.get(url))
    assert form["cause"] == "Wrong code"
    answer = as_petro.post(url, {**form, "effect": "It came back"})
    assert answer.status_code == 422
    assert "Offer at least one way on." in text_of(answer)
    assert "It came back" in text_of(answer)
    answer = as_petro.post(url, {**form, "effect": "It came back", "date_1": "2027-03-12T15:00"})
    assert "Say what happens on the new date." in text_of(answer)
    assert not BadNews.objects.exists()


def test_told_and_chosen_it_stands_on_one_page(as_petro, risk, clock_at):
    url = f"/risks/{risk.pk}/tell/"
    said = {"effect": "It came back", "way_1": "File again", "date_1": "2027-03-12T15:00"}
    assert as_petro.post(url, {**fields_of(as_petro.get(url)), **said}).status_code == 302
    news = BadNews.objects.get()
    clock_at(MORNING + HOUR)
    url = f"/risks/{risk.pk}/tell/{news.pk}/"
    form = fields_of(as_petro.get(url))
    said = {"choice": news.alternatives.get().pk, "words": "Do it again."}
    assert as_petro.post(url, {**form, **said}).status_code == 302
    text = text_of(as_petro.get(f"/risks/{risk.pk}/"))
    for words in (
        "File again: Fri 12 March, 15:00 (UTC+2)",
        "Chosen today, 12:05: File again",
        "Do it again.",
        "The letter has not arrived yet.",
    ):
        assert words in text


def test_the_list_is_calm_when_nothing_is_kept_from_a_client(as_petro):
    text = text_of(as_petro.get("/risks/"))
    assert "Nothing is kept from a client." in text
    assert "no data" in text


def test_the_list_shows_what_is_open_and_how_fast_it_flew(as_olha, risk, clock_at):
    clock_at(MORNING + 10 * timedelta(minutes=1))
    as_olha.post(f"/risks/{risk.pk}/see/")
    clock_at(MORNING + 3 * HOUR)
    text = text_of(as_olha.get("/risks/"))
    for words in ("Wrong code", "The client should know: today by 13:05", "10 min", "counted: 1"):
        assert words in text


def test_only_principals_see_what_is_kept_back(as_olha, client, petro, risk):
    assert as_olha.post(f"/risks/{risk.pk}/withhold/", {"reason": ""}).status_code == 422
    assert as_olha.post(f"/risks/{risk.pk}/withhold/", {"reason": "Privilege"}).status_code == 302
    assert Risk.objects.get().end == End.WITHHELD
    assert "Privilege" in text_of(as_olha.get(f"/risks/{risk.pk}/"))
    client.force_login(petro)
    assert client.get(f"/risks/{risk.pk}/").status_code == 404
    assert "Wrong code" not in text_of(client.get("/risks/"))


def test_what_did_not_come_true_is_closed_with_a_reason(as_petro, risk):
    url = f"/risks/{risk.pk}/dismiss/"
    assert as_petro.post(url, {"reason": "The court took it"}).status_code == 302
    assert "It did not come true" in text_of(as_petro.get("/risks/"))
