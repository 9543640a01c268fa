from datetime import timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.months import Month
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.goodwill.actions.limits import save_limits
from slovo.domain.goodwill.actions.putting_back import put_back
from slovo.domain.goodwill.actions.reckoning import reckon_burdens
from slovo.domain.goodwill.actions.ruling import decide_ruling, put_ruling
from slovo.domain.goodwill.actions.telling import tell_ruling
from slovo.domain.goodwill.models import BoundaryTalk, Budget, Concession, PutBack, Ruling
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import record_return
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import RuleVersion
from tests.desk.reading import fields_of, text_of
from tests.desk.scene import answer, fresh
from tests.make import MORNING, make_invoice, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def limits(olha):
    amounts = {"specialist": Decimal(10000)}
    return save_limits(currency="UAH", amounts=amounts, by=olha, at=MORNING)


@pytest.fixture
def rule(olha):
    return RuleVersion.objects.get(rule__number="1")


def weighed(case, by, price=1200):
    said = {"text": "the fee", "price": Decimal(price), "currency": "UAH"}
    return put_ruling(case, **said, by=by, at=MORNING)


def test_what_was_typed_stays_when_it_is_refused(as_petro, case, petro, limits):
    asked = {"text": "the fee", "price": "0", "currency": "UAH"}
    page = as_petro.post(f"/cases/{case.ref}/goodwill/", asked)
    assert (page.status_code, fields_of(page)["text"]) == (422, "the fee")
    assert "more than nothing" in text_of(page)
    ruling = weighed(case, petro)
    decided = {"is_in_favour": "yes", "reason": "Worth it"}
    page = as_petro.post(f"/goodwill/{ruling.pk}/decide/", decided)
    assert (page.status_code, fields_of(page)["reason"]) == (422, "Worth it")


def test_over_the_limit_is_said_on_the_page(as_petro, case, petro, rule, limits):
    make_invoice(case.engagement, petro, unit_price=Decimal(310000))
    ruling = weighed(case, petro, 9000)
    decided = {"is_in_favour": "yes", "reason": "Worth it", "rule": rule.pk}
    page = as_petro.post(f"/goodwill/{ruling.pk}/decide/", decided)
    assert (page.status_code, "2.90 %" in text_of(page)) == (422, True)
    assert "a principal decides" in text_of(page)


def test_a_decision_whose_letter_came_back_asks_to_be_told_again(
    as_petro, case, petro, rule, limits
):
    line = make_invoice(case.engagement, petro, unit_price=Decimal(310000)).lines.get()
    paid = {"amount": line.amount, "paid_on": MORNING.date(), "by": petro, "at": MORNING}
    record_payment(line.invoice, **paid)
    said = {"text": "the fee", "price": Decimal(1200), "currency": "UAH", "line": line}
    ruling = put_ruling(case, **said, by=petro, at=MORNING)
    sides = {"is_in_favour": True, "reason": "Worth it", "rule": rule}
    decided = decide_ruling(ruling, **sides, by=petro, at=MORNING)
    page = f"/goodwill/{ruling.pk}/"
    shown = as_petro.get(page).content.decode()
    assert ("not yet" in shown, f"/promises/{decided.refund_id}/" in shown) == (True, True)
    word_at = MORNING + timedelta(days=1)
    told = tell_ruling(ruling, html="<p>Free.</p>", next_word_at=word_at, by=petro, at=MORNING)
    assert "the letter is on its way" in text_of(as_petro.get(page))
    record_return(told.letter.delivery, why="550", by=HOUSE, at=MORNING)
    again = as_petro.get(page).content.decode()
    assert ("came back" in again, f"{page}tell/" in again) == (True, True)


def test_put_aside_and_empty_lists(as_petro, case, petro):
    assert "Nobody waits for a decision." in text_of(as_petro.get("/goodwill/"))
    ruling = weighed(case, petro)
    page = text_of(as_petro.get("/goodwill/"))
    assert "the fee" in page
    as_petro.post(f"/goodwill/{ruling.pk}/drop/", {"why": "She remembered"})
    assert Ruling.objects.get().dropped_why == "She remembered"
    assert "We have parted with nobody." in text_of(as_petro.get("/partings/"))
    assert "Nobody waits longer than the others." in text_of(as_petro.get("/goodwill/queue/"))


def test_a_colleague_outside_the_agreement_sees_no_revenue(client, case, petro, limits):
    make_invoice(case.engagement, petro, unit_price=Decimal(310000))
    ruling = weighed(case, petro)
    client.force_login(make_user("Zoya Last", Role.SPECIALIST))
    page = text_of(client.get(f"/goodwill/{ruling.pk}/"))
    assert ("UAH 1,200" in page, "310,000" in page) == (True, False)


def test_what_is_in_confidence_hides_its_questions(client, olha, roman, case, petro):
    ruling = weighed(case, petro)
    answer(case, petro, "We are on it.", MORNING)
    put_back(fresh(case), reason="Secret reason", by=petro, at=MORNING + timedelta(hours=1))
    confide_case(fresh(case), level="principal", by=olha, at=MORNING)
    client.force_login(roman)
    assert client.get(f"/goodwill/{ruling.pk}/").status_code == 404
    assert "the fee" not in text_of(client.get("/goodwill/"))
    assert "Secret reason" not in text_of(client.get("/goodwill/queue/"))


def test_boundaries_on_the_page_of_a_client(as_petro, olena, case):
    bound = {"text": "No calls after 21:00", "reason": "She shouts"}
    assert as_petro.post(f"/clients/{olena.pk}/boundaries/new/", {}).status_code == 422
    as_petro.post(f"/clients/{olena.pk}/boundaries/new/", bound)
    boundary = olena.boundaries.get()
    breach = {"words": "Called at 23:10", "case": case.pk}
    as_petro.post(f"/boundaries/{boundary.pk}/breach/", breach)
    page = text_of(as_petro.get(f"/clients/{olena.pk}/"))
    assert "No calls after 21:00" in page
    assert "gone over 1 time" in page
    as_petro.post(f"/boundaries/{boundary.pk}/lift/", {"why": "Peace"})
    page = text_of(as_petro.get(f"/clients/{olena.pk}/"))
    assert "No boundaries are written down." in page


def test_three_concessions_make_a_talk_and_a_task(as_olha, olena, engagement, rule):
    for number in range(3):
        said = {"price": "500", "currency": "UAH", "reason": f"Hour {number}", "rule": rule.pk}
        assert as_olha.post(f"/clients/{olena.pk}/concessions/new/", said).status_code == 302
    words = "We have given in to Olena Sydorenko three times within twelve months"
    assert words in text_of(as_olha.get("/goodwill/"))
    assert words in text_of(as_olha.get("/"))
    talk = BoundaryTalk.objects.get()
    as_olha.post(f"/goodwill/talks/{talk.pk}/", {"words": "Half from now on"})
    assert words not in text_of(as_olha.get("/goodwill/"))
    assert Concession.objects.count() == 3


def test_put_back_from_the_case(as_petro, case, petro):
    answer(case, petro, "We are on it.", MORNING)
    url = f"/cases/{case.ref}/put-back/"
    assert as_petro.post(url, {"reason": ""}).status_code == 422
    assert as_petro.post(url, {"reason": "Court tomorrow"}).status_code == 302
    assert PutBack.objects.get().reason == "Court tomorrow"
    assert "Court tomorrow" in text_of(as_petro.get("/goodwill/queue/"))


def test_limits_and_budget_in_the_settings(as_olha):
    said = {"currency": "uah", "front_office": "500", "specialist": "1 000,50"}
    said["complaint_owner"] = "0"
    assert as_olha.post("/settings/goodwill/", said).status_code == 302
    assert "UAH 1,000.50" in text_of(as_olha.get("/settings/goodwill/"))
    budget = {"first_day": "2027-03-10", "currency": "UAH", "amount": "9000"}
    assert as_olha.post("/settings/goodwill/budget/", budget).status_code == 302
    assert Budget.objects.get().first_day.isoformat() == "2027-01-01"
    assert "UAH 9,000" in text_of(as_olha.get("/goodwill/"))


def test_what_clients_cost_is_for_principals_and_complaint_owners(as_olha, olha, olena, engagement):
    assert "No month has been looked at yet." in text_of(as_olha.get("/goodwill/costs/"))
    make_invoice(engagement, engagement.handler, unit_price=Decimal(1000))
    month = Month.at(MORNING)
    reckon_burdens(month, by=HOUSE, at=month.looked_at())
    page = text_of(as_olha.get("/goodwill/costs/?month=2027-03"))
    assert "Olena Sydorenko" in page
    assert "0.00" in page
    olha.language = "uk"
    olha.save()
    assert "0,00" in text_of(as_olha.get("/goodwill/costs/?month=2027-03"))
    assert "(березень 2027)" in text_of(as_olha.get(f"/clients/{olena.pk}/"))
