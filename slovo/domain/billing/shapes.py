"""Papers, money and statements as plain dictionaries, for the API. Times are UTC, `Z`."""

from datetime import date
from typing import Any

from slovo.domain.billing.models import Document, Expectation, Invoice, InvoiceLine, Payment, Review
from slovo.domain.billing.sheet import Figure, Sheet
from slovo.domain.cases.shapes import instant
from slovo.domain.delivery.shapes import asked_as_dict


def document_as_dict(document: Document) -> dict[str, Any]:
    """`replaces`: the number of the version before it."""
    return {
        "id": document.pk,
        "kind": document.kind,
        "title": document.title,
        "signed_on": _day(document.signed_on),
        "name": document.name,
        "size": document.size,
        "digest": document.digest,
        "replaces": document.replaces_id,
        "added_at": instant(document.added_at),
        "shared_at": instant(document.shared_at),
    }


def invoice_as_dict(invoice: Invoice, today: date) -> dict[str, Any]:
    """`state`: draft, open, overdue, paid or withdrawn; sums are texts with two decimals."""
    account = invoice.account
    parts = ("lines", "held", "zeroed", "credited", "paid", "owed")
    return {
        "id": invoice.pk,
        "agreement": invoice.engagement_id,
        "person": invoice.person.full_name,
        "number": invoice.number,
        "currency": invoice.currency,
        "since": _day(invoice.since),
        "until": _day(invoice.until),
        "issued_on": _day(invoice.issued_on),
        "due_on": _day(invoice.due_on),
        "issued_at": instant(invoice.issued_at),
        "withdrawn_at": instant(invoice.withdrawn_at),
        "withdrawn_why": invoice.withdrawn_why or None,
        "state": str(invoice.state_on(today)),
        "account": {part: str(getattr(account, part)) for part in parts},
        "lines": [line_as_dict(line) for line in invoice.live_lines],
        "payments": [payment_as_dict(row) for row in invoice.payments.all()],
    }


def line_as_dict(line: InvoiceLine) -> dict[str, Any]:
    return {
        "id": line.pk,
        "text": line.text,
        "minutes": line.minutes,
        "quantity": str(line.quantity) if line.quantity is not None else None,
        "unit_price": str(line.unit_price),
        "amount": str(line.amount),
        "left": str(line.left),
        "time": line.time_entry_id,
        "held_at": instant(line.held_at),
        "held_why": line.held_why or None,
        "zeroed_at": instant(line.zeroed_at),
        "zeroed_why": line.zeroed_why or None,
        "credits": [
            {"amount": str(row.amount), "why": row.why, "at": instant(row.credited_at)}
            for row in line.credits.all()
        ],
    }


def payment_as_dict(payment: Payment) -> dict[str, Any]:
    return {
        "id": payment.pk,
        "amount": str(payment.amount),
        "paid_on": payment.paid_on.isoformat(),
        "reference": payment.reference,
        "dropped_at": instant(payment.dropped_at),
        "dropped_why": payment.dropped_why or None,
    }


def expectation_as_dict(expectation: Expectation) -> dict[str, Any]:
    return asked_as_dict(expectation) | {
        "text": expectation.text,
        "answer_minutes": expectation.answer_minutes,
        "client_confirmed_at": instant(expectation.client_confirmed_at),
    }


def review_as_dict(review: Review) -> dict[str, Any]:
    """A month that stayed below what was promised, and what is done about it."""
    return {
        "id": review.pk,
        "agreement": review.engagement_id,
        "month": review.month.isoformat(),
        "promised_seconds": review.promised_seconds,
        "median_seconds": review.median_seconds,
        "answers": review.answers,
        "told_at": instant(review.told_at),
        "settled_at": instant(review.settled_at),
        "words": review.words or None,
    }


def sheet_as_dict(sheet: Sheet) -> dict[str, Any]:
    figures = [_figure(figure) for figure in sheet.figures]
    return {"title": sheet.title, "promised": sheet.promised, "figures": figures}


def _figure(figure: Figure) -> dict[str, Any]:
    rows = [
        {"when": row.when, "what": row.what, "value": row.value, "case": row.ref or None}
        for row in figure.rows
    ]
    named = {"key": figure.key, "name": figure.name, "value": figure.value}
    return {**named, "is_late": figure.is_late, "rows": rows}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
