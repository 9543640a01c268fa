"""Free rework (R006), a verdict on quality (R007), damages (R008): sums and days to the unit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.drafting import LineIsLocked, bill_time, draft_invoice, price_line
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.actions.prices import set_price
from slovo.domain.billing.models import Credit
from slovo.domain.cases.actions.climbing import climb_all
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.actions.closing import (
    DamageUnanswered,
    PayoutIsMissing,
    answer_damage,
    close_mistake,
)
from slovo.domain.mistakes.actions.damages import (
    ClaimUnclear,
    DecidedAlready,
    DecisionUnclear,
    claim_damage,
    climb_damage,
    decide_damage,
)
from slovo.domain.mistakes.actions.payouts import pay_back, remind_of_payout
from slovo.domain.mistakes.actions.rework import NoAgreement, OfOtherWork, link_rework, log_rework
from slovo.domain.mistakes.actions.verdicts import LineOfAnother, VerdictUnclear, give_verdict
from slovo.domain.mistakes.models import Payout
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.domain.mistakes.scene import FACTS, REFILED, TOLD, YES, admitted, opened, told, whole
from tests.domain.promises.scene import fresh, kyiv, send_all

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 30)
APPROVED = kyiv("2027-03-30 16:00")
FEE = {"text": "Second court fee", "amount": Decimal(3400), "currency": "UAH"}


@pytest.fixture
def mistake(case, petro):
    return opened(case, petro)


def priced(engagement, by):
    sides = {"rate": Decimal(2400), "currency": "UAH", "since": date(2027, 3, 1)}
    set_price(engagement, **sides, by=by, at=make.FOUNDED)


def bill(engagement, by, *entries):
    invoice = draft_invoice(engagement, currency="UAH", by=by, at=APPROVED)
    return bill_time(invoice, entries=entries, by=by, at=APPROVED)[0]


def billed(engagement, by, note="Filing", minutes=125):
    """A line of an issued invoice: 2 h 05 at 2,400 is 5,000."""
    priced(engagement, by)
    entry = log_time(engagement, day=DAY, minutes=minutes, note=note, by=by, at=APPROVED)
    line = bill(engagement, by, entry)
    issue_invoice(line.invoice, due_on=date(2027, 4, 20), by=by, at=APPROVED)
    return line


def paid(line, by):
    amount = {"amount": line.amount, "paid_on": DAY}
    record_payment(line.invoice, **amount, by=by, at=APPROVED)
    return fresh(line)


def test_r006_three_and_a_half_hours_stand_at_zero_and_no_rate_moves_them(
    mistake, engagement, petro, olha
):
    entry = log_rework(mistake, day=DAY, minutes=210, note="Filed anew", by=petro, at=APPROVED)
    priced(engagement, olha)
    line = bill(engagement, olha, entry)
    assert (line.minutes, line.unit_price, line.amount) == (210, 0, 0)
    with pytest.raises(LineIsLocked, match="Робота з виправлення нашої помилки"):
        price_line(line, unit_price=Decimal(2400), by=olha, at=APPROVED)
    assert mistake.rework.get().time_entry == entry


def test_time_written_before_comes_off_its_invoice(mistake, engagement, petro, olha):
    line = billed(engagement, olha)
    link_rework(mistake, line.time_entry, by=petro, at=APPROVED)
    link_rework(mistake, line.time_entry, by=petro, at=APPROVED)
    assert (fresh(line).zeroed_at, fresh(line.invoice).owed) == (APPROVED, 0)


def test_time_that_was_paid_goes_back(mistake, engagement, petro, olha):
    line = paid(billed(engagement, olha), olha)
    link_rework(mistake, line.time_entry, by=petro, at=APPROVED)
    payout = Payout.objects.get()
    assert (payout.amount, payout.is_refund) == (5000, True)


def test_rework_belongs_to_one_mistake_of_one_agreement(case, mistake, engagement, petro, viktor):
    entry = log_rework(mistake, day=DAY, minutes=30, note="Anew", by=petro, at=APPROVED)
    other = opened(case, petro, text="Another one")
    with pytest.raises(OfOtherWork):
        link_rework(other, entry, by=petro, at=APPROVED)
    type(case).objects.filter(pk=case.pk).update(engagement=None)
    with pytest.raises(NoAgreement):
        log_rework(mistake, day=DAY, minutes=30, note="Anew", by=petro, at=APPROVED)


def test_r007_a_paid_line_of_5000_goes_back_within_ten_days(mistake, engagement, petro, olha):
    line = paid(billed(engagement, olha), olha)
    verdict = give_verdict(mistake, text="Not checked", lines=[line], by=olha, at=APPROVED)
    payout = verdict.payouts.get()
    assert (payout.amount, payout.currency) == (Decimal("5000.00"), "UAH")
    assert payout.due_at == kyiv("2027-04-09 23:59:59")
    assert (payout.promise.kind, payout.promise.due_at) == ("payment", payout.due_at)
    assert Credit.objects.get().amount == 5000
    words = verdict.letter.text
    assert "5 000" in words.replace("\xa0", " ")
    assert "9 квітня 2027" in words
    seventh = APPROVED + timedelta(days=7)
    assert remind_of_payout(payout, by=HOUSE, at=seventh - timedelta(seconds=1)) is False
    assert remind_of_payout(payout, by=HOUSE, at=seventh) is True
    assert told("payout_due") == [("Olha Levchenko", seventh)]
    assert remind_of_payout(payout, by=HOUSE, at=seventh) is False
    done = pay_back(payout, reference="Order 17", by=petro, at=seventh + timedelta(days=1))
    assert pay_back(payout, by=petro, at=seventh + timedelta(days=2)).paid_at == done.paid_at
    assert fresh(payout.promise).outcome == "kept"


def test_r007_an_unpaid_line_is_held_at_once(mistake, engagement, petro, olha):
    line = billed(engagement, olha)
    verdict = give_verdict(mistake, text="Not checked", lines=[line], by=olha, at=APPROVED)
    held = fresh(line)
    assert (held.held_at, held.held_why, fresh(line.invoice).owed) == (APPROVED, "Not checked", 0)
    assert verdict.payouts.count() == 0
    twin = give_verdict(mistake, text="Not checked", lines=[line], by=olha, at=APPROVED)
    assert twin == verdict


def test_a_verdict_is_a_principals_and_names_its_lines(mistake, engagement, petro, olha, viktor):
    line = billed(engagement, olha)
    with pytest.raises(NotAllowed):
        give_verdict(mistake, text="Bad", lines=[line], by=petro, at=APPROVED)
    for text, lines in ((" ", [line]), ("Bad", [])):
        with pytest.raises(VerdictUnclear):
            give_verdict(mistake, text=text, lines=lines, by=olha, at=APPROVED)
    elsewhere = make.make_engagement(viktor, petro)
    with pytest.raises(LineOfAnother):
        give_verdict(mistake, text="Bad", lines=[billed(elsewhere, olha)], by=olha, at=APPROVED)


def test_a12_3400_claimed_approved_promised_and_paid(mistake, case, petro, olha):
    damage = claim_damage(mistake, **FEE, evidence="The receipt", by=petro, at=REFILED)
    again = claim_damage(mistake, **FEE, evidence="The receipt", by=petro, at=REFILED)
    assert (again, fresh(mistake).has_damage) == (damage, True)
    assert damage.decide_by == kyiv("2027-04-06 18:00")
    assert told("damage_claimed") == [("Olha Levchenko", REFILED)]
    said = {"agreed": Decimal(3400), "pay_on": date(2027, 4, 9), "by": olha}
    decided = decide_damage(damage, **said, at=APPROVED)
    assert decide_damage(damage, **said, at=YES).decided_at == APPROVED
    payout = decided.payout
    assert (payout.amount, payout.due_at) == (3400, kyiv("2027-04-09 23:59:59"))
    assert "3 400" in decided.letter.text.replace("\xa0", " ")
    assert "9 квітня 2027" in decided.letter.text
    pay_back(payout, reference="Order 18", by=petro, at=kyiv("2027-04-09 12:00"))
    promise = fresh(payout.promise)
    assert (promise.outcome, promise.done_at) == ("kept", kyiv("2027-04-09 12:00"))


def test_r008_promised_for_the_12th_absent_on_the_13th_is_broken(mistake, petro, olha):
    damage = claim_damage(mistake, **FEE, evidence="The receipt", by=petro, at=REFILED)
    said = {"agreed": Decimal(3400), "pay_on": date(2027, 4, 12)}
    payout = decide_damage(damage, **said, by=olha, at=APPROVED).payout
    for _rung in range(6):
        climb_all([payout.promise_id], by=HOUSE, at=kyiv("2027-04-13 00:00"))
    late = pay_back(payout, by=petro, at=kyiv("2027-04-13 09:00"))
    assert (fresh(payout.promise).outcome, late.paid_at) == ("broken", kyiv("2027-04-13 09:00"))


def test_a_claim_has_its_sum_and_its_evidence(mistake, petro):
    for sides in ({"text": " "}, {"amount": Decimal(0)}, {"evidence": " "}):
        given = {**FEE, "evidence": "The receipt", **sides}
        with pytest.raises(ClaimUnclear):
            claim_damage(mistake, **given, by=petro, at=REFILED)


def test_a_decision_has_its_day_or_its_reason_and_stands(mistake, petro, olha):
    damage = claim_damage(mistake, **FEE, evidence="The receipt", by=petro, at=REFILED)
    with pytest.raises(NotAllowed):
        decide_damage(damage, agreed=Decimal(0), reason="No", by=petro, at=APPROVED)
    for sides in (
        {"agreed": Decimal(3401)},
        {"agreed": Decimal(-1)},
        {"agreed": Decimal(3400)},
        {"agreed": Decimal(3400), "pay_on": date(2027, 3, 29)},
        {"agreed": Decimal(100), "pay_on": DAY},
        {"agreed": Decimal(0)},
    ):
        with pytest.raises(DecisionUnclear):
            decide_damage(damage, **sides, by=olha, at=APPROVED)
    decided = decide_damage(damage, agreed=Decimal(0), reason="Too late", by=olha, at=APPROVED)
    assert "Too late" in decided.letter.text
    assert not Payout.objects.exists()
    with pytest.raises(DecidedAlready):
        decide_damage(damage, agreed=Decimal(0), reason="Else", by=olha, at=APPROVED)


def test_undecided_after_five_business_days_it_goes_to_the_principals(mistake, petro):
    damage = claim_damage(mistake, **FEE, evidence="The receipt", by=petro, at=REFILED)
    at = kyiv("2027-04-06 18:00")
    assert climb_damage(damage, by=HOUSE, at=at - timedelta(seconds=1)) is False
    assert climb_damage(damage, by=HOUSE, at=at) is True
    assert told("damage_undecided") == [("Olha Levchenko", at)]


def test_a_mistake_with_an_undecided_claim_stays_open(case, petro, olha):
    mistake = whole(case, petro)
    damage = claim_damage(mistake, **FEE, evidence="The receipt", by=petro, at=YES)
    with pytest.raises(PayoutIsMissing):
        answer_damage(mistake, has_damage=False, by=petro, at=YES)
    with pytest.raises(DamageUnanswered, match="nobody has decided"):
        close_mistake(mistake, by=petro, at=YES)
    decide_damage(damage, agreed=Decimal(0), reason="No loss", by=olha, at=YES)
    assert close_mistake(mistake, by=petro, at=YES).closed_at == YES


def test_within_how_many_days_a_loss_is_decided_is_no_date_to_look_at(case, maksym, olha):
    facts = f"{FACTS} Напишемо суду до п’ятниці."
    admitted(opened(case, maksym), olha, facts=facts, is_spoken=False)
    send_all(TOLD)
    assert "п’яти робочих днів" in case.messages.latest("pk").text
    assert [date.words for date in FoundDate.objects.to_review()] == ["до п’ятниці"]
