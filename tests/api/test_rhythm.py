"""The forgotten, who starts, what was noted, and the first thirty days, by the API."""

import pytest

from slovo.domain.loyalty.models import RealAction
from tests.domain.loyalty.scene import answer, write
from tests.domain.promises.scene import kyiv
from tests.make import make_engagement

pytestmark = pytest.mark.django_db
SPOKEN = kyiv("2027-03-01 12:00")


@pytest.fixture
def agreed(olena, berehynia, petro, iryna, mailbox):
    signed_at = kyiv("2027-03-12 16:20")
    made = make_engagement(olena, petro, organisation=berehynia, deputy=iryna, signed_at=signed_at)
    case = write(olena, kyiv("2027-03-01 11:00"))
    answer(case, petro, SPOKEN)
    return made


def test_who_is_forgotten_and_why(as_petro, agreed, olena, iryna, clock_at):
    clock_at(kyiv("2027-04-15 12:00"))
    assert as_petro.get("forgotten").json() == []
    clock_at(kyiv("2027-04-16 12:00"))
    (row,) = as_petro.get("forgotten").json()
    assert (row["person"], row["days"], row["reasons"]) == (olena.pk, 46, ["forgotten"])
    assert row["last_action"] == {"kind": "word", "at": "2027-03-01T10:00:00Z"}
    assert as_petro.get("forgotten", of=iryna.email).json() == []
    assert as_petro.get("forgotten", of="nobody@firm.example").status_code == 422


def test_rhythm_and_what_is_noted(as_petro, agreed, olena, clock_at):
    clock_at(kyiv("2027-03-16 12:00"))
    path = f"persons/{olena.pk}"
    said = {"kind": "call", "words": "The court.", "done_at": "2027-03-16T09:00:00Z"}
    made = as_petro.post(f"{path}/real-actions", **said)
    again = as_petro.post(f"{path}/real-actions", **said)
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert as_petro.get(f"{path}/real-actions").json() == [made.json()]
    found = as_petro.get(f"{path}/rhythm").json()
    assert (found["contacts"], found["started_by_us"], found["share"]) == (2, 1, 50.0)
    assert [(row["by"], row["how"]) for row in found["starts"]] == [
        ("client", "email"),
        ("us", "call"),
    ]
    mood = {"about": f"realaction:{made.json()['id']}", "client": 1, "ours": 2}
    felt = as_petro.post(f"{path}/moods", **mood).json()
    assert felt == {"moods": [mood], "has_fallen": False}
    assert as_petro.post(f"{path}/moods", **mood | {"client": 3}).status_code == 422
    assert as_petro.post(f"{path}/moods", about="talk:0").status_code == 404
    refused = as_petro.post(f"{path}/real-actions", kind="gift", words="Wine")
    assert (refused.status_code, RealAction.objects.count()) == (422, 1)


def test_first_days(as_petro, agreed, clock_at):
    clock_at(kyiv("2027-03-15 18:01"))
    path = f"engagements/{agreed.pk}/first-days"
    steps = {step["kind"]: step for step in as_petro.get(path).json()["steps"]}
    assert steps["welcome"] == {
        "kind": "welcome",
        "due_at": "2027-03-15T16:00:00Z",
        "done_at": None,
        "gap": True,
    }
    assert steps["team"]["gap"] is False
    clock_at(kyiv("2027-04-12 12:00"))
    assert as_petro.get(path).status_code == 404
