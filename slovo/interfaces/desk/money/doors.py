"""What every page about papers and money needs: what this colleague may see of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.billing.seeing import is_within_sight
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.agreements.doors import Words
from slovo.interfaces.desk.agreements.doors import load_engagement as load_any
from slovo.interfaces.desk.asking import ask, show
from slovo.interfaces.desk.doors import reader
from slovo.web.toasts import say


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
    *,
    title: Words,
    button: Words,
    lede: Words = "",
    done: Words = "",
    **context: Any,
) -> HttpResponse:
    """GET asks, POST does and leads back to the invoice; what is refused is asked again."""
    if ask(form, verb) is not None:
        if done:
            say(request, str(done))
        return redirect("invoice-show", invoice.pk)
    words = {"invoice": invoice, "engagement": invoice.engagement, "title": title}
    said = {**words, "button": button, "lede": lede, **context}
    return show(request, "desk/money/form.html", form, said)


def press(
    request: HttpRequest, invoice: Invoice, verb: Callable[[], object], *, done: str
) -> HttpResponse:
    """One press, one verb; why it was refused is said on a page with the way back."""
    try:
        verb()
    except Refusal as refusal:
        context = {"invoice": invoice, "engagement": invoice.engagement, "why": str(refusal)}
        return render(request, "desk/money/refused.html", context, status=422)
    say(request, done)
    return redirect("invoice-show", invoice.pk)
