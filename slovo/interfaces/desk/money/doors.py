"""What every page about papers and money needs: what this colleague may see of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.billing.seeing import is_within_sight
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk import asking
from slovo.interfaces.desk.agreements.doors import load_engagement as load_any
from slovo.interfaces.desk.doors import reader


def load_engagement(request: HttpRequest, engagement_id: int) -> Engagement:
    """An agreement whose papers and money this colleague may see."""
    engagement = load_any(request, engagement_id)
    if not is_within_sight(reader(request), engagement):
        raise Http404
    return engagement


def load_invoice(request: HttpRequest, invoice_id: int) -> Invoice:
    visible = Invoice.objects.visible_to(reader(request)).whole()
    return get_object_or_404(visible.select_related("engagement__person"), pk=invoice_id)


def load_line(request: HttpRequest, invoice_id: int, line_id: int) -> InvoiceLine:
    invoice = load_invoice(request, invoice_id)
    line = get_object_or_404(InvoiceLine, invoice=invoice, pk=line_id)
    line.invoice = invoice
    return line


def invoice_form(
    request: HttpRequest,
    invoice: Invoice,
    form: forms.Form,
    verb: Callable[..., object],
    **words: Any,
) -> HttpResponse:
    """It leads back to the invoice."""
    return asking.ask_page(request, form, verb, **_page_of(invoice), **words)


def press(
    request: HttpRequest, invoice: Invoice, verb: Callable[[], object], *, done: str
) -> HttpResponse:
    return asking.press(request, verb, done=done, **_page_of(invoice))


def _page_of(invoice: Invoice) -> dict[str, Any]:
    sides = {"invoice": invoice, "engagement": invoice.engagement}
    back = reverse("invoice-show", args=[invoice.pk])
    return {**sides, "template": "desk/money/form.html", "back": back}
