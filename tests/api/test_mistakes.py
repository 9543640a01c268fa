"""Mistakes by the API: the same verbs, the same refusals as the pages."""

import pytest

from slovo.domain.delivery.actions.time import drop_time, log_time
from slovo.domain.mistakes.models import Mistake, Rework
from slovo.domain.staff.rights import Role
from tests import make
from tests.api.caller import Caller
from tests.make import MORNING

pytestmark = pytest.mark.django_db
ADMIT = {
    "facts": "The fee was paid under a wrong code.",
    "correction": "We pay again and file anew.",
    "due_at": "2027-03-11T15:00:00Z",
    "is_spoken": True,
}


@pytest.fixture
def mistake(as_petro, case):
    answer = as_petro.post("cases/S-1/mistakes", text="Wrong code", cause="oversight")
    assert answer.status_code == 201
    return answer.json()


def test_the_whole_way_from_discovery_to_the_yes(as_petro, mistake, clock_at):
    path = f"mistakes/{mistake['id']}"
    assert (mistake["step"], mistake["due_at"], mistake["cause"], mistake["found_early"]) == (
        "admit",
        "2027-03-10T13:05:00Z",
        "oversight",
        True,
    )
    assert as_petro.get("mistakes").json() == [mistake]
    admitted = as_petro.post(f"{path}/admit", **ADMIT).json()
    assert (admitted["admitted_at"], admitted["apologised_at"]) == ("2027-03-10T09:05:00Z",) * 2
    assert (admitted["correct_by"], admitted["step"]) == ("2027-03-11T15:00:00Z", "correct")
    asked = as_petro.post(f"{path}/correct", done="Filed anew").json()
    assert (asked["state"], asked["done"]) == ("asked", "Filed anew")
    said = as_petro.post(f"{path}/verify", answer="yes", words="All fine")
    assert said.json()["heard_by"] == "Petro Marchenko"
    refused = as_petro.post(f"{path}/close")
    assert refused.status_code == 422
    assert "Did the client lose anything?" in refused.json()["detail"]
    as_petro.post(f"{path}/weigh", has_damage=False)
    assert as_petro.post(f"{path}/close").json()["step"] == "closed"
    assert as_petro.get("mistakes").json() == []
    assert [one["id"] for one in as_petro.get("mistakes?show=closed").json()] == [mistake["id"]]


def test_a_list_of_many_asks_the_database_no_more_often(
    as_petro, case, django_assert_max_num_queries
):
    for text in ("First", "Second", "Third", "Fourth", "Fifth"):
        path = f"mistakes/{as_petro.post('cases/S-1/mistakes', text=text).json()['id']}"
        as_petro.post(f"{path}/admit", **{**ADMIT, "facts": text})
        as_petro.post(f"{path}/correct", done=text)
    with django_assert_max_num_queries(6):
        assert len(as_petro.get("mistakes").json()) == 5


def test_closing_names_what_is_missing(as_petro, mistake):
    refused = as_petro.post(f"mistakes/{mistake['id']}/close")
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("This is still missing: admission, apology")


def test_a_date_apart_and_a_word_taken_back(as_petro, as_olha_api, mistake):
    path = f"mistakes/{mistake['id']}"
    as_petro.post(f"{path}/admit", **{**ADMIT, "due_at": None})
    planned = as_petro.post(
        f"{path}/plan", correction="Anew", due_at="2027-03-11T15:00:00Z", is_spoken=True
    )
    assert planned.json()["correction_promised_at"] == "2027-03-10T09:05:00Z"
    assert as_petro.post(f"{path}/drop", why="The bank").status_code == 403
    assert as_olha_api.post(f"{path}/see").json()["seen_by"] == "Olha Levchenko"
    assert as_olha_api.post(f"{path}/drop", why="The bank").json()["step"] == "dropped"


def test_stamps_are_never_typed(as_petro, mistake):
    path = f"mistakes/{mistake['id']}"
    early = {"admitted_at": "2027-03-10T08:00:00Z", "discovered_at": "2027-03-01T08:00:00Z"}
    admitted = as_petro.post(f"{path}/admit", **ADMIT, **early)
    assert admitted.json().get("admitted_at", "2027-03-10T09:05:00Z") == "2027-03-10T09:05:00Z"
    assert Mistake.objects.get().discovered_at == MORNING


def test_an_unknown_cause_is_said_and_a_stranger_sees_nothing(as_petro, as_taras, mistake):
    refused = as_petro.post(f"mistakes/{mistake['id']}/name", text="Wrong", cause="nobody")
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "There is no cause with the code nobody.",
    )
    assert len(as_petro.get("causes").json()) == 20
    assert as_taras.get(f"mistakes/{mistake['id']}").status_code == 403
    outsider = Caller(make.make_user("Lesia Outside", Role.SURVEYOR))
    assert outsider.post(f"mistakes/{mistake['id']}/close").status_code in (403, 404)


def test_losses_go_to_the_principal_and_back_to_the_client(as_petro, as_olha_api, mistake):
    path = f"mistakes/{mistake['id']}"
    fee = {"text": "Fee", "amount": "3400", "currency": "UAH"}
    assert as_petro.post(f"{path}/damages", **fee, evidence=" ").status_code == 422
    damage = as_petro.post(f"{path}/damages", **fee, evidence="The receipt").json()
    assert (damage["claimed"], damage["decide_by"]) == ("3400.00", "2027-03-17T16:00:00Z")
    decision = {"agreed": "3400", "pay_on": "2027-03-19"}
    assert as_petro.post(f"damages/{damage['id']}/decide", **decision).status_code == 403
    decided = as_olha_api.post(f"damages/{damage['id']}/decide", **decision)
    assert decided.json()["agreed"] == "3400.00"
    payout = as_petro.get(f"{path}/payouts").json()[0]
    assert (payout["kind"], payout["due_at"]) == ("damage", "2027-03-19T21:59:59Z")
    paid = as_petro.post(f"payouts/{payout['id']}/pay", reference="18").json()
    assert (paid["paid_at"], paid["reference"]) == ("2027-03-10T09:05:00Z", "18")


def test_a_letter_called_rude_is_judged_by_a_principal(as_petro, as_olha_api, case):
    as_petro.post("cases/S-1/answer", text="Read it.", next_word_at="2027-03-11T15:00:00Z")
    letter = case.messages.filter(direction="out", nature="human").latest("pk").pk
    flag = as_petro.post(f"cases/S-1/letters/{letter}/rude", reason="Cold").json()
    assert (flag["is_upheld"], flag["is_by_client"]) == (None, False)
    assert (
        as_petro.post(f"conduct/{flag['id']}/review", is_upheld=True, words="Yes").status_code
        == 403
    )
    judged = as_olha_api.post(f"conduct/{flag['id']}/review", is_upheld=True, words="Yes").json()
    assert as_petro.get(f"mistakes/{judged['mistake']}").json()["cause"] == "rudeness"


def test_numbers_causes_and_words(as_petro, as_olha_api, mistake):
    found = as_petro.get("recovery").json()
    assert found["people"][0]["count"] == 1
    assert [row["count"] for row in found["retention"]] == [0, 0, 0]
    added = as_olha_api.post("causes", name="Forgot to ask", branch="people").json()
    assert added["code"] == "forgot-to-ask"
    assert as_olha_api.post("causes/forgot-to-ask/retire").json()["retired_at"] is not None
    assert as_petro.post("causes", name="Mine", branch="people").status_code == 403
    said = {"place": "apology", "language": "en", "text": "We regret it."}
    assert as_olha_api.post("wordings", **said).json() == [{**said, "country": ""}]
    assert as_olha_api.get("wordings").json() == [{**said, "country": ""}]


def test_hours_written_down_before_are_free_by_page_and_by_api(
    as_petro, mistake, engagement, petro, client
):
    day, at = {"day": MORNING.date(), "minutes": 90}, {"by": petro, "at": MORNING}
    filed = log_time(engagement, **day, note="Filed anew", **at)
    read = log_time(engagement, **day, note="Read the code", **at)
    path = f"mistakes/{mistake['id']}/rework"
    linked = as_petro.post(f"{path}/{filed.pk}")
    assert (linked.status_code, linked.json()["id"]) == (200, filed.pk)
    other = as_petro.post("cases/S-1/mistakes", text="Late", cause="oversight").json()
    refused = as_petro.post(f"mistakes/{other['id']}/rework/{filed.pk}")
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "This time belongs to other work.",
    )
    assert as_petro.post(f"{path}/9999").status_code == 404
    client.force_login(petro)
    shown = client.get(f"/{path}/link/").content.decode()
    assert ("Read the code" in shown, "Filed anew" in shown) == (True, False)
    assert client.post(f"/{path}/link/", {"entry": filed.pk}).status_code == 422
    assert client.post(f"/{path}/link/", {"entry": read.pk}).status_code == 302
    rows = Rework.objects.filter(mistake=mistake["id"]).order_by("pk")
    assert [row.time_entry for row in rows] == [filed, read]
    assert "Read the code" in client.get(f"/mistakes/{mistake['id']}/").content.decode()
    dropped = log_time(engagement, **day, note="By mistake", **at)
    drop_time(dropped, **at)
    assert as_petro.post(f"{path}/{dropped.pk}").status_code == 422
