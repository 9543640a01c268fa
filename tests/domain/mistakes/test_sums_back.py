"""What goes back is what came: partly paid lines, equal sums, the day of the reminder."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.mistakes.actions.damages import ClaimUnclear, claim_damage, decide_damage
from slovo.domain.mistakes.actions.payouts import pay_back, remind_of_payout
from slovo.domain.mistakes.actions.rework import link_rework
from slovo.domain.mistakes.actions.verdicts import give_verdict
from slovo.domain.mistakes.models import Payout
from tests.domain.mistakes.scene import REFILED, opened, told
from tests.domain.mistakes.test_money_back import APPROVED, DAY, FEE, billed, paid
from tests.domain.promises.scene import fresh, kyiv

pytestmark = pytest.mark.django_db
PART = {"amount": Decimal(2000), "paid_on": DAY, "at": APPROVED}


@pytest.fixture
def mistake(case, petro):
    return opened(case, petro)


def decided(mistake, amount, pay_on, by, text="Second court fee"):
    claim = {**FEE, "text": text, "amount": amount}
    damage = claim_damage(mistake, **claim, evidence="The receipt", by=by, at=REFILED)
    return decide_damage(damage, agreed=amount, pay_on=pay_on, by=by, at=APPROVED).payout


def test_of_a_line_paid_in_part_only_what_came_goes_back(mistake, engagement, olha):
    line = billed(engagement, olha)
    record_payment(line.invoice, **PART, by=olha)
    verdict = give_verdict(mistake, text="Not checked", lines=[line], by=olha, at=APPROVED)
    assert [payout.amount for payout in verdict.payouts.all()] == [Decimal(2000)]
    assert "2 000" in verdict.letter.text.replace("\xa0", " ")
    assert fresh(line.invoice).owed == -2000


def test_of_time_paid_in_part_only_what_came_goes_back(mistake, engagement, petro, olha):
    line = billed(engagement, olha)
    record_payment(line.invoice, **PART, by=olha)
    link_rework(mistake, line.time_entry, by=petro, at=APPROVED)
    assert Payout.objects.get().amount == 2000


def test_two_equal_sums_are_two_promises_each_with_its_own_end(mistake, engagement, petro, olha):
    lines = [paid(billed(engagement, olha, note=note), olha) for note in ("Filing", "Reply")]
    verdict = give_verdict(mistake, text="Not checked", lines=lines, by=olha, at=APPROVED)
    one, two = verdict.payouts.order_by("pk")
    assert one.promise_id != two.promise_id
    assert "Filing" in one.promise.text
    pay_back(one, by=petro, at=APPROVED + timedelta(days=1))
    assert list(breaches()) == []
    assert (fresh(one.promise).outcome, fresh(two.promise).outcome) == ("kept", "")


def test_the_client_reads_the_promise_in_his_own_language(mistake, olha):
    payout = decided(mistake, Decimal(3400), date(2027, 4, 29), olha)
    assert "3 400" in payout.promise.text.replace("\xa0", " ")


def test_three_days_are_left_when_it_is_said(mistake, olha):
    payout = decided(mistake, Decimal(3400), date(2027, 4, 29), olha)
    at = kyiv("2027-04-26 23:59:59")
    assert remind_of_payout(payout, by=HOUSE, at=at - timedelta(seconds=1)) is False
    assert remind_of_payout(payout, by=HOUSE, at=at) is True
    assert told("payout_due") == [("Olha Levchenko", at)]
    soon = decided(mistake, Decimal(100), date(2027, 4, 1), olha, text="A taxi")
    assert soon.next_at is None


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e30", "0.004", "-1"])
def test_no_sum_at_all_is_refused_in_words(mistake, petro, amount):
    claim = {**FEE, "amount": Decimal(amount)}
    with pytest.raises(ClaimUnclear):
        claim_damage(mistake, **claim, evidence="The receipt", by=petro, at=REFILED)
