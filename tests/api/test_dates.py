"""Dates that left by the API without a decision: listed, promised through the gate, set aside."""

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.rights import Role
from tests import make
from tests.api.caller import Caller
from tests.desk.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(as_petro, case):
    letter = {"text": "The draft is done by Friday.", "next_word_at": "2027-03-11T15:00:00Z"}
    assert as_petro.post("cases/S-1/answer", **letter).status_code == 201
    assert as_petro.get("dates").json() == []
    send_all(MORNING)
    [found] = as_petro.get("dates").json()
    return found


def test_it_is_listed_with_its_sentence_and_looked_at_within_four_hours(found):
    assert (found["case"], found["author"], found["sentence"]) == (
        "S-1",
        "Petro Marchenko",
        "The draft is done by Friday",
    )
    assert found["due_at"] == "2027-03-12T16:00:00Z"
    assert found["review_by"] == "2027-03-10T13:05:00Z"


def test_promised_it_is_settled(as_petro, found):
    made = as_petro.post(f"dates/{found['id']}/promise", text="The draft", kind="document")
    assert made.status_code == 201
    assert (made.json()["due_at"], made.json()["owner"]) == (found["due_at"], "Petro Marchenko")
    assert as_petro.get("dates").json() == []
    refused = as_petro.post(f"dates/{found['id']}/aside")
    assert refused.status_code == 422
    assert refused.json()["detail"] == "A promise stands on this date already."


def test_what_does_not_fit_is_refused_as_on_the_page(as_petro, found):
    path = f"dates/{found['id']}/promise"
    refused = as_petro.post(path, text="The draft", effort_minutes=6000)
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("It needs 120 h with the buffer, and ")
    assert as_petro.post(path, text="A", effort_minutes=6000, override=True).status_code == 422
    assert FoundDate.objects.get().is_open


def test_set_aside_it_is_settled(as_petro, found):
    aside = as_petro.post(f"dates/{found['id']}/aside").json()
    assert (aside["aside_at"], aside["promise"]) == ("2027-03-10T09:05:00Z", None)
    assert as_petro.get("dates").json() == []
    refused = as_petro.post(f"dates/{found['id']}/promise", text="The draft")
    assert refused.json()["detail"] == "Somebody has said that this is not a promise."


def test_who_sees_no_cases_has_no_list(found):
    lesia = Caller(make.make_user("Lesia Shevchuk", Role.SURVEYOR))
    assert lesia.get("dates").status_code == 403
    assert lesia.post(f"dates/{found['id']}/aside").status_code == 404


LETTER = {
    "text": "The draft is done by Friday. We send the papers on 15 April.",
    "next_word_at": "2027-03-11T15:00:00Z",
}


def test_the_letter_says_itself_what_its_dates_are(as_petro, case):
    dates = [
        {"words": "by Friday", "promise": {"kind": "document", "effort_minutes": 60}},
        {"words": "on 15 April"},
    ]
    sent = as_petro.post("cases/S-1/answer", **LETTER, dates=dates)
    assert sent.status_code == 201
    first, second = sent.json()["dates"]
    promise = Promise.objects.given().get()
    assert (first["promise"], first["is_open"]) == (promise.pk, False)
    assert (second["promise"], second["is_aside"]) == (None, True)
    assert (promise.text, promise.kind, promise.effort_minutes) == (
        "The draft is done by Friday",
        "document",
        60,
    )
    send_all(MORNING)
    assert as_petro.get("dates").json() == []
    assert Promise.objects.given().get().origin_id == sent.json()["id"]


def test_what_the_letter_leaves_open_is_named_and_listed(as_petro, case):
    sent = as_petro.post("cases/S-1/answer", **LETTER, dates=[{"words": "on 15 April"}])
    assert [(one["words"], one["is_open"]) for one in sent.json()["dates"]] == [
        ("by Friday", True),
        ("on 15 April", False),
    ]
    send_all(MORNING)
    assert [one["words"] for one in as_petro.get("dates").json()] == ["by Friday"]


def test_a_refused_date_sends_nothing(as_petro, case):
    wrong = [
        ({"words": "by Sunday"}, "The letter does not say “by Sunday”."),
        ({"words": "by Friday", "promise": {"effort_minutes": 6000}}, "It needs 120 h"),
    ]
    for date, sentence in wrong:
        said = [{"words": "on 15 April"}, date]
        refused = as_petro.post("cases/S-1/answer", **LETTER, dates=said)
        assert refused.status_code == 422
        assert refused.json()["detail"].startswith(sentence)
    assert not case.messages.filter(direction="out", nature="human").exists()
    assert not FoundDate.objects.exists()
    assert not Promise.objects.given().exists()


def test_a_question_says_itself_what_its_dates_are(as_petro, case):
    asked = {
        "question": "We file by Friday. Do you have the contract?",
        "dates": [{"words": "by Friday", "promise": {"text": "The filing", "kind": "document"}}],
    }
    made = as_petro.post("cases/S-1/wait", **asked)
    assert made.status_code == 201
    [date] = made.json()["dates"]
    assert date["words"] == "by Friday"
    assert Promise.objects.get(text="The filing").due_at.isoformat() == "2027-03-12T16:00:00+00:00"
    send_all(MORNING)
    assert as_petro.get("dates").json() == []
