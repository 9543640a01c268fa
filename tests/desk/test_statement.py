from datetime import date
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.drafting import add_line, bill_time, draft_invoice
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.billing.actions.lines import credit_line, hold_line, zero_line
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.actions.prices import free_time, set_price
from slovo.domain.delivery.actions.time import log_time
from tests import make
from tests.desk.reading import text_of
from tests.desk.scene import HOUR, answer, write
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(olena):
    return f"/clients/{olena.pk}/statement/2027/3/"


def log(engagement, by, minutes, note):
    said = {"day": date(2027, 3, 9), "minutes": minutes, "note": note}
    return log_time(engagement, **said, by=by, at=MORNING)


def test_an_empty_month_says_so(as_petro, engagement, page):
    assert "Nothing was asked, promised, worked or billed in this month." in text_of(
        as_petro.get(page)
    )
    assert as_petro.get(page.replace("/3/", "/13/")).status_code == 404


def test_a_client_without_an_agreement(as_olha, viktor):
    text = text_of(as_olha.get(f"/clients/{viktor.pk}/statement/2027/3/"))
    assert "There is nothing to compare." in text
    write(viktor, "Without an agreement")
    text = text_of(as_olha.get(f"/clients/{viktor.pk}/statement/2027/3/"))
    assert "none was due" not in text or "Without an agreement" in text


def test_each_number_opens_its_rows(as_olha, olha, petro, engagement, olena, page, clock_at):
    answer(write(olena, subject="Grain"), petro, "Here", MORNING + 5 * HOUR)
    given = {"by": olha, "at": MORNING}
    free = log(engagement, petro, 210, "Claim again")
    paid = log(engagement, petro, 90, "Claim")
    free_time(free, why="Our mistake", **given)
    set_price(engagement, rate=Decimal(3000), currency="UAH", since=date(2027, 1, 1), **given)
    invoice = draft_invoice(engagement, currency="UAH", **given)
    _nothing, line = bill_time(invoice, entries=[free, paid], **given)
    issue_invoice(invoice, due_on=date(2027, 3, 24), **given)
    credit_line(line, amount=Decimal(500), why="Late", **given)
    record_payment(invoice, amount=Decimal(1000), paid_on=date(2027, 3, 10), **given)
    court = make.make_invoice(engagement, olha).lines.get()
    hold_line(court, why="Asked about it", **given)
    clock_at(MORNING + 6 * HOUR)
    text = text_of(as_olha.get(page))
    for words in (
        "A person answers within 24 h",
        "half of them within 5 h, the slowest 5 h, 1 answer",
        "Grain",
        "3 h 30 min, free of charge",
        "<b>5 h</b>",
        "<b>1 h 30 min</b>",
        "<b>UAH 9,500</b>",
        "Claim: Late",
        "<b>UAH 500</b>",
        "Court fee: Asked about it",
        "<b>UAH 5,000</b>",
        "<b>UAH 1,000</b>",
    ):
        assert words in text, words


def test_what_is_credited_later_is_taken_off_once(as_olha, olha, engagement, page, clock_at):
    line = make.make_invoice(engagement, olha).lines.get()
    at = MORNING.replace(month=4)
    clock_at(at)
    credit_line(line, amount=Decimal(500), why="Late", by=olha, at=at)
    march, april = (text_of(as_olha.get(page.replace("/3/", f"/{month}/"))) for month in (3, 4))
    assert "<b>UAH 5,000</b>" in march
    assert "UAH 500" not in march
    assert "<b>UAH 500</b>" in april


def test_what_is_free_stands_where_its_invoice_does(as_olha, olha, engagement, page, clock_at):
    later = MORNING.replace(month=4)
    draft = draft_invoice(engagement, currency="UAH", by=olha, at=MORNING)
    for text in ("Court", "Copies"):
        said = {"text": text, "unit_price": Decimal(1000), "quantity": Decimal(1)}
        line = add_line(draft, **said, by=olha, at=MORNING)
    zero_line(line, why="A gift", by=olha, at=MORNING)
    issue_invoice(draft, due_on=date(2027, 4, 24), by=olha, at=later)
    clock_at(later)
    march, april = (text_of(as_olha.get(page.replace("/3/", f"/{month}/"))) for month in (3, 4))
    assert "A gift" not in march
    assert "<b>UAH 2,000</b>" in april
    assert "Copies: A gift" in april


def test_it_is_for_the_agreements_people(as_petro, engagement, page, maksym, nadia):
    assert as_petro.get(page).status_code == 200
    as_petro.force_login(maksym)
    assert as_petro.get(page).status_code == 404
    as_petro.force_login(nadia)
    assert as_petro.get(page).status_code == 200


def test_what_the_client_counts_on_is_said_and_answered(as_petro, engagement):
    page = f"/agreements/{engagement.pk}/"
    assert as_petro.post(f"{page}expectation/", {"text": ""}).status_code == 422
    as_petro.post(f"{page}expectation/", {"text": "Within 24 hours."})
    text = text_of(as_petro.get(page))
    assert "Within 24 hours." in text
    assert "no answer yet" in text
    [asked] = engagement.expectations.all()
    url = f"{page}expectation/{asked.pk}/answer/"
    said = {"answer": "no", "words": "12 hours", "said_at": "2027-03-10T11:05"}
    assert as_petro.post(url, said).status_code == 302
    assert "12 hours" in text_of(as_petro.get(page))
