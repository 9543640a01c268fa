from datetime import date
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.importing import (
    TableNotUnderstood,
    import_invoices,
    import_payments,
)
from slovo.domain.billing.importing import plan_invoices, plan_payments
from slovo.domain.billing.models import Invoice, Payment
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db
DAYS = "It is issued today or before, and is due on that day or later."
TODAY = date(2027, 3, 10)
BANK = """Номер рахунку;Сума;Валюта;Дата платежу;Призначення платежу
2027-001;1 000,50;грн;05.03.2027;ПЛАТІЖ 7
2027-001;500,00;UAH;06.03.2027;
"""
BOOKS = """Number,Email,Text,Amount,Currency,Issued on,Due on
B-1,olena@client.example,Retainer,"12,000.00",UAH,2027-03-01,2027-03-15
B-2,olena@client.example,Court fee,500.5,EUR,2027-03-02,2027-03-16
"""


def payments(text, by):
    return import_payments(text.encode(), by=by, at=MORNING)


def test_import_payments_from_a_bank_and_a_second_time_nothing(issued, olha, petro):
    assert [payments(BANK, olha) for _ in range(2)] == [2, 0]
    assert [(row.amount, row.paid_on, row.reference) for row in Payment.objects.all()] == [
        (Decimal("1000.50"), date(2027, 3, 5), "ПЛАТІЖ 7"),
        (Decimal(500), date(2027, 3, 6), ""),
    ]
    assert Invoice.objects.get().owed == Decimal("5499.50")
    assert Event.objects.filter(kind="payment.recorded").count() == 2
    with pytest.raises(NotAllowed):
        payments(BANK, petro)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_whatever_the_code_page(issued, olha, code):
    assert import_payments(BANK.encode(code), by=olha, at=MORNING) == 2


def test_a_russian_head_and_tabs(issued, olha):
    table = "Номер счёта\tСумма\tДата\n2027-001\t7\u00a0000.00\t2027-03-10\n"
    assert payments(table, olha) == 1
    assert Invoice.objects.get().owed == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2027-009;5;05.03.2027;", "There is no invoice 2027-009."),
        ("2027-001;five;05.03.2027;", "“five” is no sum."),
        ("2027-001;-5;05.03.2027;", "“-5” is no sum."),
        ("2027-001;5;yesterday;", "“yesterday” is no date."),
        ("2027-001;5;11.03.2027;", "This day has not come yet."),
        ("2027-001;5;05.03.2027;EUR", "The invoice is in UAH."),
        ("2027-001;5", "Some cells are missing."),
    ],
)
def test_one_line_that_is_not_understood_keeps_all_of_them_out(issued, olha, line, why):
    table = f"number;amount;date;currency\n2027-001;100;05.03.2027;UAH\n{line}\n"
    plan = plan_payments(table.encode(), TODAY)
    assert [(row.number, row.why) for row in plan.refused] == [(3, why)]
    assert len(plan.new) == 1
    with pytest.raises(TableNotUnderstood):
        payments(table, olha)
    assert not Payment.objects.exists()


def test_the_same_line_twice_in_a_table_is_one_payment(issued, olha):
    line = "2027-001;100;05.03.2027\n"
    assert payments(f"number;amount;date\n{line}{line}", olha) == 1


def test_payments_after_a_quotation_that_never_ends_are_not_lost(issued, olha):
    rows = '2027-001;100;05.03.2027;"Romashka\n2027-001;200;05.03.2027;B\n'
    plan = plan_payments(f"number;amount;date;reference\n{rows}".encode(), TODAY)
    assert [(row.number, row.why) for row in plan.refused] == [(2, "Some cells are missing.")]


def test_one_number_twice_in_a_table_is_told_before_anything_happens(engagement):
    plan = plan_invoices(BOOKS.replace("B-2", "B-1").encode(), TODAY)
    assert [(row.number, row.why) for row in plan.refused] == [
        (3, "There is another invoice B-1 already.")
    ]


def test_what_is_no_table(issued, olha):
    assert plan_payments(b"", TODAY).missing == "Nothing stands in the table."
    missing = plan_payments(b"number;day\n1;2\n", TODAY).missing
    assert missing == "These columns are missing: amount, date of payment."
    with pytest.raises(TableNotUnderstood, match="columns are missing"):
        payments("number;day\n", olha)
    assert not plan_payments(b"number;amount;date\n", TODAY).may_go
    assert plan_payments(b"x" * (1024 * 1024 + 1), TODAY).missing.startswith("The table is too")


def test_import_invoices_from_books(engagement, olha, petro):
    assert [import_invoices(BOOKS.encode(), by=olha, at=MORNING) for _ in range(2)] == [2, 0]
    first, second = Invoice.objects.order_by("number")
    assert (first.owed, first.due_on, first.engagement) == (
        Decimal(12000),
        date(2027, 3, 15),
        engagement,
    )
    assert (second.currency, second.owed, second.issued_on) == (
        "EUR",
        Decimal("500.50"),
        date(2027, 3, 2),
    )
    with pytest.raises(NotAllowed):
        import_invoices(BOOKS.encode(), by=petro, at=MORNING)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("olena@", "nobody@", "Nobody is known by nobody@client.example."),
        ("UAH", "Rubles", "Name the currency by its three letters, such as UAH or EUR."),
        (
            "2027-03-15",
            "2027-02-15",
            "It is issued today or before, and is due on that day or later.",
        ),
        ("Retainer", "", "Number and text must stand there."),
        ("olena@", "viktor@", "This client has no such agreement."),
    ],
)
def test_why_an_invoice_is_not_understood(engagement, viktor, old, new, why):
    plan = plan_invoices(BOOKS.replace(old, new, 1).encode(), TODAY)
    assert plan.refused[0].why == why


def test_a_number_of_another_invoice_is_refused_and_several_agreements_asked(
    engagement, olena, petro, olha
):
    import_invoices(BOOKS.encode(), by=olha, at=MORNING)
    plan = plan_invoices(BOOKS.replace("12,000", "13,000").encode(), TODAY)
    assert plan.refused[0].why == "There is another invoice B-1 already."
    make.make_engagement(olena, petro, title="Second")
    plan = plan_invoices(BOOKS.replace("B-", "C-").encode(), TODAY)
    assert "several agreements" in plan.refused[0].why
    named = BOOKS.replace("Number,", "Agreement,Number,").replace("\nB-", "\nSecond,C-")
    assert import_invoices(named.encode(), by=olha, at=MORNING) == 2
