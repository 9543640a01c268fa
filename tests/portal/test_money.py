from datetime import date
from decimal import Decimal

import pytest

from slovo.domain.access.actions.links import link_for
from slovo.domain.billing.actions.documents import add_document, share_document
from slovo.domain.billing.actions.drafting import draft_invoice
from slovo.domain.billing.actions.lines import hold_line
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.journal.models import Event
from tests import make
from tests.make import MORNING
from tests.portal.scene import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(case, olena):
    return f"/c/{link_for(olena, subject=f'case:{case.pk}', by=olena, at=MORNING)}/"


@pytest.fixture
def invoice(engagement, petro):
    return make.make_invoice(engagement, petro)


def test_his_invoices_and_their_state_in_his_language(client, page, invoice, petro):
    assert f"{page}money/" in read(client, page)
    text = read(client, f"{page}money/")
    assert "2027-001" in text
    assert "UAH 5,000" in text
    record_payment(invoice, amount=Decimal(1000), paid_on=date(2027, 3, 10), by=petro, at=MORNING)
    one = f"{page}money/{invoice.pk}/"
    assert "UAH 4,000" in read(client, one)
    events = Event.objects.count()
    assert "Court fee" in read(client, one)
    assert Event.objects.count() == events


def test_a_draft_and_another_ones_invoice_do_not_exist(client, page, engagement, viktor, petro):
    draft = draft_invoice(engagement, currency="UAH", by=petro, at=MORNING)
    foreign = make.make_invoice(make.make_engagement(viktor, petro), petro)
    for known in (draft, foreign):
        assert client.get(f"{page}money/{known.pk}/").status_code == 404
        assert known.number not in read(client, f"{page}money/")


def test_only_the_newest_shared_papers(client, page, engagement, petro):
    given = {"kind": "contract", "file": ("a.pdf", "", b"%PDF 1"), "by": petro, "at": MORNING}
    kept = add_document(engagement, title="Internal notes", **given)
    shown = add_document(engagement, title="Contract 14", **given)
    share_document(shown, is_shared=True, by=petro, at=MORNING)
    text = read(client, f"{page}money/")
    assert ("Contract 14" in text, "Internal notes" in text) == (True, False)
    assert client.get(f"{page}documents/{shown.pk}/").content == b"%PDF 1"
    assert client.get(f"{page}documents/{kept.pk}/").status_code == 404


def test_the_statement_of_a_month(client, page, invoice):
    text = read(client, f"{page}statement/2027/3/")
    assert "UAH 5,000" in text
    assert "UAH 5,000" not in read(client, f"{page}statement/2027/2/")
    assert client.get(f"{page}statement/2027/4/").status_code == 404
    assert client.get(f"{page}statement/2027/13/").status_code == 404


def test_somebody_on_copy_sees_no_money(client, case, viktor, invoice):
    token = link_for(viktor, subject=f"case:{case.pk}", by=viktor, at=MORNING)
    for path in ("money/", f"money/{invoice.pk}/", "statement/2027/3/"):
        assert client.get(f"/c/{token}/{path}").status_code == 404


def test_why_a_line_is_held_stays_with_us(client, page, invoice, olha):
    hold_line(invoice.lines.get(), why="The translator was ill", by=olha, at=MORNING)
    for path in (f"money/{invoice.pk}/", "statement/2027/3/"):
        text = read(client, f"{page}{path}")
        assert "Court fee" in text
        assert "translator" not in text
