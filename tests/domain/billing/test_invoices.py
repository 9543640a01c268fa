from datetime import date, timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.drafting import (
    InvoiceUnclear,
    LineIsLocked,
    NotADraft,
    NumberTaken,
    PriceMissing,
    TimeCannotBeBilled,
    add_line,
    bill_time,
    draft_invoice,
    drop_line,
    price_line,
)
from slovo.domain.billing.actions.issuing import (
    DayWrong,
    IssuedAlready,
    NothingToPay,
    PaidAlready,
    WhyMissing,
    WithdrawnAlready,
    issue_invoice,
    withdraw_invoice,
)
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.actions.prices import (
    PriceUnclear,
    ReasonMissing,
    TimeIsBilled,
    free_time,
    set_price,
)
from slovo.domain.billing.currencies import CurrencyUnknown
from slovo.domain.billing.models import Bill, Invoice, Price
from slovo.domain.delivery.actions.scope import answer_scope_change
from slovo.domain.delivery.actions.time import drop_time
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 10)
DUE = date(2027, 3, 24)


@pytest.fixture
def priced(engagement, olha):
    given = {"currency": "UAH", "by": olha, "at": MORNING}
    set_price(engagement, rate=Decimal(2400), since=date(2027, 1, 1), **given)
    return set_price(engagement, rate=Decimal(3000), since=date(2027, 3, 9), **given)


def bill(invoice, petro, *entries):
    return bill_time(invoice, entries=entries, by=petro, at=MORNING)


def test_numbers_follow_each_other_and_none_is_taken_twice(engagement, petro, draft):
    given = {"currency": "EUR", "by": petro, "at": MORNING}
    assert draft.number == "2027-001"
    assert draft_invoice(engagement, number="A/7", **given).number == "A/7"
    assert draft_invoice(engagement, **given).number == "2027-002"
    with pytest.raises(NumberTaken, match="A/7"):
        draft_invoice(engagement, number=" A/7 ", **given)
    with pytest.raises(CurrencyUnknown):
        draft_invoice(engagement, currency="XYZ", by=petro, at=MORNING)
    with pytest.raises(InvoiceUnclear):
        draft_invoice(engagement, since=DAY, until=DAY - timedelta(days=1), **given)


def test_set_price_counts_from_its_day(engagement, olha, petro, priced):
    on = Price.objects.all().on
    assert on(engagement, "UAH", date(2026, 12, 31)) is None
    assert on(engagement, "UAH", date(2027, 3, 8)) == Decimal(2400)
    assert on(engagement, "UAH", date(2027, 3, 9)) == Decimal(3000)
    assert on(engagement, "EUR", DAY) is None
    given = {"currency": "uah", "since": date(2027, 3, 9), "by": olha, "at": MORNING}
    assert set_price(engagement, rate=Decimal(3000), **given) == priced
    with pytest.raises(PriceUnclear):
        set_price(engagement, rate=Decimal(-1), **given)
    with pytest.raises(NotAllowed):
        set_price(engagement, rate=Decimal(1), **{**given, "by": petro})


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [
        ("1", "0.125", "0.12"),
        ("1", "0.135", "0.14"),
        ("3", "33.33", "99.99"),
        ("0.5", "0.05", "0.02"),
    ],
)
def test_halves_go_to_the_even_hundredth(draft, line_on, quantity, price, amount):
    line = line_on(draft, price, quantity=Decimal(quantity))
    assert line.amount == Decimal(amount)


def test_bill_time_at_the_price_of_its_day_and_only_once(draft, petro, log, priced):
    early, late = log(day=date(2027, 3, 8), minutes=100), log()
    lines = bill(draft, petro, late, early)
    assert [(line.minutes, line.unit_price, line.amount) for line in lines] == [
        (100, Decimal("2400.00"), Decimal("4000.00")),
        (210, Decimal("3000.00"), Decimal("10500.00")),
    ]
    assert Invoice.objects.get().owed == Decimal("14500.00")
    with pytest.raises(TimeCannotBeBilled, match="stands on an invoice already"):
        bill(draft, petro, late)
    drop_line(lines[0], by=petro, at=MORNING)
    assert Invoice.objects.get().owed == Decimal("10500.00")
    assert len(bill(draft, petro, early)) == 1


def test_what_cannot_be_billed(draft, engagement, petro, maksym, viktor, log, priced):
    change = make.make_scope_change(engagement, petro)
    parked = log(scope_change=change)
    with pytest.raises(TimeCannotBeBilled, match="not agreed"):
        bill(draft, petro, parked)
    gone = log()
    drop_time(gone, by=maksym, at=MORNING)
    with pytest.raises(TimeCannotBeBilled, match="does not count"):
        bill(draft, petro, gone)
    with pytest.raises(TimeCannotBeBilled):
        bill(draft, petro)
    with pytest.raises(PriceMissing, match="2026-12-31"):
        bill(draft, petro, log(day=date(2026, 12, 31)))
    foreign = draft_invoice(
        make.make_engagement(viktor, petro), currency="UAH", by=petro, at=MORNING
    )
    with pytest.raises(TimeCannotBeBilled, match="another agreement"):
        bill(foreign, petro, log())
    answer_scope_change(change, answer="yes", words="Yes", by=petro, at=MORNING)
    assert len(bill(draft, petro, parked)) == 1


def test_billed_time_is_not_taken_back(draft, petro, maksym, log, priced):
    entry = log()
    bill(draft, petro, entry)
    with pytest.raises(TimeIsBilled):
        drop_time(entry, by=maksym, at=MORNING)


def test_free_time_stands_at_zero_and_no_price_is_put_on_it(draft, petro, olha, log, priced):
    entry, why = log(), "Our mistake"
    with pytest.raises(ReasonMissing):
        free_time(entry, why=" ", by=olha, at=MORNING)
    assert free_time(entry, why=why, by=olha, at=MORNING) == free_time(
        entry, why="x", by=olha, at=MORNING
    )
    [line] = bill(draft, petro, entry)
    assert (line.minutes, line.unit_price, line.amount) == (210, Decimal(0), Decimal(0))
    with pytest.raises(LineIsLocked, match="Our mistake"):
        price_line(line, unit_price=Decimal(3000), by=olha, at=MORNING)
    other = log(minutes=30)
    bill(draft, petro, other)
    with pytest.raises(TimeIsBilled):
        free_time(other, why=why, by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        free_time(log(), why=why, by=petro, at=MORNING)


def test_a_draft_is_changed_and_what_is_issued_is_not(draft, line_on, petro):
    line = line_on(draft)
    assert price_line(line, unit_price=Decimal(4000), by=petro, at=MORNING).amount == 4000
    for wrong in ({"text": " "}, {"quantity": None}, {"price": "-1"}, {"minutes": 5}):
        with pytest.raises(InvoiceUnclear):
            line_on(draft, **wrong)
    issue_invoice(draft, due_on=DUE, by=petro, at=MORNING)
    with pytest.raises(NotADraft):
        line_on(draft)
    with pytest.raises(NotADraft):
        price_line(line, unit_price=Decimal(1), by=petro, at=MORNING)
    with pytest.raises(NotADraft):
        drop_line(line, by=petro, at=MORNING)


def test_issue_invoice_with_its_days(draft, line_on, petro, taras):
    with pytest.raises(NothingToPay):
        issue_invoice(draft, due_on=DUE, by=petro, at=MORNING)
    line_on(draft)
    for wrong in (
        {"due_on": DAY - timedelta(days=1)},
        {"issued_on": DAY + timedelta(days=1), "due_on": DUE},
    ):
        with pytest.raises(DayWrong):
            issue_invoice(draft, **wrong, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        issue_invoice(draft, due_on=DUE, by=taras, at=MORNING)
    made = issue_invoice(draft, due_on=DUE, by=petro, at=MORNING)
    assert issue_invoice(draft, due_on=DUE, by=petro, at=MORNING) == made
    with pytest.raises(IssuedAlready):
        issue_invoice(draft, due_on=DAY, by=petro, at=MORNING)
    assert [made.state_on(day) for day in (DUE, DUE + timedelta(days=1))] == [
        Bill.OPEN,
        Bill.OVERDUE,
    ]
    assert list(Invoice.objects.all().overdue(DUE)) == []
    assert list(Invoice.objects.all().overdue(DUE + timedelta(days=1))) == [made]


def test_a_letter_tells_the_sum_and_the_day(draft, line_on, petro, mailbox):
    line_on(draft, "12000.50", "Лист")
    made = issue_invoice(draft, due_on=DUE, tells=True, by=petro, at=MORNING)
    text = made.letter.text
    assert "2027-001" in text
    assert "12\xa0000,50" in text
    assert "24 березня 2027" in text


def test_withdraw_invoice_frees_its_time(draft, petro, olha, log, priced):
    entry = log()
    bill(draft, petro, entry)
    issue_invoice(draft, due_on=DUE, by=petro, at=MORNING)
    with pytest.raises(WhyMissing):
        withdraw_invoice(draft, why="", by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        withdraw_invoice(draft, why="Wrong client", by=petro, at=MORNING)
    gone = withdraw_invoice(draft, why="Wrong client", by=olha, at=MORNING)
    assert (gone.state_on(DAY), gone.owed, len(gone.live_lines)) == (Bill.WITHDRAWN, 0, 1)
    assert withdraw_invoice(draft, why="Again", by=olha, at=MORNING).withdrawn_why == "Wrong client"
    with pytest.raises(NotADraft):
        add_line(gone, text="X", unit_price=Decimal(1), minutes=5, by=petro, at=MORNING)
    assert list(breaches()) == []
    anew = draft_invoice(draft.engagement, currency="UAH", by=petro, at=MORNING)
    assert len(bill(anew, petro, entry)) == 1
    never = draft_invoice(draft.engagement, currency="UAH", by=petro, at=MORNING)
    withdraw_invoice(never, why="Not needed", by=olha, at=MORNING)
    with pytest.raises(WithdrawnAlready):
        issue_invoice(never, due_on=DUE, by=petro, at=MORNING)


def test_what_is_paid_is_not_withdrawn(issued, petro, olha):
    record_payment(issued, amount=Decimal(1), paid_on=DAY, by=petro, at=MORNING)
    with pytest.raises(PaidAlready):
        withdraw_invoice(issued, why="Wrong", by=olha, at=MORNING)


def test_people_of_other_agreements_see_no_invoice(issued, maksym, petro, taras):
    assert list(Invoice.objects.visible_to(petro)) == [issued]
    for stranger in (maksym, taras):
        assert not Invoice.objects.visible_to(stranger).exists()
