"""Dates that left by the API without a decision: listed, promised through the gate, set aside."""

import pytest

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
