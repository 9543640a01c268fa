"""The client's papers, his invoices, and what was promised him against what came."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from slovo.domain.billing.models import Document, Invoice
from slovo.domain.billing.models.invoice import InvoiceQuery
from slovo.domain.billing.months import Month
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.rows import (
    account_rows,
    day_words,
    invoice_row,
    line_row,
    owed_words,
)
from slovo.domain.billing.sheet import Teller
from slovo.domain.billing.statement import parts
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.portal.doors import Visit, for_client
from slovo.interfaces.portal.pages import around
from slovo.lib import clock
from slovo.lib.sums import money
from slovo.web.downloads import download

View = Callable[..., HttpResponse]


def only_his(view: View) -> View:
    """A colleague of his on copy sees none of it."""

    @wraps(view)
    def door(request: HttpRequest, visit: Visit, **named: Any) -> HttpResponse:
        if not visit.is_his:
            raise Http404
        return view(request, visit, **named)

    return door


@require_safe
@for_client
@only_his
def show_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    at = clock.now()
    this, language = Month.at(at), visit.language
    invoices = _invoices(visit).whole().order_by("-issued_on", "-pk")
    papers = Document.objects.newest().filter(
        engagement__person=visit.person, shared_at__isnull=False
    )
    context = {
        **around(visit),
        "rows": [invoice_row(row, language, today(at)) for row in invoices],
        "papers": [(row, day_words(row.signed_on)) for row in papers.order_by("title", "pk")],
        "months": [
            (month.first, date_format(month.first, "F Y"))
            for month in (this.moved(-back) for back in range(3))
        ],
    }
    return render(request, "portal/money.html", context)


@require_safe
@for_client
@only_his
def show(request: HttpRequest, visit: Visit, invoice_id: int) -> HttpResponse:
    invoice = get_object_or_404(_invoices(visit).whole(), pk=invoice_id)
    language = visit.language
    paid = [row for row in invoice.payments.all() if row.dropped_at is None]
    context = {
        **around(visit),
        "invoice": invoice,
        "lines": [line_row(line, invoice, language) for line in invoice.live_lines],
        "account": account_rows(invoice, language),
        "owed": owed_words(invoice, language),
        "payments": [
            (day_words(row.paid_on), money(row.amount, invoice.currency, language)) for row in paid
        ],
        "issued": day_words(invoice.issued_on),
        "due": day_words(invoice.due_on),
    }
    return render(request, "portal/invoice.html", context)


@require_safe
@for_client
@only_his
def document(_request: HttpRequest, visit: Visit, document_id: int) -> HttpResponse:
    shared = Document.objects.newest().filter(shared_at__isnull=False)
    known = get_object_or_404(shared.filter(engagement__person=visit.person), pk=document_id)
    return download(known.file, known.name)


@require_safe
@for_client
@only_his
def statement(request: HttpRequest, visit: Visit, year: int, month: int) -> HttpResponse:
    chosen, at = Month.numbered(year, month), clock.now()
    this = Month.at(at)
    if chosen is None or chosen.first > this.first:
        raise Http404
    his = Engagement.objects.filter(person=visit.person).select_related("service_class")
    teller = Teller(visit.language, visit.case.zone, is_clients=True)
    found = parts(visit.person, his.order_by("pk"), chosen, at, alone=False)
    context = {
        **around(visit),
        "sheets": [teller.sheet(part) for part in found],
        "month": teller.month(chosen.first),
        "before": chosen.moved(-1).first,
        "after": chosen.moved(1).first if chosen.first < this.first else None,
        "is_running": chosen == this,
    }
    return render(request, "portal/statement.html", context)


def _invoices(visit: Visit) -> InvoiceQuery:
    """What he was told he owes."""
    return Invoice.objects.issued().filter(person=visit.person)
