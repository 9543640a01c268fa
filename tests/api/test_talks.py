"""Talks by the API: noted, listed, answered; the pages' refusals."""

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.staff.rights import Role
from tests import make
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db
LINES = [
    {"text": "The draft", "due_at": "2027-03-12T16:00:00Z", "effort_minutes": 60},
    {"text": "The contract", "due_at": "2027-03-11T16:00:00Z", "owed_by": "client"},
]


@pytest.fixture
def talk(as_petro, case):
    answer = as_petro.post("cases/S-1/talks", held_at="2027-03-10T09:00:00Z")
    assert answer.status_code == 201
    return answer.json()


def test_a_talk_has_its_list_by_the_next_business_day(as_petro, talk):
    assert (talk["held_by"], talk["list_by"], talk["lists"]) == (
        "Petro Marchenko",
        "2027-03-11T16:00:00Z",
        [],
    )
    assert as_petro.get("cases/S-1/talks").json() == [talk]
    later = as_petro.post("cases/S-1/talks", held_at="2027-03-10T10:00:00Z")
    assert (later.status_code, later.json()["detail"]) == (422, "The talk has not been held yet.")


def test_the_spoken_yes_makes_promises_of_both_sides(as_petro, talk):
    path = f"talks/{talk['id']}/lists"
    sent = as_petro.post(path, lines=LINES)
    assert sent.status_code == 201
    agreed = sent.json()
    assert [(line["text"], line["owed_by"], line["promise"]) for line in agreed["lines"]] == [
        ("The draft", "us", None),
        ("The contract", "client", None),
    ]
    answer = f"{path}/{agreed['id']}/answer"
    assert as_petro.post(answer, answer="no", words=" ").status_code == 422
    said = as_petro.post(answer, answer="yes", words="That is right.")
    assert said.status_code == 200
    made = [line["promise"] for line in said.json()["lines"]]
    owed = Promise.objects.filter(pk__in=made).order_by("due_at")
    assert [(promise.text, promise.owed_by) for promise in owed] == [
        ("The contract", "client"),
        ("The draft", "us"),
    ]
    assert as_petro.get("cases/S-1/talks").json()[0]["lists"] == [said.json()]


def test_what_lies_behind_us_is_refused(as_petro, talk):
    path = f"talks/{talk['id']}/lists"
    past = [LINES[0] | {"due_at": "2027-03-01T16:00:00Z"}]
    refused = as_petro.post(path, lines=past)
    assert refused.status_code == 422
    assert refused.json()["detail"] == "What was agreed lies ahead: choose a later date."
    assert as_petro.post(path, lines=[]).status_code == 422
    assert as_petro.post(f"{path}/0/answer", answer="yes", words="Yes").status_code == 404


def test_nothing_was_agreed(as_petro, talk):
    done = as_petro.post(f"talks/{talk['id']}/nothing").json()
    assert (done["nothing"], done["listed_at"]) == (True, "2027-03-10T09:05:00Z")


def test_who_sees_no_cases_hears_of_no_talk(case, talk):
    lesia = Caller(make.make_user("Lesia Shevchuk", Role.SURVEYOR))
    assert lesia.get("cases/S-1/talks").status_code == 403
    assert lesia.post("cases/S-1/talks", held_at="2027-03-10T09:00:00Z").status_code == 404
    assert lesia.post(f"talks/{talk['id']}/nothing").status_code == 404
