import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from slovo.domain.billing.models import Payment
from tests import make
from tests.desk.reading import fields_of, text_of

pytestmark = pytest.mark.django_db
URL = "/money/import/"
GOOD = "number;amount;date;reference\n2027-001;1000,00;05.03.2027;PAY 7\n"


@pytest.fixture(autouse=True)
def _invoice(engagement, petro):
    make.make_invoice(engagement, petro)


def look(client, text):
    file = SimpleUploadedFile("bank.csv", text.encode("cp1251"), "text/csv")
    return client.post(URL, {"kind": "payments", "table": file})


def test_it_is_looked_at_first_and_taken_in_as_a_whole(as_olha):
    assert URL in text_of(as_olha.get("/money/"))
    seen = look(as_olha, GOOD)
    assert seen.status_code == 200
    assert "Take in 1 line" in text_of(seen)
    assert not Payment.objects.exists()
    said = fields_of(seen)
    assert as_olha.post(URL, said)["Location"] == "/money/"
    assert Payment.objects.get().reference == "PAY 7"
    again = look(as_olha, GOOD)
    assert "known already" in text_of(again)
    as_olha.post(URL, fields_of(again))
    assert Payment.objects.count() == 1


def test_lines_that_are_not_understood_are_shown_and_nothing_is_taken_in(as_olha):
    bad = f"{GOOD}2027-009;5;05.03.2027;\n"
    seen = look(as_olha, bad)
    assert seen.status_code == 422
    text = text_of(seen)
    assert "1 line is not understood, so nothing is taken in." in text
    assert "There is no invoice 2027-009." in text
    pushed = as_olha.post(URL, {"kind": "payments", "text": bad, "is_seen": "on"})
    assert pushed.status_code == 422
    assert not Payment.objects.exists()


def test_an_empty_form_and_a_table_without_columns(as_olha):
    assert "Choose a table, or paste it." in text_of(as_olha.post(URL, {"kind": "payments"}))
    seen = as_olha.post(URL, {"kind": "payments", "text": "number;day\n1;2"})
    assert "These columns are missing: amount, date of payment." in text_of(seen)


def test_a_specialist_takes_in_nothing(as_petro):
    assert as_petro.get(URL).status_code == 403
