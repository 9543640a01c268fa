"""Bad news by the API: raised, seen, told with a way on, chosen, ended; the pages' refusals."""

from datetime import timedelta

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.notices.models import Notice
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.rights import Role
from tests import make
from tests.api.caller import Caller
from tests.make import MORNING

pytestmark = pytest.mark.django_db
TELL = {
    "cause": "The fee was paid under a wrong code.",
    "effect": "The court returned the filing.",
    "ways": [
        {"text": "File it again", "due_at": "2027-03-12T13:00:00Z"},
        {"text": "File it in person"},
    ],
    "next_word_at": "2027-03-11T15:00:00Z",
}


@pytest.fixture
def risk(as_petro, case):
    promised = {"text": "The filing", "kind": "document", "due_at": "2027-03-11T15:00:00Z"}
    promise = as_petro.post("cases/S-1/promises", **promised).json()
    answer = as_petro.post("cases/S-1/risks", text="Wrong code", promise=promise["id"])
    assert answer.status_code == 201
    return answer.json()


def test_raised_it_is_known_to_the_leaders_and_stands_in_the_case(as_petro, risk, olha):
    assert (risk["case"], risk["text"], risk["raised_by"], risk["raised_at"]) == (
        "S-1",
        "Wrong code",
        "Petro Marchenko",
        "2027-03-10T09:05:00Z",
    )
    assert (risk["tell_by"], risk["end"], risk["news"]) == ("2027-03-10T11:05:00Z", None, [])
    assert Notice.objects.filter(why="risk_raised", user=olha).count() == 1
    assert as_petro.get("cases/S-1/risks").json() == [risk]


def test_a_promise_of_another_kind_is_not_in_danger(as_petro, case):
    duty = {"text": "The contract", "owed_by": "client", "due_at": "2027-03-11T15:00:00Z"}
    theirs = as_petro.post("cases/S-1/promises", **duty).json()
    answer = as_petro.post("cases/S-1/risks", promise=theirs["id"])
    assert answer.status_code == 422
    assert answer.json()["detail"] == "There is no such open promise of ours in this case."


def test_a_date_of_a_letter_is_decided_about_with_the_bad_news(as_petro, case, petro):
    sides = {"words": "by Friday", "due_at": MORNING, "found_at": MORNING}
    found = FoundDate.objects.create(case=case, author=petro, **sides)
    assert as_petro.post("cases/S-1/risks", date=found.pk).status_code == 201
    found.refresh_from_db()
    assert (found.aside_at, found.settled_by) == (MORNING, petro)
    refused = as_petro.post("cases/S-1/risks", date=found.pk + 1)
    assert refused.status_code == 422
    assert refused.json()["detail"] == "This date has changed. Look at it again."


def test_only_a_leader_sees_it(as_olha_api, risk, clock_at):
    clock_at(MORNING + timedelta(minutes=4))
    seen = as_olha_api.post(f"risks/{risk['id']}/see").json()
    assert (seen["seen_by"], seen["seen_at"]) == ("Olha Levchenko", "2027-03-10T09:09:00Z")
    stranger = Caller(make.make_user("Maksym Tkach", Role.SPECIALIST))
    assert stranger.post(f"risks/{risk['id']}/see").status_code == 403


def test_told_and_chosen_the_promise_moves_in_time(as_petro, risk, clock_at):
    path = f"risks/{risk['id']}"
    refused = as_petro.post(f"{path}/tell", **TELL | {"ways": []})
    assert (refused.status_code, refused.json()["detail"]) == (422, "Offer at least one way on.")
    answer = as_petro.post(f"{path}/tell", **TELL, is_spoken=True)
    assert answer.status_code == 201
    news = answer.json()
    assert (news["told_at"], news["in_time"], news["state"]) == (
        "2027-03-10T09:05:00Z",
        True,
        "asked",
    )
    clock_at(MORNING + timedelta(minutes=10))
    choice = news["ways"][0]["id"]
    chosen = as_petro.post(f"{path}/news/{news['id']}/choice", choice=choice, words="Again.")
    assert chosen.status_code == 200
    assert (chosen.json()["choice"], chosen.json()["state"]) == (choice, "yes")
    moved = Promise.objects.get(pk=risk["promise"])
    assert (moved.outcome, moved.replaced_by.get().consent) == ("renegotiated", "Again.")
    [shown] = as_petro.get("cases/S-1/risks").json()
    assert (shown["end"], shown["told_at"]) == ("told", "2027-03-10T09:05:00Z")


def test_a_way_of_other_news_is_not_there(as_petro, risk):
    news = as_petro.post(f"risks/{risk['id']}/tell", **TELL).json()
    path = f"risks/{risk['id']}/news"
    assert as_petro.post(f"{path}/{news['id']}/choice", choice=0, words="Yes").status_code == 404
    assert as_petro.post(f"{path}/0/choice", words="None").status_code == 404
    none = as_petro.post(f"{path}/{news['id']}/choice", words="None of them suits me.").json()
    assert (none["state"], none["words"]) == ("no", "None of them suits me.")


def test_what_is_withheld_only_principals_see(as_petro, as_olha_api, risk):
    path = f"risks/{risk['id']}"
    assert as_petro.post(f"{path}/withhold", reason="Privilege").status_code == 403
    assert as_olha_api.post(f"{path}/withhold", reason=" ").status_code == 422
    withheld = as_olha_api.post(f"{path}/withhold", reason="Privilege").json()
    assert (withheld["end"], withheld["reason"]) == ("withheld", "Privilege")
    assert as_petro.get("cases/S-1/risks").json() == []
    assert as_petro.post(f"{path}/see").status_code == 404
    assert [row["id"] for row in as_olha_api.get("cases/S-1/risks").json()] == [risk["id"]]


def test_dismissed_with_a_reason_it_is_over(as_petro, risk):
    path = f"risks/{risk['id']}"
    over = as_petro.post(f"{path}/dismiss", reason="The court took it").json()
    assert (over["end"], over["ended_at"]) == ("passed", "2027-03-10T09:05:00Z")
    refused = as_petro.post(f"{path}/tell", **TELL)
    assert (refused.status_code, refused.json()["detail"]) == (422, "This is closed already.")


def test_who_sees_no_cases_hears_nothing(case, risk):
    lesia = Caller(make.make_user("Lesia Shevchuk", Role.SURVEYOR))
    assert lesia.get("cases/S-1/risks").status_code == 403
    assert lesia.post("cases/S-1/risks").status_code == 404
