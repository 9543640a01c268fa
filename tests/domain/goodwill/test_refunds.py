"""What a decision gives back, and who reads for what it was given."""

from datetime import timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.lines import credit_line
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.goodwill.actions.conceding import note_concession
from slovo.domain.goodwill.budgets import quarters
from slovo.domain.goodwill.models import Ruling
from slovo.domain.goodwill.wordings import ruling_html
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.post.actions.queueing import retry_delivery
from slovo.domain.post.actions.sending import record_return
from slovo.domain.staff.rights import Role
from tests.desk.scene import send_all
from tests.domain.goodwill.test_rulings import decided, put, told
from tests.make import MORNING, make_engagement, make_invoice, make_user

pytestmark = pytest.mark.django_db


def test_what_was_paid_already_is_promised_back(case, petro, rule, limits, yearly):
    invoice = make_invoice(case.engagement, petro, unit_price=Decimal(1200), text="Half an hour")
    paid = {"amount": Decimal(700), "paid_on": MORNING.date(), "by": petro, "at": MORNING}
    record_payment(invoice, **paid)
    made = decided(put(case, petro, line=invoice.lines.get()), rule, petro)
    assert (made.refund.kind, made.refund.owner) == ("payment", petro)
    assert "700" in made.refund.text
    assert "Half an hour" in made.refund.text
    assert made.refund.due_at.date() == MORNING.date() + timedelta(days=10)
    assert ruling_html(made).count("<p>") == 3


def test_what_is_told_in_confidence_is_not_told_by_the_budget(
    case, petro, roman, olha, rule, limits, yearly
):
    decided(put(case, petro), rule, petro)
    confide_case(case, level="principal", by=olha, at=MORNING)
    first_day = MORNING.date().replace(month=1, day=1)
    told = {
        who: [(row.used, len(row.rows)) for row in quarters(first_day, MORNING, who)]
        for who in (olha, roman)
    }
    assert told == {olha: [(1200, 1)], roman: [(1200, 0)]}


def test_what_clients_were_invoiced_since_is_asked_once_for_all(
    case, petro, viktor, rule, limits, yearly, django_assert_max_num_queries
):
    decided(put(case, petro), rule, petro)
    other = make_engagement(viktor, petro)
    price = {"price": Decimal(100), "currency": "UAH", "reason": "An hour"}
    boss = make_user("Second Head", Role.PRINCIPAL)
    note_concession(viktor, **price, rule=rule, by=boss, at=MORNING)
    later = MORNING + timedelta(days=1)
    make_invoice(case.engagement, petro, unit_price=Decimal(7000), at=later)
    line = make_invoice(other, petro, unit_price=Decimal(900), at=later).lines.get()
    credit_line(line, amount=Decimal(400), why="Too much", by=HOUSE, at=later)
    first_day = MORNING.date().replace(month=1, day=1)
    with django_assert_max_num_queries(13):
        quarter = quarters(first_day, later, boss)[0]
    assert (quarter.clients, quarter.kept, quarter.since) == (2, 2, Decimal(7500))


def test_a_decision_whose_letter_came_back_is_told_again(case, petro, rule, limits, yearly):
    made = told(decided(put(case, petro), rule, petro), petro)
    send_all(MORNING)
    record_return(made.letter.delivery, why="550 unknown", by=HOUSE, at=MORNING)
    retry_delivery(made.letter.delivery, by=petro, at=MORNING)
    at = MORNING + timedelta(minutes=1)
    send_all(at)
    assert Ruling.objects.get().told_at == at
    record_return(made.letter.delivery, why="550 unknown", by=HOUSE, at=at)
    assert told(made, petro, at).letter != made.letter
    send_all(at)
    assert Ruling.objects.get().told_at == at
    assert list(breaches()) == []
