from datetime import timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.months import Month
from slovo.domain.goodwill.actions.reckoning import reckon_burdens
from slovo.domain.goodwill.models import Parting
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.keeper.goodwill import climb_partings
from tests.desk.scene import answer, send_all
from tests.make import MORNING, make_invoice, make_person

pytestmark = pytest.mark.django_db
FEE = {"text": "the fee", "price": "1200", "currency": "UAH"}
MONEY = {"price": "500", "currency": "UAH"}


def test_a_question_is_weighed_decided_and_told(as_petro, as_olha_api, case, petro):
    line = make_invoice(case.engagement, petro, unit_price=Decimal(310000)).lines.get()
    assert as_petro.post("goodwill-limits", currency="UAH", amounts={}).status_code == 403
    amounts = {"specialist": "2400"}
    limits = as_olha_api.post("goodwill-limits", currency="UAH", amounts=amounts)
    assert limits.json() == {"specialist": "2400.00"}
    path = f"cases/{case.ref}/goodwill"
    unknown = as_petro.post(path, **FEE, line=0)
    assert unknown.json()["detail"].startswith("Choose a line of this client’s invoices")
    made = as_petro.post(path, **FEE, line=line.pk).json()
    assert (made["revenue"], made["share"], made["advice"]) == ("310000.00", 0.0039, "favour")
    assert [row["id"] for row in as_petro.get("goodwill").json()] == [made["id"]]
    here = f"goodwill/{made['id']}"
    said = {"is_in_favour": True, "reason": "Worth it"}
    assert as_petro.post(f"{here}/decide", **said).status_code == 422
    unknown = as_petro.post(f"{here}/decide", **said, rule="G-9")
    assert unknown.json()["detail"] == "There is no rule G-9 in force."
    decided = as_petro.post(f"{here}/decide", **said, rule="1").json()
    assert (decided["state"], decided["rule"], decided["warning"]) == ("decided", "1", None)
    word = {"text": "It is not charged.", "next_word_at": "2027-03-11T12:00:00Z"}
    told = as_petro.post(f"{here}/tell", **word, is_spoken=True).json()
    assert (told["state"], told["in_time"]) == ("told", True)
    assert as_petro.get(f"persons/{case.person_id}/concessions").json()[0]["decision"] == made["id"]
    assert as_petro.post(f"{here}/drop", why="x").status_code == 422


def test_boundaries_concessions_and_a_talk(as_petro, as_olha_api, olena, case):
    path = f"persons/{olena.pk}/boundaries"
    assert as_petro.post(path, text="", reason="").status_code == 422
    made = as_petro.post(path, text="No calls after 21:00", reason="She shouts").json()
    here = f"boundaries/{made['id']}"
    as_petro.post(f"{here}/breaches", words="Called at 23:10", case=case.ref)
    assert as_petro.get(path).json()[0]["breaches"][0]["case"] == case.ref
    assert as_petro.post(f"{here}/lift", why="Peace").json()["lifted_why"] == "Peace"
    given = f"persons/{olena.pk}/concessions"
    assert as_petro.post(given, **MONEY, reason="An hour", rule="1").status_code == 422
    for number in range(3):
        said = {"reason": f"Hour {number}", "rule": "1", "case": case.ref}
        assert as_olha_api.post(given, **MONEY, **said).status_code == 201
    talk = as_olha_api.get("boundary-talks").json()[0]
    assert (talk["person"], talk["facts"]["count"]) == (olena.pk, 3)
    held = f"boundary-talks/{talk['id']}/held"
    assert as_petro.post(held, words="x").status_code == 403
    assert as_olha_api.post(held, words="Half").json()["words"] == "Half"
    budget = {"first_day": "2027-03-10", "currency": "UAH", "amount": "2000"}
    as_olha_api.post("goodwill-budget", **budget)
    quarter = as_olha_api.get("goodwill-budget").json()[0]
    assert (quarter["budget"], quarter["used"], quarter["left"]) == ("2000.00", "1500.00", "500.00")
    assert (quarter["clients"], quarter["kept"]) == (1, 1)


def test_r089_the_third_put_back_is_refused(as_petro, as_olha_api, case, petro, clock_at):
    answer(case, petro, "We are on it.", MORNING)
    path = f"cases/{case.ref}/put-back"
    for number in range(2):
        clock_at(MORNING + timedelta(hours=number + 1))
        made = as_petro.post(path, reason=f"Court {number}")
        assert (made.status_code, made.json()["to"]) == (201, 1)
    clock_at(MORNING + timedelta(hours=3))
    third = as_petro.post(path, reason="Once more")
    assert (third.status_code, "Only a principal" in third.json()["detail"]) == (422, True)
    assert as_olha_api.post(path, reason="Once more").status_code == 201
    found = as_petro.get("fairness").json()
    assert (found["waits"], len(found["put_back"])) == ([], 3)


def test_what_clients_cost(as_petro, as_olha_api, engagement, petro):
    make_invoice(engagement, petro, unit_price=Decimal(1000))
    month = Month.at(MORNING)
    reckon_burdens(month, by=HOUSE, at=month.looked_at())
    assert as_petro.get("burdens").status_code == 403
    row = as_olha_api.get("burdens", month="2027-03").json()[0]
    assert (row["fee"], row["hours_per_1000"], row["median"]) == ("1000.00", "0.00", None)
    assert as_olha_api.get("burdens", month="2027-02").json() == []


def test_a_parting(as_petro, as_olha_api, olha):
    path = f"persons/{make_person('Kyrylo K').pk}/part"
    said = {
        "reason": "Six breaches",
        "text": "Bureau Stus may help you.",
        "ways_on": ["Bureau Stus"],
        "last_invoice_words": "None",
    }
    assert as_petro.post(path, **said, rule="3").status_code == 403
    assert as_olha_api.post(path, **said).json()["detail"].startswith("Name the rule")
    missing = as_olha_api.post(path, **{**said, "ways_on": ["Nobody"]}, rule="3")
    assert "does not name “Nobody”" in missing.json()["detail"]
    assert as_olha_api.post(path, **said, last_invoice="2027-9", rule="3").status_code == 404
    made = as_olha_api.post(path, **said, rule="3").json()
    assert (made["reason"], made["export_by"]) == ("Six breaches", "2027-03-17T16:00:00Z")
    assert as_olha_api.post(f"partings/{made['id']}/send").status_code == 422
    send_all(MORNING)
    climb_partings(MORNING)
    assert Parting.objects.get().exported_at == MORNING
    assert as_petro.get("partings").json()[0]["reason"] is None
    assert as_olha_api.post(f"partings/{made['id']}/revoke").status_code == 200
    assert as_olha_api.post(f"partings/{made['id']}/send").status_code == 200
