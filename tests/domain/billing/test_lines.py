from datetime import date
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.drafting import LineIsLocked, drop_line, price_line
from slovo.domain.billing.actions.lines import (
    LineIsGone,
    LineIsPaid,
    MoreThanIsLeft,
    StillADraft,
    WhyIsMissing,
    credit_line,
    hold_line,
    release_line,
    zero_line,
)
from slovo.domain.billing.actions.payments import (
    DropReasonMissing,
    KnownPayment,
    NotOwed,
    PaymentUnclear,
    drop_payment,
    record_payment,
)
from slovo.domain.billing.models import Credit, Invoice, InvoiceLine, Payment
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 10)
WHY = "Not of quality"


@pytest.fixture
def court(issued):
    return issued.lines.get(text="Court")


@pytest.fixture
def copies(issued):
    return issued.lines.get(text="Copies")


@pytest.fixture
def pay(issued, petro):
    def paying(amount, **sides):
        given = {"paid_on": DAY, "by": petro, "at": MORNING, **sides}
        return record_payment(issued, amount=Decimal(amount), **given)

    return paying


def owed():
    return Invoice.objects.get().owed


def test_hold_line_is_not_asked_for_until_it_is_released(court, nadia, petro, olha):
    with pytest.raises(WhyIsMissing):
        hold_line(court, why=" ", by=nadia, at=MORNING)
    with pytest.raises(NotAllowed):
        hold_line(court, why=WHY, by=petro, at=MORNING)
    for _ in range(2):
        held = hold_line(court, why=WHY, by=nadia, at=MORNING)
    assert (held.held_by, held.held_why, owed()) == (nadia, WHY, Decimal(2000))
    assert [row.number for row in Invoice.objects.all().held()] == ["2027-001"]
    for _ in range(2):
        release_line(court, by=olha, at=MORNING)
    assert (owed(), list(Invoice.objects.all().held())) == (Decimal(7000), [])
    assert Event.objects.filter(kind="line.released").count() == 1


def test_zero_line_locks_it_for_good(draft, line_on, olha, petro):
    line = line_on(draft)
    with pytest.raises(NotAllowed):
        zero_line(line, why=WHY, by=petro, at=MORNING)
    hold_line(line, why=WHY, by=olha, at=MORNING)
    for _ in range(2):
        zeroed = zero_line(line, why=WHY, by=olha, at=MORNING)
    assert (zeroed.held_at, owed()) == (None, Decimal(0))
    with pytest.raises(LineIsLocked, match=WHY):
        price_line(line, unit_price=Decimal(1), by=olha, at=MORNING)
    drop_line(line, by=petro, at=MORNING)
    with pytest.raises(LineIsGone):
        zero_line(line, why=WHY, by=olha, at=MORNING)


def test_zero_and_hold_are_refused_when_paid_and_a_credit_owes_it_back(court, copies, pay, olha):
    pay("5000.00")
    hold_line(copies, why=WHY, by=olha, at=MORNING)
    with pytest.raises(LineIsPaid):
        zero_line(court, why=WHY, by=olha, at=MORNING)
    with pytest.raises(LineIsPaid):
        hold_line(court, why=WHY, by=olha, at=MORNING)
    credit_line(court, amount=Decimal(5000), why=WHY, by=olha, at=MORNING)
    assert owed() == Decimal(-5000)


def test_credit_line_is_never_above_what_is_left(court, draft, line_on, olha, petro):
    given = {"by": olha, "at": MORNING}
    for wrong in ("0", "-1", "5000.01"):
        with pytest.raises(MoreThanIsLeft):
            credit_line(court, amount=Decimal(wrong), why=WHY, **given)
    with pytest.raises(WhyIsMissing):
        credit_line(court, amount=Decimal(1), why="", **given)
    with pytest.raises(NotAllowed):
        credit_line(court, amount=Decimal(1), why=WHY, by=petro, at=MORNING)
    for _ in range(2):
        credit_line(court, amount=Decimal("1500.00"), why=WHY, **given)
    with pytest.raises(MoreThanIsLeft, match="at most UAH 3,500, what"):
        credit_line(court, amount=Decimal("3500.01"), why="More", **given)
    assert (Credit.objects.count(), owed()) == (1, Decimal(5500))
    hold_line(court, why=WHY, **given)
    assert owed() == Decimal(2000)
    zero_line(court, why=WHY, **given)
    account = Invoice.objects.whole().get().account
    assert (account.zeroed, account.credited, account.owed) == (3500, 1500, 2000)


def test_a_draft_is_not_credited(draft, line_on, olha):
    with pytest.raises(StillADraft):
        credit_line(line_on(draft), amount=Decimal(1), why=WHY, by=olha, at=MORNING)


def test_record_payment_never_doubles(pay, issued):
    pay("2000.00", reference="PAY 7")
    with pytest.raises(KnownPayment):
        pay("2000", reference=" PAY  7")
    pay("2000", reference="PAY 8")
    assert owed() == Decimal(3000)
    pay("3000")
    assert list(Invoice.objects.all().open()) == []


def test_what_is_no_payment(pay, draft, taras):
    for wrong in (
        {"amount": "0"},
        {"amount": "-5"},
        {"amount": "5", "paid_on": date(2027, 3, 11)},
    ):
        with pytest.raises(PaymentUnclear):
            pay(**wrong)
    with pytest.raises(NotAllowed):
        pay("5", by=taras)
    assert not Payment.objects.exists()


def test_a_draft_is_not_paid(draft, petro):
    with pytest.raises(NotOwed):
        record_payment(draft, amount=Decimal(1), paid_on=DAY, by=petro, at=MORNING)


def test_drop_payment_takes_a_mistake_back(pay, petro):
    paid = pay("2000", reference="PAY 7")
    with pytest.raises(DropReasonMissing):
        drop_payment(paid, why="", by=petro, at=MORNING)
    for _ in range(2):
        drop_payment(paid, why="Another client", by=petro, at=MORNING)
    assert owed() == Decimal(7000)
    pay("2000", reference="PAY 7")
    assert owed() == Decimal(5000)


def test_a_changed_figure_is_found(court):
    InvoiceLine.objects.filter(pk=court.pk).update(amount=Decimal(1))
    [broken] = breaches()
    assert f"line:{court.pk}" in str(broken)
