from datetime import timedelta

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.decisions import ask_decision, put_decision
from slovo.domain.delivery.actions.offers import send_offer
from slovo.domain.delivery.actions.requirements import add_requirement, mark_fit
from slovo.domain.delivery.actions.scope import withdraw_scope_change
from slovo.domain.delivery.actions.understanding import restate
from slovo.domain.delivery.models import Decision, ScopeChange
from slovo.domain.journal.models import Event
from slovo.domain.risks.actions.raising import raise_risk
from slovo.domain.risks.actions.telling import Way, tell_bad_news
from slovo.domain.risks.models import BadNews
from slovo.domain.talks.actions.agreeing import Line, send_agreed_list
from slovo.domain.talks.actions.holding import note_talk
from slovo.domain.talks.models import AgreedList
from tests import make
from tests.make import MORNING
from tests.portal.scene import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(engagement, petro):
    return make.make_scope_change(engagement, petro)


@pytest.fixture
def url(change, olena):
    return f"/q/{standing_token(olena, change.subject)}/"


def test_one_question_with_time_and_money(client, url):
    text = read(client, url)
    for words in (
        "More than was agreed: do you want it?",
        "Answer the counter-claim",
        "It takes 11 h more.",
        "It costs UAH 26,400 more.",
        "Petro Marchenko asks you.",
    ):
        assert words in text


def test_looking_says_nothing(client, url, change):
    events = Event.objects.count()
    for method in (client.get, client.head):
        assert method(url).status_code == 200
    assert Event.objects.count() == events
    assert ScopeChange.objects.get().answered_at is None


def test_he_says_yes_once(client, url, clock_at):
    clock_at(MORNING + timedelta(hours=4))
    for _ in range(2):
        assert client.post(url, {"answer": "yes", "words": "Go on"}).status_code == 302
    change = ScopeChange.objects.get()
    assert (change.answer, change.words, change.answered_at, change.heard_by) == (
        "yes",
        "Go on",
        MORNING + timedelta(hours=4),
        None,
    )
    text = read(client, url)
    assert "Your answer" in text
    assert "Wed 10 March, 15:05 (UTC+2)" in text
    assert 'name="answer"' not in text


def test_a_change_of_mind_is_told_by_letter_not_by_the_button(client, url):
    client.post(url, {"answer": "yes"})
    answer = client.post(url, {"answer": "no", "words": "Wait"}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert ScopeChange.objects.get().answer == "yes"


def test_no_button_pressed_keeps_his_words(client, url):
    answer = client.post(url, {"words": "Maybe"})
    assert answer.status_code == 422
    assert "Maybe" in answer.content.decode()


def test_what_we_no_longer_ask_is_said(client, url, change, petro):
    withdraw_scope_change(change, by=petro, at=MORNING)
    assert "We no longer ask this." in read(client, url)


def test_a_link_to_a_case_opens_no_question(client, change, olena):
    token = standing_token(olena, f"case:{change.case_id}")
    assert client.get(f"/q/{token}/").status_code == 404
    assert client.get(f"/c/{token}/").status_code == 200


def test_his_page_lists_what_waits_for_his_word(client, url, change, olena):
    token = standing_token(olena, f"case:{change.case_id}")
    page = read(client, f"/c/{token}/")
    assert "What waits for your word" in page
    assert url in page
    client.post(url, {"answer": "yes"})
    assert "What waits for your word" not in read(client, f"/c/{token}/")


def test_did_i_get_you_right(client, engagement, petro, olena):
    asked = restate(engagement, text="Money back by May", by=petro, at=MORNING)
    url = f"/q/{standing_token(olena, asked.subject)}/"
    text = read(client, url)
    assert "Did I get you right?" in text
    assert "Money back by May" in text
    refused = client.post(f"{url}?language=en", {"answer": "no"})
    assert refused.status_code == 422
    assert client.post(url, {"answer": "no", "words": "By April"}).status_code == 302
    assert "By April" in read(client, url)


def test_an_offer_shows_what_it_does_not_do(client, engagement, petro, olena):
    row = add_requirement(engagement, text="Calls at night", by=petro, at=MORNING)
    mark_fit(row, fit="no", gap="Only by day", alternative="Another firm", by=petro, at=MORNING)
    offer = send_offer(engagement, by=petro, at=MORNING)
    url = f"/q/{standing_token(olena, offer.subject)}/"
    text = read(client, url)
    for words in ("Does our offer suit you?", "Only by day", "Another way: Another firm"):
        assert words in text
    assert client.post(url, {"answer": "yes"}).status_code == 302


def test_his_page_shows_the_way_of_his_matter(client, change, engagement, petro, olena):
    make.make_stages(engagement, petro)
    token = standing_token(olena, f"case:{change.case_id}")
    page = read(client, f"/c/{token}/")
    assert "The way of your matter" in page
    for name in ("Listen", "Draft", "Court"):
        assert name in page


def test_he_chooses_a_way_on_after_bad_news(client, olena, petro, engagement, clock_at):
    case = open_case(olena, subject="Claim", channel="desk", by=olena, at=MORNING)
    risk = raise_risk(case, by=petro, at=MORNING)
    ways = [Way("File again", MORNING + timedelta(days=2)), Way("Pay twice")]
    said = {"cause": "A wrong code", "effect": "It came back", "ways": ways}
    news = tell_bad_news(
        risk, **said, next_word_at=MORNING + timedelta(days=1), by=petro, at=MORNING
    )
    url = f"/q/{standing_token(olena, news.subject)}/"
    text = read(client, url)
    for words in ("A wrong code", "It came back", "Pay twice", "11:05 (UTC+2)"):
        assert words in text
    clock_at(MORNING + timedelta(hours=1))
    assert client.post(url, {"choice": ""}).status_code == 422
    assert client.post(url, {"choice": news.alternatives.last().pk}).status_code == 302
    assert "Pay twice" in read(client, url)
    confirmation = BadNews.objects.get().confirmation
    assert "Pay twice" in confirmation.text


def test_he_confirms_what_was_agreed_in_a_talk(client, olena, petro, engagement, clock_at):
    case = open_case(olena, subject="Claim", channel="desk", by=olena, at=MORNING)
    talk = note_talk(case, held_at=MORNING, by=petro, at=MORNING)
    lines = [
        Line("The draft", MORNING + timedelta(days=2), owner=petro),
        Line("The contract", MORNING + timedelta(days=1), owed_by="client"),
    ]
    agreed = send_agreed_list(talk, lines=lines, by=petro, at=MORNING)
    url = f"/q/{standing_token(olena, agreed.subject)}/"
    text = read(client, url)
    assert "Petro Marchenko: The draft, by Fri 12 March, 11:05 (UTC+2)" in text
    assert "You: The contract, by Thu 11 March, 11:05 (UTC+2)" in text
    clock_at(MORNING + timedelta(hours=1))
    assert client.post(url, {"answer": "yes"}).status_code == 302
    assert "Отже, домовилися:" in AgreedList.objects.get().confirmation.text
    assert case.promises.given().count() == 2


def test_he_decides_with_one_press_and_has_it_in_writing(
    client, engagement, petro, olena, clock_at
):
    figures = [{"what": "Court fee 26,400", "source": "Law, art. 4", "day": "2027-01-01"}]
    ways = ("Sue", "Settle")
    put = put_decision(
        engagement, question="Sue or settle?", options=ways, figures=figures, by=petro, at=MORNING
    )
    asked = ask_decision(put, by=petro, at=MORNING)
    url = f"/q/{standing_token(olena, asked.subject)}/"
    text = read(client, url)
    for words in (
        "What do you decide?",
        "Court fee 26,400 (Law, art. 4, January 1, 2027)",
        "Settle",
    ):
        assert words in text
    assert client.post(url, {"choice": "3"}).status_code == 422
    kept = client.post(url, {"choice": ""})
    assert kept.status_code == 422
    assert "Choose one of the ways, or write what would suit you." in kept.content.decode()
    assert Decision.objects.get().is_waiting
    clock_at(MORNING + timedelta(hours=3))
    for _ in range(2):
        assert client.post(url, {"choice": "2", "words": ""}).status_code == 302
    found = Decision.objects.get()
    assert (found.choice, found.answered_at) == ("Settle", MORNING + timedelta(hours=3))
    assert Message.objects.filter(wording="decision_confirmed").count() == 1
    text = read(client, url)
    assert "Your answer" in text
    assert "Settle" in text
    assert client.post(url, {"choice": "1"}).status_code == 422
    assert Decision.objects.get().choice == "Settle"
