import pytest

from slovo.domain.delivery.models import ScopeChange

pytestmark = pytest.mark.django_db
CHANGE = {"text": "Counter-claim", "more_minutes": 660, "more_money": "26400", "currency": "UAH"}


def test_a_change_is_asked_worked_on_and_answered(as_petro, engagement):
    path = f"agreements/{engagement.pk}"
    made = as_petro.post(f"{path}/scope-changes", **CHANGE)
    assert made.status_code == 201
    change = made.json()
    assert (change["state"], change["more_money"]) == ("asked", "26400.00")
    time = {"day": "2027-03-10", "minutes": 90, "note": "Draft", "scope_change": change["id"]}
    assert as_petro.post(f"{path}/time", **time).json()["state"] == "parked"
    answer = f"{path}/scope-changes/{change['id']}/answer"
    said = as_petro.post(answer, answer="yes", words="Do it").json()
    assert (said["state"], said["words"], said["heard_by"]) == ("yes", "Do it", "Petro Marchenko")
    shown = as_petro.get(path).json()
    assert [entry["state"] for entry in shown["time"]] == ["counted"]
    assert [row["state"] for row in shown["scope_changes"]] == ["yes"]


def test_refusals_are_sentences(as_petro, engagement):
    path = f"agreements/{engagement.pk}"
    change = as_petro.post(f"{path}/scope-changes", **CHANGE).json()
    answer = f"{path}/scope-changes/{change['id']}/answer"
    refused = as_petro.post(answer, answer="yes", words=" ")
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "Write down the client’s own words.",
    )
    taken = as_petro.post(f"{path}/scope-changes/{change['id']}/withdraw").json()
    assert taken["state"] == "withdrawn"
    assert as_petro.post("agreements/999/scope-changes", **CHANGE).status_code == 404
    assert ScopeChange.objects.count() == 1


def test_requirements_an_offer_and_a_restatement(as_petro, engagement):
    path = f"agreements/{engagement.pk}"
    row = as_petro.post(f"{path}/requirements", text="Calls at night").json()
    refused = as_petro.post(f"{path}/offers", text="Here")
    assert refused.status_code == 422
    assert "“Calls at night”" in refused.json()["detail"]
    said = {"fit": "no", "gap": "Only by day", "alternative": "Another firm"}
    as_petro.post(f"{path}/requirements/{row['id']}/fit", **said)
    offer = as_petro.post(f"{path}/offers", text="Here").json()
    assert offer["lines"][0]["gap"] == "Only by day"
    taken = as_petro.post(f"{path}/offers/{offer['id']}/answer", answer="yes", words="Fine")
    assert taken.json()["state"] == "yes"
    declined = as_petro.post(f"{path}/requirements/{row['id']}/settle", state="declined")
    assert declined.status_code == 422
    asked = as_petro.post(f"{path}/restatements", text="You want calls").json()
    right = as_petro.post(f"{path}/restatements/{asked['id']}/answer", answer="yes", words="Yes")
    assert right.json()["state"] == "yes"


def test_a_map_is_followed_stage_by_stage(as_olha_api, engagement):
    steps = [{"name": "Listen", "days": 1, "is_key": True}, {"name": "Draft", "days": 2}]
    made = as_olha_api.post("stage-maps", name="Dispute", steps=steps).json()
    assert as_olha_api.get("stage-maps").json() == [made]
    path = f"agreements/{engagement.pk}/stages"
    first, _second = as_olha_api.post(path, map=made["id"]).json()
    here = f"{path}/{first['id']}"
    assert as_olha_api.post(f"{here}/enter").json()["detail"] == (
        "“Listen” has no owner. Name one first."
    )
    as_olha_api.post(f"{here}/owner", owner="petro@firm.example")
    assert as_olha_api.post(f"{here}/enter").json()["state"] == "running"
    assert as_olha_api.post(f"{here}/pass").status_code == 422
    as_olha_api.post(f"{here}/part", part="met")
    assert as_olha_api.post(f"{here}/pass").json()["state"] == "passed"


def test_a_decision_warns_of_figures_without_a_source(as_petro, engagement):
    path = f"agreements/{engagement.pk}"
    new = {"question": "Sue?", "options": ["Sue", "Settle"], "figures": [{"what": "A year"}]}
    made = as_petro.post(f"{path}/decisions", **new).json()
    assert made["warnings"] == ["A year"]
    asked = as_petro.post(f"{path}/decisions/{made['id']}/ask").json()
    assert (asked["state"], asked["sent_at"]) == ("asked", asked["asked_at"])
    choice = f"{path}/decisions/{made['id']}/choice"
    assert as_petro.post(choice, choice="Sue", words="Go").json()["choice"] == "Sue"


def test_a_meeting_is_ready_and_called_off(as_petro, engagement):
    path = f"agreements/{engagement.pk}"
    new = {"title": "Sign", "day": "2027-03-12", "start": "15:00", "needs": "The claim"}
    made = as_petro.post(f"{path}/appointments", **new).json()
    [meeting] = made["meetings"]
    assert meeting["starts_at"] == "2027-03-12T13:00:00Z"
    assert as_petro.post(f"{path}/meetings/{meeting['id']}/ready").json()["ready_at"]
    assert as_petro.post(f"{path}/meetings/999/ready").status_code == 404
    move = f"{path}/meetings/{meeting['id']}/move"
    moved = as_petro.post(move, day="2027-03-15", start="10:00", told_how="By phone").json()
    assert moved["starts_at"] == "2027-03-15T08:00:00Z"
    assert as_petro.post(move, day="2027-03-09", start="10:00").status_code == 422
    assert as_petro.post(f"{path}/appointments/{made['id']}/cancel").json()["cancelled_at"]


def test_a_series_moves_as_a_whole_or_leaves_one_out(as_petro, engagement):
    path = f"agreements/{engagement.pk}"
    new = {"title": "The week", "day": "2027-03-12", "start": "15:00", "repeats": "weekly"}
    [meeting] = as_petro.post(f"{path}/appointments", **new).json()["meetings"]
    way = f"{path}/meetings/{meeting['id']}"
    moved = as_petro.post(f"{way}/move", day="2027-03-16", start="10:00", all_after=True).json()
    assert (moved["starts_at"], moved["moved_from"]) == ("2027-03-16T08:00:00Z", None)
    assert as_petro.post(f"{way}/skip", told_how="By phone").json()["skipped_at"]
