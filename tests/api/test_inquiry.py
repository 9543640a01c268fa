"""A complaint looked into, answered and closed by the API, with the refusals of the pages."""

from base64 import b64encode
from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.models import Fact, FollowUp
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.files import get
from tests.api.caller import Caller
from tests.domain.promises.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
AT = MORNING + timedelta(hours=2)
ANSWER = {
    "verdict": "upheld",
    "reasons": "You are right.",
    "remedies": ["refund"],
    "prevention": "We copy it.",
}
CAUSES = {"stated_cause": "billing", "real_cause": "not-told", "real_reason": "Nobody told."}


@pytest.fixture
def api(case, olena, nadia, roman, clock_at):
    clock_at(AT)
    file_complaint(olena, stated="Too high.", about=case, by=roman, at=MORNING)
    return Caller(nadia)


def known(api):
    laid = api.post("complaints/1/topic", topic="conduct").json()
    for one in laid["evidence"]:
        api.post(f"complaints/1/evidence/{one['id']}", state="seen")
    return api.post("complaints/1/cause", **CAUSES).json()


def test_all_that_is_known_and_missing_is_told(api):
    said = api.get("complaints/1/inquiry").json()
    assert (said["topic"], said["evidence"], said["differs"]) == (None, [], None)
    assert said["missing"]["before_answer"][0].startswith("Say what the complaint is about")
    kinds = [moment["kind"] for moment in said["chronology"]]
    assert kinds.count("complaint") == 1
    assert "letter_in" in kinds
    done = known(api)
    assert (done["real_cause"], done["differs"], done["investigated_at"]) == (
        "not-told",
        True,
        "2027-03-10T11:05:00Z",
    )
    assert done["missing"]["before_answer"] == []


def test_odd_words_are_refused_in_words(api):
    for path, body in (
        ("topic", {"topic": "moon"}),
        ("cause", {**CAUSES, "real_cause": "moon"}),
        ("tree", {"bones": {"moon": ["full"]}}),
        ("evidence", {"text": " "}),
        ("facts", {"happened_at": "2027-03-11T10:00:00Z", "text": "x", "source": "y"}),
        ("lesson", {"lesson": " "}),
        ("answer", ANSWER),
        ("corrected", {}),
        ("close", {}),
    ):
        refused = api.post(f"complaints/1/{path}", **body)
        assert (path, refused.status_code) == (path, 422)
        assert refused.json()["detail"]


def test_a_fact_with_its_file_and_the_tree(api):
    file = {"name": "calls.csv", "type": "text/csv", "content": b64encode(b"09:05").decode()}
    said = {"happened_at": "2027-03-10T09:00:00Z", "text": "She phoned", "source": "The carrier"}
    made = api.post("complaints/1/facts", **said, file=file)
    assert (made.status_code, made.json()["file"]) == (201, "calls.csv")
    assert get(Fact.objects.get().file) == b"09:05"
    dropped = api.post(f"complaints/1/facts/{made.json()['id']}/drop").json()
    assert dropped["dropped_at"] == "2027-03-10T11:05:00Z"
    known(api)
    drawn = api.post("complaints/1/tree", whys=["Why"], bones={"people": ["He was away"]}).json()
    assert (drawn["whys"], drawn["bones"]) == (
        ["Why"],
        [{"branch": "people", "text": "He was away"}],
    )


def test_answered_accepted_prevented_closed(api, as_olha_api):
    known(api)
    answer = api.post("complaints/1/answer", **ANSWER).json()
    assert (answer["state"], answer["sent_at"]) == ("asked", None)
    send_all(AT)
    said = {"answer": "yes", "words": "Fine."}
    done = api.post(f"complaints/1/answer/{answer['id']}/said", **said).json()
    assert (done["state"], done["sent_at"]) == ("yes", "2027-03-10T11:05:00Z")
    assert api.post("complaints/1/corrected").json()["corrected_at"] == "2027-03-10T11:05:00Z"
    assert api.post("complaints/1/lesson", lesson="Tell them.").json()["lesson"] == "Tell them."
    assert api.post("complaints/1/no-measure", reason="Once.").status_code == 201
    assert api.post("complaints/1/no-measure/settle", is_approved=True).status_code == 403
    assert as_olha_api.post("complaints/1/no-measure/settle", is_approved=False).json()[
        "declined_at"
    ]
    measure = {"text": "Copy it", "owner": "nadia@firm.example", "due_on": "2027-04-08"}
    made = api.post("complaints/1/measures", **measure).json()
    assert (made["stand"], made["due_at"]) == ("open", "2027-04-08T20:59:59Z")
    held = api.post(f"measures/{made['id']}/in-force", how="Seen.").json()
    assert (held["stand"], held["watched_until"]) == ("watched", "2027-06-08T20:59:59Z")
    assert [one["id"] for one in api.get("measures").json()] == [made["id"]]
    assert api.post("complaints/1/close").json()["closed_at"] == "2027-03-10T11:05:00Z"
    figures = api.get("complaint-figures").json()
    assert (figures["m18"]["hits"], figures["m18"]["of"], figures["m18"]["rows"]) == (1, 1, [1])
    assert (figures["m8"]["of"], figures["m8"]["beside"], figures["m8"]["share"]) == (0, 1, None)
    dropped = as_olha_api.post(f"measures/{made['id']}/drop", reason="No money").json()
    assert dropped["stand"] == "dropped"


def test_whether_it_helped(api, clock_at):
    known(api)
    api.post("complaints/1/answer", **ANSWER)
    send_all(AT)
    row = FollowUp.objects.select_related("complaint__case").get()
    path = f"complaints/1/follow-ups/{row.pk}"
    assert api.post(f"{path}/tried").status_code == 422
    climb_follow_up(row, by=HOUSE, at=row.due_at)
    clock_at(row.due_at)
    assert api.post(path, result="fine").status_code == 422
    done = api.post(path, result="partly", score=4, words="Half of it.").json()
    assert (done["result"], done["score"], done["said_at"]) == (
        "partly",
        4,
        "2027-03-17T11:05:00Z",
    )
    assert api.get("complaints/1/inquiry").json()["decided_at"] is None


def test_whom_it_is_against_finds_nothing(api, as_petro):
    assert as_petro.get("complaints/1/inquiry").status_code == 404
    assert as_petro.post("complaints/1/close").status_code == 404
    assert as_petro.get("measures").json() == []
