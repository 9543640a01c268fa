from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from slovo.domain.billing.actions.drafting import add_line, draft_invoice
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.billing.models import Document, FreeTime, Invoice, Payment, Price
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.staff.models import User
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(engagement):
    return f"/agreements/{engagement.pk}/"


@pytest.fixture
def entry(engagement, petro):
    said = {"day": date(2027, 3, 9), "minutes": 210, "note": "Claim"}
    return log_time(engagement, **said, by=petro, at=MORNING)


@pytest.fixture
def issued(engagement, petro):
    given = {"by": petro, "at": MORNING}
    made = draft_invoice(engagement, currency="UAH", **given)
    add_line(made, text="Court fee", unit_price=Decimal(5000), quantity=Decimal(1), **given)
    add_line(made, text="Copies", unit_price=Decimal("0.50"), quantity=Decimal(40), **given)
    return issue_invoice(made, due_on=date(2027, 3, 24), **given)


def file_of(content=b"%PDF 1", name="contract.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def post_document(client, page, **sides):
    said = {"kind": "contract", "title": "Contract 14", "signed_on": "2027-03-01"}
    return client.post(f"{page}documents/", {**said, "file": file_of(), **sides})


def test_a_contract_is_kept_replaced_shown_and_taken_home(as_petro, page):
    assert "No document yet." in text_of(as_petro.get(page))
    assert as_petro.get(f"{page}documents/").status_code == 200
    assert post_document(as_petro, page)["Location"] == f"{page}#documents"
    first = Document.objects.get()
    text = text_of(as_petro.get(page))
    assert "Contract 14" in text
    assert "signed 1 March 2027" in text
    newer = f"{page}documents/{first.pk}/replace/"
    refused = as_petro.post(newer, {"file": file_of()})
    assert (refused.status_code, "very file" in text_of(refused)) == (422, True)
    assert as_petro.post(newer, {"file": file_of(b"%PDF 2", "new.pdf")}).status_code == 302
    second = Document.objects.get(replaces=first)
    text = text_of(as_petro.get(page))
    assert "Earlier versions:" in text
    as_petro.post(f"{page}documents/{second.pk}/share/")
    assert "Hide it from the client" in text_of(as_petro.get(page))
    answer = as_petro.get(f"/documents/{first.pk}/")
    assert (answer.content, answer["Content-Disposition"]) == (
        b"%PDF 1",
        'attachment; filename="contract.pdf"',
    )


def test_what_is_refused_keeps_what_was_typed(as_petro, page):
    answer = post_document(as_petro, page, title="Contract of March", file=file_of(b""))
    assert answer.status_code == 422
    assert "Contract of March" in text_of(answer)
    assert "The file is empty." in text_of(answer)


def test_a_stranger_to_the_agreement_sees_no_paper_and_no_money(
    as_petro, page, maksym, issued, entry
):
    post_document(as_petro, page)
    User.objects.filter(pk=maksym.pk).update(language="en")
    as_petro.force_login(maksym)
    text = text_of(as_petro.get(page))
    assert "Legal care" in text
    for words in ("Documents", "Contract 14", "Invoice", "5,000"):
        assert words not in text.partition("<main")[2]
    paths = ("documents/", "invoices/")
    assert {as_petro.get(page + path).status_code for path in paths} == {404}
    assert as_petro.get(f"/money/{issued.pk}/").status_code == 404
    assert as_petro.get(f"/documents/{Document.objects.get().pk}/").status_code == 404
    assert "No invoice stands here." in text_of(as_petro.get("/money/"))


def test_time_becomes_an_invoice_that_is_issued_and_paid(as_olha, page, entry, olha):
    form = fields_of(as_olha.get(f"{page}price/"))
    as_olha.post(f"{page}price/", {**form, "rate": "2 400,00", "since": "2027-01-01"})
    assert Price.objects.get().rate == 2400
    text = text_of(as_olha.get(page))
    assert "UAH 2,400 an hour" in text
    assert "3 h 30 min not billed yet" in text
    started = as_olha.post(f"{page}invoices/", fields_of(as_olha.get(f"{page}invoices/")))
    url = started["Location"]
    assert "Nothing stands on it yet." in text_of(as_olha.get(url))
    assert "Claim" in text_of(as_olha.get(f"{url}time/"))
    assert as_olha.post(f"{url}time/", {}).status_code == 422
    assert as_olha.post(f"{url}time/", {"entries": [entry.pk]})["Location"] == url
    line = {"text": "Copies", "count": "40", "unit": "pieces", "unit_price": "0,5"}
    as_olha.post(f"{url}lines/", line)
    text = text_of(as_olha.get(url))
    for words in ("3 h 30 min", "UAH 8,400", "UAH 0.50", "UAH 8,420"):
        assert words in text
    issue = fields_of(as_olha.get(f"{url}issue/"))
    assert (issue["issued_on"], issue["due_on"]) == ("2027-03-10", "2027-03-24")
    del issue["tells"]
    assert as_olha.post(f"{url}issue/", issue).status_code == 302
    assert "To be paid: UAH 8,420, due 24 March 2027" in text_of(as_olha.get(url))
    paid = fields_of(as_olha.get(f"{url}payments/"))
    assert paid["amount"] == "8420.00"
    said = {**paid, "amount": "8000", "reference": "PAY 7"}
    as_olha.post(f"{url}payments/", said)
    again = as_olha.post(f"{url}payments/", said)
    assert (again.status_code, "it counts once" in text_of(again)) == (422, True)
    assert "To be paid: UAH 420" in text_of(as_olha.get(url))
    drop = f"{url}payments/{Payment.objects.get().pk}/drop/"
    as_olha.post(drop, {"why": "Another client"})
    text = text_of(as_olha.get(url))
    assert "Another client" in text
    assert "To be paid: UAH 8,420" in text


def test_a_line_is_held_released_credited_and_set_to_zero(as_olha, issued):
    url = f"/money/{issued.pk}/"
    court, copies = issued.lines.order_by("pk")
    hold = f"{url}lines/{court.pk}/hold/"
    assert as_olha.post(hold, {"why": ""}).status_code == 422
    as_olha.post(hold, {"why": "Not of quality"})
    text = text_of(as_olha.get(url))
    assert "Held, not to be paid now: Not of quality" in text
    assert "To be paid: UAH 20" in text
    assert "a line is held" in text_of(as_olha.get("/money/?show=held"))
    as_olha.post(f"{url}lines/{court.pk}/release/")
    credit = f"{url}lines/{court.pk}/credit/"
    assert fields_of(as_olha.get(credit))["amount"] == "5000.00"
    too_much = as_olha.post(credit, {"amount": "5000,01", "why": "Late"})
    assert (too_much.status_code, "5000,01" in text_of(too_much)) == (422, True)
    as_olha.post(credit, {"amount": "1 500", "why": "Late"})
    assert "Credited UAH 1,500: Late" in text_of(as_olha.get(url))
    zero = f"{url}lines/{copies.pk}/zero/"
    assert as_olha.post(zero, {"why": "Our fault"}).status_code == 422
    as_olha.post(zero, {"why": "Our fault", "is_sure": "on"})
    text = text_of(as_olha.get(url))
    assert "Free of charge: Our fault" in text
    assert "To be paid: UAH 3,500" in text


def test_a_locked_line_of_a_draft_is_refused_a_price(as_olha, engagement, entry, olha):
    free = f"/agreements/{engagement.pk}/time/{entry.pk}/free/"
    assert as_olha.post(free, {"why": "Our mistake"}).status_code == 302
    assert FreeTime.objects.get().time_entry == entry
    assert "Free of charge" in text_of(as_olha.get(f"/agreements/{engagement.pk}/"))
    made = draft_invoice(engagement, currency="UAH", by=olha, at=MORNING)
    url = f"/money/{made.pk}/"
    as_olha.post(f"{url}time/", {"entries": [entry.pk]})
    line = made.lines.get()
    refused = as_olha.post(f"{url}lines/{line.pk}/price/", {"unit_price": "100"})
    assert refused.status_code == 422
    assert "This stays at zero and cannot be priced again: Our mistake" in text_of(refused)
    as_olha.post(f"{url}lines/{line.pk}/drop/")
    assert "Nothing stands on it yet." in text_of(as_olha.get(url))


def test_the_list_tells_what_is_overdue(as_petro, issued, clock_at, viktor, petro):
    other = draft_invoice(make.make_engagement(viktor, petro), currency="EUR", by=petro, at=MORNING)
    assert "To be paid: UAH 5,020." in text_of(as_petro.get("/money/"))
    assert "No invoice stands here." in text_of(as_petro.get("/money/?show=overdue"))
    clock_at(MORNING.replace(day=25))
    text = text_of(as_petro.get("/money/?show=overdue"))
    assert "Overdue: UAH 5,020." in text
    assert other.number not in text
    assert other.number in text_of(as_petro.get("/money/?show=draft"))


def test_withdraw_with_a_reason(as_olha, issued):
    url = f"/money/{issued.pk}/"
    as_olha.post(f"{url}withdraw/", {"why": "Wrong client"})
    assert "Withdrawn: Wrong client" in text_of(as_olha.get(url))
    refused = as_olha.post(f"{url}lines/{issued.lines.first().pk}/drop/")
    assert (refused.status_code, f'href="{url}"' in text_of(refused)) == (422, True)


def test_queries_do_not_grow_with_lines(as_petro, issued, petro, django_assert_max_num_queries):
    made = draft_invoice(issued.engagement, currency="UAH", by=petro, at=MORNING)
    for number in range(8):
        said = {"text": f"Line {number}", "unit_price": Decimal(1), "minutes": 60}
        add_line(made, **said, by=petro, at=MORNING)
    assert Invoice.objects.count() == 2
    with django_assert_max_num_queries(14):
        as_petro.get(f"/money/{made.pk}/")
    with django_assert_max_num_queries(14):
        as_petro.get("/money/")
