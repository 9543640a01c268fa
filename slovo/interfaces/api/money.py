"""Papers and money of agreements: documents, prices, invoices, their lines, payments."""

from base64 import b64decode
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.billing.actions.documents import (
    DocumentUnclear,
    add_document,
    replace_document,
    share_document,
)
from slovo.domain.billing.actions.drafting import add_line, bill_time, draft_invoice
from slovo.domain.billing.actions.issuing import issue_invoice, withdraw_invoice
from slovo.domain.billing.actions.lines import credit_line, hold_line, release_line, zero_line
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.actions.prices import set_price
from slovo.domain.billing.models import Document, Invoice, InvoiceLine
from slovo.domain.billing.pricing import reprice as price_anew
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.seeing import is_within_sight
from slovo.domain.billing.shapes import document_as_dict, invoice_as_dict, payment_as_dict
from slovo.domain.billing.unbilled import unbilled
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.agreements import load_engagement
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock
from slovo.web.downloads import download

router = Router()
MOST = 200


class NewVersion(Schema):
    """`content`: the file in base64."""

    name: str = Field(max_length=255)
    type: str = "application/octet-stream"
    content: str
    signed_on: date | None = None

    @property
    def file(self) -> tuple[str, str, bytes]:
        try:
            return self.name, self.type, b64decode(self.content, validate=True)
        except ValueError as fault:
            raise DocumentUnclear(_("The file is not in base64.")) from fault


class NewDocument(NewVersion):
    kind: Literal["contract", "terms", "other"]
    title: str = Field(max_length=200)


class Sharing(Schema):
    is_shared: bool


class NewPrice(Schema):
    rate: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    currency: str = Field(min_length=3, max_length=3)
    since: date


class NewInvoice(Schema):
    currency: str = Field(min_length=3, max_length=3)
    number: str = Field("", max_length=40)
    since: date | None = None
    until: date | None = None


class NewLine(Schema):
    """`minutes` at a price by the hour, or `quantity` at a price by the piece."""

    text: str = Field(max_length=300)
    unit_price: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    quantity: Decimal | None = Field(None, gt=0, max_digits=9, decimal_places=3)
    minutes: int | None = Field(None, gt=0)


class Times(Schema):
    """Without `entries` all the time that is not billed yet."""

    entries: list[int] | None = None


class Days(Schema):
    due_on: date
    issued_on: date | None = None
    tells: bool = False


class MoneyReason(Schema):
    why: str = Field(max_length=300)


class Another(Schema):
    unit_price: Decimal = Field(ge=0, max_digits=12, decimal_places=2)


class NewCredit(MoneyReason):
    amount: Decimal = Field(max_digits=12, decimal_places=2)


class NewPayment(Schema):
    amount: Decimal = Field(max_digits=12, decimal_places=2)
    paid_on: date
    reference: str = Field("", max_length=120)


@router.get(
    "/agreements/{engagement_id}/documents", summary="Papers", response=list[dict[str, Any]]
)
def documents(request: HttpRequest, engagement_id: int) -> list[dict[str, Any]]:
    engagement = load_within_sight(request, engagement_id)
    return [document_as_dict(row) for row in engagement.documents.order_by("pk")]


@router.post("/agreements/{engagement_id}/documents", summary="Keep a paper", response={201: dict})
def post_document(
    request: HttpRequest, engagement_id: int, new: NewDocument
) -> Status[dict[str, Any]]:
    engagement = load_within_sight(request, engagement_id)
    said = new.dict(include={"kind", "title", "signed_on"})
    made = add_document(engagement, **said, file=new.file, by=asker(request), at=clock.now())
    return Status(201, document_as_dict(made))


@router.post("/documents/{document_id}/versions", summary="A new version", response={201: dict})
def post_version(request: HttpRequest, document_id: int, new: NewVersion) -> Status[dict[str, Any]]:
    known, said = _document(request, document_id), new.dict(include={"signed_on"})
    made = replace_document(known, **said, file=new.file, by=asker(request), at=clock.now())
    return Status(201, document_as_dict(made))


@router.post("/documents/{document_id}/share", summary="Show or hide it", response=dict)
def share(request: HttpRequest, document_id: int, said: Sharing) -> dict[str, Any]:
    known = _document(request, document_id)
    is_shared = said.is_shared
    return document_as_dict(
        share_document(known, is_shared=is_shared, by=asker(request), at=clock.now())
    )


@router.get("/documents/{document_id}/file", summary="The file itself")
def document_file(request: HttpRequest, document_id: int) -> HttpResponse:
    known = _document(request, document_id)
    return download(known.file, known.name)


@router.post("/agreements/{engagement_id}/prices", summary="An hourly price", response={201: dict})
def post_price(request: HttpRequest, engagement_id: int, new: NewPrice) -> Status[dict[str, Any]]:
    engagement = load_within_sight(request, engagement_id)
    made = set_price(engagement, **new.dict(), by=asker(request), at=clock.now())
    told = {"id": made.pk, "rate": str(made.rate), "currency": made.currency}
    return Status(201, {**told, "since": made.since.isoformat()})


@router.get("/invoices", summary="The newest invoices", response=list[dict[str, Any]])
def invoices(
    request: HttpRequest, state: Literal["", "open", "overdue", "held", "draft"] = ""
) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_money", asker(request))
    visible, day = Invoice.objects.visible_to(asker(request)), today(clock.now())
    kinds = {
        "open": visible.open(),
        "overdue": visible.overdue(day),
        "held": visible.held(),
        "draft": visible.drafts(),
    }
    return [invoice_as_dict(row, day) for row in kinds.get(state, visible).whole()[:MOST]]


@router.post("/agreements/{engagement_id}/invoices", summary="Begin one", response={201: dict})
def post_invoice(
    request: HttpRequest, engagement_id: int, new: NewInvoice
) -> Status[dict[str, Any]]:
    engagement = load_within_sight(request, engagement_id)
    made = draft_invoice(engagement, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, _told(request, made.pk))


@router.get("/invoices/{invoice_id}", summary="One invoice", response=dict)
def invoice(request: HttpRequest, invoice_id: int) -> dict[str, Any]:
    return _told(request, invoice_id)


@router.post("/invoices/{invoice_id}/lines", summary="Put a line on it", response={201: dict})
def post_line(request: HttpRequest, invoice_id: int, new: NewLine) -> Status[dict[str, Any]]:
    known = _invoice(request, invoice_id)
    add_line(known, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, _told(request, invoice_id))


@router.post("/invoices/{invoice_id}/time", summary="Put time on it", response=dict)
def post_time(request: HttpRequest, invoice_id: int, said: Times) -> dict[str, Any]:
    known = _invoice(request, invoice_id)
    rows = known.engagement.time.all() if said.entries else unbilled(known.engagement)
    entries = rows.filter(pk__in=said.entries) if said.entries is not None else rows
    bill_time(known, entries=entries, by=asker(request), at=clock.now())
    return _told(request, invoice_id)


@router.post("/invoices/{invoice_id}/issue", summary="Issue it", response=dict)
def issue(request: HttpRequest, invoice_id: int, said: Days) -> dict[str, Any]:
    issue_invoice(_invoice(request, invoice_id), **said.dict(), by=asker(request), at=clock.now())
    return _told(request, invoice_id)


@router.post("/invoices/{invoice_id}/withdraw", summary="Withdraw it", response=dict)
def withdraw_one(request: HttpRequest, invoice_id: int, said: MoneyReason) -> dict[str, Any]:
    known = _invoice(request, invoice_id)
    withdraw_invoice(known, why=said.why, by=asker(request), at=clock.now())
    return _told(request, invoice_id)


@router.post("/invoices/{invoice_id}/payments", summary="A payment came", response={201: dict})
def post_payment(request: HttpRequest, invoice_id: int, new: NewPayment) -> Status[dict[str, Any]]:
    known = _invoice(request, invoice_id)
    made = record_payment(known, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, payment_as_dict(made))


@router.post("/invoice-lines/{line_id}/price", summary="Another price", response=dict)
def reprice(request: HttpRequest, line_id: int, said: Another) -> dict[str, Any]:
    line = _line(request, line_id)
    price_anew(line, unit_price=said.unit_price, by=asker(request), at=clock.now())
    return _told(request, line.invoice_id)


@router.post("/invoice-lines/{line_id}/hold", summary="Hold it", response=dict)
def hold(request: HttpRequest, line_id: int, said: MoneyReason) -> dict[str, Any]:
    line = _line(request, line_id)
    hold_line(line, why=said.why, by=asker(request), at=clock.now())
    return _told(request, line.invoice_id)


@router.post("/invoice-lines/{line_id}/release", summary="Ask for it again", response=dict)
def release(request: HttpRequest, line_id: int) -> dict[str, Any]:
    line = _line(request, line_id)
    release_line(line, by=asker(request), at=clock.now())
    return _told(request, line.invoice_id)


@router.post("/invoice-lines/{line_id}/zero", summary="Free of charge for good", response=dict)
def zero(request: HttpRequest, line_id: int, said: MoneyReason) -> dict[str, Any]:
    line = _line(request, line_id)
    zero_line(line, why=said.why, by=asker(request), at=clock.now())
    return _told(request, line.invoice_id)


@router.post("/invoice-lines/{line_id}/credit", summary="Take so much off", response={201: dict})
def credit(request: HttpRequest, line_id: int, new: NewCredit) -> Status[dict[str, Any]]:
    line = _line(request, line_id)
    credit_line(line, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, _told(request, line.invoice_id))


def load_within_sight(request: HttpRequest, engagement_id: int) -> Engagement:
    engagement = load_engagement(request, engagement_id)
    if not is_within_sight(asker(request), engagement):
        raise Http404
    return engagement


def _document(request: HttpRequest, document_id: int) -> Document:
    found = Document.objects.visible_to(asker(request)).filter(pk=document_id).first()
    if found is None:
        raise Http404
    return found


def _invoice(request: HttpRequest, invoice_id: int) -> Invoice:
    found = Invoice.objects.visible_to(asker(request)).whole().filter(pk=invoice_id).first()
    if found is None:
        raise Http404
    return found


def _line(request: HttpRequest, line_id: int) -> InvoiceLine:
    visible = Invoice.objects.visible_to(asker(request))
    found = InvoiceLine.objects.filter(pk=line_id, invoice__in=visible).first()
    if found is None:
        raise Http404
    return found


def _told(request: HttpRequest, invoice_id: int) -> dict[str, Any]:
    return invoice_as_dict(_invoice(request, invoice_id), today(clock.now()))
