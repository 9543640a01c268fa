from base64 import b64encode

import pytest

from slovo.domain.billing.models import Review
from slovo.domain.delivery.actions.time import log_time
from tests.make import MORNING

pytestmark = pytest.mark.django_db
FILE = {"name": "c.pdf", "content": b64encode(b"%PDF 1").decode()}


def test_papers(as_petro, engagement):
    path = f"agreements/{engagement.pk}/documents"
    made = as_petro.post(path, kind="contract", title="Contract 14", **FILE).json()
    assert (made["size"], made["shared_at"]) == (6, None)
    wrong = as_petro.post(path, kind="contract", title="X", name="x", content="%%%")
    assert (wrong.status_code, wrong.json()["detail"]) == (422, "The file is not in base64.")
    here = f"documents/{made['id']}"
    assert as_petro.post(f"{here}/share", is_shared=True).json()["shared_at"] is not None
    second = {"name": "d.pdf", "content": b64encode(b"%PDF 2").decode()}
    newer = as_petro.post(f"{here}/versions", **second).json()
    assert newer["replaces"] == made["id"]
    assert as_petro.get(f"documents/{newer['id']}/file").content == b"%PDF 2"
    assert [row["id"] for row in as_petro.get(path).json()] == [made["id"], newer["id"]]


def test_an_invoice_from_time_to_payment(as_petro, as_olha_api, engagement, petro):
    said = {"day": MORNING.date(), "minutes": 90, "note": "Claim"}
    log_time(engagement, **said, by=petro, at=MORNING)
    path = f"agreements/{engagement.pk}"
    price = {"rate": "3000", "currency": "UAH", "since": "2027-01-01"}
    assert as_petro.post(f"{path}/prices", **price).status_code == 403
    assert as_olha_api.post(f"{path}/prices", **price).json()["rate"] == "3000.00"
    made = as_petro.post(f"{path}/invoices", currency="UAH").json()
    here = f"invoices/{made['id']}"
    billed = as_petro.post(f"{here}/time").json()
    assert billed["account"]["owed"] == "4500.00"
    copies = {"text": "Copies", "unit_price": "0.5", "quantity": "40"}
    claim, paper = as_petro.post(f"{here}/lines", **copies).json()["lines"]
    assert paper["amount"] == "20.00"
    line = f"invoice-lines/{paper['id']}"
    assert as_petro.post(f"{line}/price", unit_price="1").json()["account"]["owed"] == "4540.00"
    issued = as_petro.post(f"{here}/issue", due_on="2027-03-24").json()
    assert (issued["state"], issued["number"]) == ("open", "2027-001")
    refused = as_petro.post(f"{line}/price", unit_price="2")
    assert refused.json()["detail"].startswith("This invoice is no draft any more.")
    assert as_petro.post(f"{line}/hold", why="Asked").status_code == 403
    held = as_olha_api.post(f"{line}/hold", why="Asked").json()
    assert held["account"]["held"] == "40.00"
    assert [row["id"] for row in as_petro.get("invoices", state="held").json()] == [made["id"]]
    as_olha_api.post(f"{line}/release")
    as_olha_api.post(f"{line}/zero", why="A gift")
    credit = as_olha_api.post(f"invoice-lines/{claim['id']}/credit", amount="500", why="Late")
    assert credit.json()["account"] == {
        "lines": "4540.00",
        "held": "0.00",
        "zeroed": "40.00",
        "credited": "500.00",
        "paid": "0.00",
        "owed": "4000.00",
    }
    paid = {"amount": "4000", "paid_on": "2027-03-10", "reference": "PAY 7"}
    assert as_petro.post(f"{here}/payments", **paid).status_code == 201
    again = as_petro.post(f"{here}/payments", **paid)
    assert (again.status_code, "it counts once" in again.json()["detail"]) == (422, True)
    assert as_petro.get(here).json()["state"] == "paid"


def test_another_ones_money_does_not_exist(as_petro, as_taras, engagement, olha, viktor):
    from tests import make

    foreign = make.make_invoice(make.make_engagement(viktor, olha), olha)
    assert as_petro.get(f"invoices/{foreign.pk}").status_code == 404
    assert as_petro.get("invoices").json() == []
    assert as_taras.get("invoices").status_code == 403


def test_what_he_counts_on_and_the_statement(as_petro, as_olha_api, engagement):
    path = f"agreements/{engagement.pk}"
    made = as_petro.post(f"{path}/expectations", text="Within a day").json()
    answer = f"{path}/expectations/{made['id']}/answer"
    said = as_petro.post(answer, answer="yes", words="Yes").json()
    assert said["client_confirmed_at"] == said["answered_at"]
    sheet = as_petro.get(f"{path}/statement/2027/3").json()
    assert "“Within a day” Confirmed on" in sheet["promised"]
    assert as_petro.get(f"{path}/statement/2027/13").status_code == 404
    assert as_petro.get("reviews").json() == []
    review = Review.objects.get()
    Review.objects.update(told_at=MORNING)
    assert [row["id"] for row in as_petro.get("reviews").json()] == [review.pk]
    done = as_olha_api.post(f"reviews/{review.pk}/settle", words="More people").json()
    assert done["words"] == "More people"


def test_tables(as_olha_api, engagement):
    books = (
        "number;email;text;amount;currency;issued;due\n"
        "B-1;olena@client.example;Retainer;12000;UAH;2027-03-01;2027-03-15\n"
    )
    bank = "number;amount;date\nB-1;12000;2027-03-10\n"
    post = as_olha_api.post
    assert post("imports/invoices", text=books).json() == {"taken_in": 1}
    assert post("imports/payments", text=bank).json() == {"taken_in": 1}
    assert post("imports/payments", text=bank).json() == {"taken_in": 0}
    assert post("imports/payments", text="number\n").status_code == 422
